// The counters that Jest keeps per test and a ctest needs per iteration: expected assertions, suppressed errors, snapshot numbers.

/** Jest's `expect`, as far as it is used here. Its state is one object for the whole file, so a reference to it stays good. */
interface ExpectState {
  assertionCalls: number;
  expectedAssertionsNumber: number | null;
  isExpectingAssertions: boolean;
  numPassingAsserts: number;
  suppressedErrors: unknown[];
  snapshotState?: SnapshotState;
  readonly currentTestName?: string;
}

interface SnapshotState {
  /** Forgets what a test has done: its snapshots of this run, its counters. Before Jest 30.5 it takes no test, and forgets those of all. */
  clear(test?: unknown): void;
  readonly _counters?: Map<string, number>;
}

interface Expect {
  getState(): ExpectState;
  extractExpectedAssertionsErrors(): { readonly error: Error }[];
}

export class Expectations {
  private readonly state: ExpectState;

  constructor(private readonly expect: Expect) {
    this.state = expect.getState();
  }

  /** Before an iteration: as before a test. */
  reset(test: unknown): void {
    const { state } = this;
    state.assertionCalls = 0;
    state.expectedAssertionsNumber = null;
    state.isExpectingAssertions = false;
    state.numPassingAsserts = 0;
    if (state.suppressedErrors.length !== 0) state.suppressedErrors = [];
    const { snapshotState } = state;
    if (snapshotState === undefined) return;
    if (snapshotState.clear.length > 0) snapshotState.clear(test);
    else snapshotState._counters?.delete(state.currentTestName ?? '');
  }

  /**
   * After the body: what Jest would report at the end of a test.
   * @throws the first unmet `expect.assertions`/`expect.hasAssertions` or snapshot that did not match
   */
  check(): void {
    const { state } = this;
    const suppressed = state.suppressedErrors[0];
    if (suppressed !== undefined) {
      state.suppressedErrors = [];
      throw suppressed;
    }
    if (state.expectedAssertionsNumber === null && !state.isExpectingAssertions) return;
    const missed = this.expect.extractExpectedAssertionsErrors()[0];
    if (missed !== undefined) throw missed.error;
  }

  /** After the last iteration: nothing is left for Jest to complain of. */
  settle(): void {
    this.state.suppressedErrors = [];
    this.state.expectedAssertionsNumber = null;
    this.state.isExpectingAssertions = false;
  }
}
