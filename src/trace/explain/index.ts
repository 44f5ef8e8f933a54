// Explaining a race: table of contents.

export { type ExplainHints, explain, sharedPlaces } from './explain';
export type { Access, Race, RaceAccess, RaceKind } from './race';
