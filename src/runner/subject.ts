// What is explored: a body, and what is known about the test that it belongs to. The preset supplies more than `explore` does.

import type { TracedTest } from '../trace/trace';

export interface Subject {
  readonly body: () => unknown;
  /** File of the test (relative to the project) and its name path, for traces. */
  readonly test: TracedTest;
  /**
   * Called before every iteration; returns the body to run in it. A fresh module registry (isolation) comes in here. May be
   * asynchronous, at the cost of one turn of the event loop per iteration.
   */
  readonly prepare?: () => (() => unknown) | Promise<() => unknown>;
  /** Makes the body from a fresh module registry; what `prepare` is under `isolate`. */
  readonly fresh?: () => (() => unknown) | Promise<() => unknown>;
  /** Paths in stacks are made relative to this folder. Default: the working directory. */
  readonly root?: string;
  /** Called after every iteration, outside it (to reset counters of assertions, say). */
  readonly afterEach?: () => void;
}
