// Shrinking a failing schedule: table of contents.

export type { AsyncRerun, Rerun, RerunDecision, RerunResult } from './rerun';
export { type ShrinkInput, type ShrinkOptions, type ShrinkResult, shrink, shrinkAsync } from './shrink';
