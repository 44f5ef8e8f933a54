// What a check of a history comes to.

import type { Operation } from './history/operation';

/** `ok` and `violation` are proofs; `unknown` says that a budget ended first. */
export type Verdict = 'ok' | 'violation' | 'unknown';

/** An operation that could have been next where the search got stuck, and why it cannot be. */
export interface Candidate {
  readonly operation: Operation;
  readonly reason: string;
}

/** The furthest a search got. */
export interface StuckState {
  /** The longest legal order that was found, as far as it goes. */
  readonly order: readonly Operation[];
  /** The state behind it, described by the model. */
  readonly state: string;
  /** The operation whose return cannot be passed; null if only blocked operations are in the way. */
  readonly blockedBy: Operation | null;
  readonly candidates: readonly Candidate[];
}

/** A reason for a violation that can be checked by hand, found without a search. */
export interface Pattern {
  /** A short name: `value from nowhere`, `FIFO order`. */
  readonly name: string;
  /** A sentence that names the operations. */
  readonly text: string;
  /** The operations that contradict each other, in order of their calls. */
  readonly operations: readonly Operation[];
}

export interface CheckStatistics {
  /** What gave the verdict: `trivial`, `polynomial: queue`, `small search`, `search in return order`. */
  readonly method: string;
  /** Configurations visited. The same on every machine. */
  readonly configurations: number;
  /** Parts the history was split into. */
  readonly partitions: number;
  /** Bytes of the search's own tables at their largest (an estimate for the model's states included). */
  readonly memory: number;
}

export interface CheckResult {
  readonly verdict: Verdict;
  /** Which criterion was checked: `linearizable`, `sequentially consistent`. */
  readonly criterion: string;
  /** The model's name; '' for criteria without a model. */
  readonly model: string;
  /** One sentence: why. */
  readonly reason: string;
  /** For `ok`: an order that explains the history, replayed against the model; for criteria without a single order null. */
  readonly witness: readonly Operation[] | null;
  /** Which part failed or could not be decided (the partition's key); undefined if there is one part. */
  readonly partition: unknown;
  /** For `violation` and `unknown` by search: the furthest point. */
  readonly stuck: StuckState | null;
  /** For `violation` found without a search. */
  readonly pattern: Pattern | null;
  readonly statistics: CheckStatistics;
}
