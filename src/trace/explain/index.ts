// Explaining a race: table of contents.

export { explain } from './explain';
export { type ExplainInput, type Explanation, explainDifference, type Overlap } from './explanation';
export { racedPositions, raceOf } from './of-trace';
export type { Access, Race, RaceAccess, RaceKind } from './race';
export { knownValue, placeName, sharedPlaces } from './shared-places';
export type { Wake } from './wake';
export type { ExplainHints } from './weight';
