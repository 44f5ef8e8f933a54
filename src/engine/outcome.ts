// What one iteration came to: the verdict, the decisions that led to it and, if events were recorded, what happened.

import type { TraceEvent } from './event';
import type { LookOutcome } from './look';
import type { Obstacle, PromiseLife } from './promise-ledger';
import type { HashedDecision } from './recorded-decision';
import type { TakenArrival } from './taken-arrival';
import type { TimeOut } from './time-outs';

/**
 * - `error`: the body threw or rejected (a failed assertion, say)
 * - `unhandled-rejection`: a promise was rejected and nobody listened when the microtask queue was empty
 * - `uncaught-exception`: a timer, immediate, nextTick or other callback threw
 * - `deadlock`: nothing is enabled, the body waits, nothing outside is pending
 * - `potential-deadlock`: the same, but something outside was pending, or the iteration waited for it in vain
 * - `step-bound`: many times more than `maxSteps` events (possible livelock)
 * - `endless-loop`: a synchronous loop ran for longer than `syncTimeout`
 * - `divergence`: a strict replay met another enabled set or operation than the trace says
 */
export type FailureKind =
  | 'error'
  | 'unhandled-rejection'
  | 'uncaught-exception'
  | 'deadlock'
  | 'potential-deadlock'
  | 'step-bound'
  | 'endless-loop'
  | 'divergence';

export interface WaitingTask {
  /** Task id, `0.2.1`. */
  readonly task: string;
  readonly name: string;
  /** Site id of the await at which it is stuck; -1 unknown. */
  readonly site: number;
  readonly obstacle: Obstacle;
}

export interface Failure {
  readonly kind: FailureKind;
  /** What was thrown; may be anything, `undefined` included. For deadlock and bounds an Error made by the engine. */
  readonly error: unknown;
  /** Id of the task that failed, or '' if none can be named. */
  readonly task: string;
  /** Site id where it was noticed (last await or loop); -1 unknown. */
  readonly site: number;
  /** Who waits for what (deadlocks), else empty. */
  readonly waiting: readonly WaitingTask[];
  /** The time-out of the code under test that the error stands for, in a recorded run. */
  readonly timeOut?: TimeOut;
}

export interface IterationOutcome {
  readonly failure: Failure | null;
  /** The strategy has given the schedule up: it is neither a pass nor a failure. */
  readonly abandoned: boolean;
  /** Flat: kind (index into DECISION_KINDS), number of options, choice, kind, … in the order taken. For 'native' the choice is
   *  the number of the native wait that completed. */
  readonly decisions: readonly number[];
  /** All decisions of the strategy: picks, late or at once, values. */
  readonly choices: number;
  /** Picks among two or more enabled operations, plus data choices, plus timers that were set while another was running. */
  readonly picks: number;
  /** Tasks, the body included. */
  readonly tasks: number;
  /** Events that ran. */
  readonly steps: number;
  /** 53-bit hash over all decisions, enabled sets (tasks, kinds, sites) and the outcome kind. */
  readonly hash: number;
  /** The decisions with their operations; empty unless recording was on. */
  readonly recorded: readonly HashedDecision[];
  /** Recorded events; empty unless recording was on. */
  readonly events: readonly TraceEvent[];
  /** The promises that somebody has to settle, in order; empty unless recording was on. */
  readonly promises: readonly PromiseLife[];
  /** Events that were not recorded because there were too many. */
  readonly missingEvents: number;
  /** Sites of waits for native (uncontrolled) promises or callbacks, with counts. */
  readonly uncontrolled: ReadonlyMap<number, number>;
  /** What came from outside, in the order in which it was taken. */
  readonly arrivals: readonly TakenArrival[];
  /** Virtual milliseconds that passed. */
  readonly virtualTime: number;
  /** In the failing step the test came back from a wait of its own (a sleep, a turn of the event loop) while operations were pending. */
  readonly look: LookOutcome | null;
}
