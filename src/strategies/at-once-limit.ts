// A guard for schedules in which operations complete at once by default: `while (!done) await tick()` must not spin for ever in
// one step, when what would set `done` is late.

const LIMIT = 100_000;

export class AtOnceLimit {
  private atOnce = 0;

  /** A new step begins. */
  reset(): void {
    this.atOnce = 0;
  }

  /** The answer, unless 100,000 operations of this step have completed at once: then late. */
  late(answer: boolean | number): boolean | number {
    if (answer === true) return true;
    return ++this.atOnce > LIMIT || answer;
  }
}
