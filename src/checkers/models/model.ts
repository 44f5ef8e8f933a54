// The interface of a sequential specification, and the three things that a step can come to.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';

/** The operation cannot happen in this state with this result. */
export class Illegal {
  constructor(
    /** Why, as a clause that stands behind the operation: `read 3, but the register holds 1`. */
    readonly reason: string,
  ) {}
}

/** The operation may lead to any of several states (at least one). */
export class OneOf<State> {
  constructor(readonly states: readonly State[]) {}
}

export type StepResult<State> = State | Illegal | OneOf<State>;

/** For `step`: the operation cannot happen here. */
export function illegal(reason: string): Illegal {
  return new Illegal(reason);
}

/** For `step`: any of these states may follow. */
export function oneOf<State>(states: readonly State[]): OneOf<State> {
  if (!Array.isArray(states))
    throw new TypeError(
      `oneOf expects a list of states, got ${describeValue(states)}; for a single one return the state itself`,
    );
  if (states.length === 0)
    throw new RangeError('oneOf needs at least one state; an operation that cannot happen is illegal(reason)');
  return new OneOf(states);
}

/**
 * A sequential specification: what one object does when operations come one after the other.
 *
 * States are values: `step` never changes the state it gets, and calling it twice gives equal results. What it must answer for each outcome:
 * `ok`: the state after the operation if `output` can come back from here, else illegal; `mismatch`: the (usually unchanged) state if
 * the operation would be refused here, else illegal; `info` and `blocked`: the output is unknown, so any state that the operation can leave
 * behind, illegal only if it could not complete here at all (a pop that waits, a lock that is taken). `fail` never reaches a model.
 */
export interface Model<State = unknown> {
  /** Shown in reports. */
  readonly name: string;
  /** The initial state. */
  init(): State;
  step(state: State, operation: Operation): StepResult<State>;
  /**
   * Which independent part of the object the operation works on, or undefined if it may touch all of it (then the history stays in one piece).
   * Operations on different parts must commute and never see each other. Linearizability is checked part by part.
   */
  partition?(operation: Operation): unknown;
  /** The specification of one part, where checking a part needs less than the whole: by default the model itself. */
  readonly part?: Model;
  /** True if the operation with this outcome leaves *every* state as it is (a read, a failed compare-and-set). Default: false. */
  pure?(operation: Operation): boolean;
  /**
   * A primitive that is equal for equal states and different for different ones (compared as by Map). Default: structural, over primitives, arrays,
   * plain objects, Map, Set and Date; NaN equals NaN, 0 equals -0. States of other kinds need it.
   */
  key?(state: State): unknown;
  /**
   * A primitive that is equal only for operations that step alike in every state. Default: structural over name, key, input, outcome and output.
   * A coarser one (a write has no output; an unknown write is a write) lets the search see twins.
   */
  signature?(operation: Operation): unknown;
  /**
   * The states that the operation can tell from all others; undefined: it may tell any two states apart. States that no remaining operation observes
   * are one: from any two of them every operation must be illegal in both, leave both as they are, or lead to the same state.
   */
  observes?(operation: Operation): readonly State[] | undefined;
  /** Which checks made for one kind of object may be tried. Their preconditions are checked on the history; the operations must be named as in the built-in model. */
  readonly structure?: 'register' | 'append-register' | 'queue' | 'stack' | 'priority-queue' | 'log';
  /** For reports; default: JSON-like. */
  describe?(state: State): string;
}
