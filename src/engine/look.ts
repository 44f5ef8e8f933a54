// Looks: the test has waited for some time, or for a turn of the event loop, and comes back while operations of the outside are still
// pending. If it then fails without having done anything with the code under test, it has only looked too early, or given up.

/** A helper that has come back from a wait so often polls: what it calls with each poll is a look as well. */
const POLLS = 8;

/** What the failing step of an iteration had of looks. */
export interface LookOutcome {
  /** Site of the wait. */
  readonly site: number;
  /** The step in which the wait was over, and those in which functions of the test then ended late: the last is the failing one. */
  readonly steps: readonly number[];
  /** The test polls at this site. */
  readonly polls: boolean;
}

export class Looks {
  private site = -1;
  private steps: readonly number[] = [];
  /** By site: how often a wait was over too early. */
  private counts = new Map<number, number>();

  /** A wait of the test, made at `site`, is over in the step, and operations are pending. */
  note(site: number, step: number): void {
    this.site = site;
    this.steps = [step];
    this.counts.set(site, (this.counts.get(site) ?? 0) + 1);
  }

  /** The look of the step, which a function of the test keeps if it ends late; null if there was none. */
  of(step: number): LookOutcome | null {
    const { site, steps, counts } = this;
    if (steps.length === 0 || steps[steps.length - 1] !== step) return null;
    return { site, steps, polls: (counts.get(site) ?? 0) >= POLLS };
  }

  /** The function ends in the step, and operations are still pending. */
  ended({ site, steps }: LookOutcome, step: number): void {
    this.site = site;
    this.steps = [...steps, step];
  }

  reset(): void {
    if (this.steps.length === 0) return;
    this.steps = [];
    this.counts = new Map();
  }
}
