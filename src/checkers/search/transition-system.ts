// A model as the searches see it: states and kinds of operations are integers.

/** The operation cannot happen in this state. */
export const ILLEGAL = -1;

/** A result `r <= BRANCHES` stands for several states: `branches(r)`. */
export const BRANCHES = -2;

export interface TransitionSystem {
  readonly initial: number;
  /**
   * The state behind an operation of `kind` in `state`: a state (0 or more), ILLEGAL, or BRANCHES and below.
   * @throws ModelError if the model throws, changes the state, or answers with a promise
   */
  step(state: number, kind: number): number;
  /** The states behind a result that is BRANCHES or below. */
  branches(result: number): readonly number[];
  /** The step of the model that has been entered and not left, described; null if there is none. */
  readonly runningStep: string | null;
  /** Bytes held, about. */
  readonly memory: number;
}
