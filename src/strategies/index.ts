// Table of contents of the strategies.

export { strategies } from './builders';
export { flawOf } from './checks';
export { DefaultSchedule } from './default-schedule';
export { DelayBounded, type DelayOptions } from './delay';
export { DepartureSchedule } from './departure-schedule';
export { Divergence } from './divergence';
export { Exhaustive, type ExhaustiveOptions } from './exhaustive';
export { FairPct } from './fair-pct';
export { Idpct, type IdpctOptions } from './idpct';
export { LateSchedule } from './late-schedule';
export { Lateness } from './lateness';
export { mix } from './mix';
export { NearestReplay } from './nearest-replay';
export { Pct, type PctOptions } from './pct';
export { Portfolio } from './portfolio';
export { Pos } from './pos';
export { PrefixReplay } from './prefix-replay';
export { RandomWalk } from './random';
export { RandomSource } from './random-source';
export type { DescribeSite } from './recorded';
export { createStrategy, registerStrategy, type StrategyFactory, strategyNames } from './registry';
export type { ConflictHistory, IterationEnd, IterationStart, Random, Reach, Strategy } from './strategy';
export { StrictReplay } from './strict-replay';
