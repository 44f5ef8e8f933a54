// The history of one part of the object as the searches read it: operations are numbered in order of their calls, and have kinds.

import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import type { TransitionSystem } from '../search/transition-system';
import type { Observation } from './observation';
import type { Foresight } from './queue-outlook';
import type { Timeline } from './timeline';

/** Plain arrays: for tiny histories a typed one costs more than it saves, and big ones are as fast with them. */
export interface Part {
  /** The partition's key; undefined if there is one part. */
  readonly key: unknown;
  /** What can take effect: `ok`, `mismatch` and those `info` operations that can change the state, in order of their calls. */
  readonly operations: readonly Operation[];
  /** Kind of each operation. */
  readonly kinds: readonly number[];
  /** 1 for operations that leave every state as it is. Those of them that never return are left out. */
  readonly pure: readonly number[];
  /** Operations that must not be able to happen at the end, and their kinds. */
  readonly blocked: readonly Operation[];
  readonly blockedKinds: readonly number[];
  readonly model: Model;
  readonly system: TransitionSystem;
  /** Whether a search gives up what later results rule out before it meets them: then how far it gets says nothing of how far the operations do. */
  readonly looksAhead: boolean;
  /** Which states may be taken for one; null: none. */
  observation(timeline: Timeline): Observation | null;
  /** What rules out states that no order leads on from; null: nothing does. */
  foresight(timeline: Timeline): Foresight | null;
}
