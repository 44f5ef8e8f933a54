// The trace of a schedule, as it is in memory. A file holds the same in fewer bytes: `file/`; writing, reading and checking it:
// `format.ts`; its schema: docs/trace.schema.json.

import type { TraceEvent } from '../engine/event';
import type { FailureKind } from '../engine/outcome';
import type { DecisionKind, HashedDecision } from '../engine/recorded-decision';
import type { Site } from '../engine/sites';
import type { Explanation } from './explain/explanation';
import type { FailedHistory } from './failed-history';

/** Version of the files that are written. Version 1, which wrote every decision and event as an object, can still be read. */
export const TRACE_VERSION = 2;

export type TraceDecision = HashedDecision;

export interface TraceFailure {
  readonly kind: FailureKind;
  /** Name of the error's class, or typeof what was thrown. */
  readonly name: string;
  readonly message: string;
  /** The user's frames of the error's stack, mapped to sources; may be empty. */
  readonly stack: string;
  readonly task: string;
  /** `file:line:column` or ''. */
  readonly site: string;
  readonly waiting: readonly { readonly task: string; readonly name: string; readonly site: string }[];
  /** Kind of the error, shape of the message (without numbers and quoted values) and site: shrinking must not slip to another bug. */
  readonly signature: string;
  /** The history that an expectation refused; absent if the failure is of another kind. */
  readonly history?: FailedHistory;
  /** The time-out of the code under test whose error this is; absent if there is none. */
  readonly timeOut?: TraceTimeOut;
}

/** A timer of the code under test that fired before what was pending completed. */
export interface TraceTimeOut {
  /** `file:line:column` of the timer. */
  readonly site: string;
  /** Virtual milliseconds after which it fired. */
  readonly delay: number;
  /** `file:line:column` of the operations that were pending. */
  readonly pending: readonly string[];
}

/** One side of a critical pair: the operation that ran, or the one that would have run instead. */
export interface CriticalOperation {
  readonly task: string;
  /** `file:line:column`, '' unknown. */
  readonly site: string;
  /** Kind of the operation (`timer`, `await`, …). */
  readonly operation: string;
}

/** The one decision on which the failure hangs. If it is taken as in `failing`, the run fails; if it is taken as in `passing`, it does not. */
export interface CriticalPair {
  /** `removal`: without this departure the failure is gone. `repair`: the undisturbed schedule itself fails, and this departure would
   *  avoid the failure. */
  readonly kind: 'removal' | 'repair';
  /** Number of the decision, from 0. Native completions are not counted. */
  readonly decision: number;
  readonly decided: DecisionKind;
  readonly failing: CriticalOperation;
  readonly passing: CriticalOperation;
}

/** What a file lacks of the trace that was recorded, so that it stays small. */
export interface LeftOut {
  /** Events that were recorded, but are not in the file. */
  readonly events: number;
  /** The file is larger than 1 MB all the same: the replay needs all decisions, so none of them is left out. */
  readonly oversized: boolean;
}

/** The test that a trace belongs to. */
export interface TracedTest {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** Titles of the blocks and of the test. */
  readonly name: readonly string[];
  /** Number of the test among those of its file that have the same name, from 1; absent: 1. */
  readonly occurrence?: number;
}

/** Something that happened in a run on the real event loop. */
export interface NativeEvent {
  /** Real milliseconds since the run began. */
  readonly at: number;
  /** A callback ran, or a completion was kept back. */
  readonly what: 'ran' | 'kept back';
  /** What Node calls the resource (`Timeout`, `FSREQCALLBACK`), or the function whose completion was kept back. */
  readonly type: string;
  /** `file:line:column` of the call behind it; '' unknown. */
  readonly place: string;
  /** Real milliseconds of the pause in front of it, or for which it was kept back. */
  readonly milliseconds?: number;
}

/** What was seen of a run on the real event loop. It cannot be replayed. */
export interface NativeObservation {
  readonly events: readonly NativeEvent[];
  /** Further events, which were not kept. */
  readonly missing: number;
  /** How often the same disturbances led to a failure again. */
  readonly again: { readonly runs: number; readonly failed: number };
}

export interface Trace {
  readonly format: 'lockstep-trace';
  /** Version of the format of the file that it was read from, or `TRACE_VERSION`. */
  readonly version: number;
  /** Version of the lockstep package that wrote it. */
  readonly lockstep: string;
  readonly test: TracedTest;
  readonly seed: number;
  readonly iteration: number;
  /** With the seed, what the body's random numbers are made of; absent: the iteration, or 0 for the first three. */
  readonly stream?: number;
  readonly strategy: string;
  readonly model: 'host' | 'await';
  /** Options that shape the run and must be the same at replay. */
  readonly options: { readonly maxSteps: number; readonly maxLatency: number | null; readonly isolate: boolean };
  /** Source hashes by file, as the instrumented files reported them. */
  readonly sources: Readonly<Record<string, string>>;
  readonly decisions: readonly TraceDecision[];
  readonly failure: TraceFailure | null;
  /** Found by shrinking; absent or null when shrinking did not find one. */
  readonly critical?: CriticalPair | null;
  /** What a passing schedule beside this one tells of the cause; absent or null when none was looked for. */
  readonly explanation?: Explanation | null;
  /** The places that events refer to, by id. */
  readonly sites: Readonly<Record<number, Site>>;
  /** What happened, in order; empty if it was not recorded. */
  readonly events: readonly TraceEvent[];
  /** Absent if the trace is whole. */
  readonly leftOut?: LeftOut;
  /** The run was one on the real event loop: there is nothing to replay. Absent otherwise. */
  readonly native?: NativeObservation;
}
