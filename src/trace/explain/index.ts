// Explaining a race: table of contents.

export { type ExplainHints, explain } from './explain';
export type { Access, Race, RaceAccess, RaceKind } from './race';
export { knownValue, placeName, sharedPlaces } from './shared-places';
