// Replay that accepts no difference.

import type { Operation, PendingOperation } from '../engine/operation';
import { Divergence } from './divergence';
import {
  askedOf,
  type DescribeSite,
  describeDecision,
  describeOperation,
  isChosen,
  latenessOf,
  type Recorded,
  type RecordedDecision,
} from './recorded';
import type { Strategy } from './strategy';

/**
 * Takes the decisions of a trace and throws a `Divergence` at the first one that does not fit: another kind of decision, another
 * number of options, another operation in the chosen place, a trace that ends before the iteration does or after it.
 * Data choices and late or at-once decisions are checked in the same way.
 *
 * The error is thrown into the code that asked, and user code may catch it. Therefore it is kept in `divergence`, and every later
 * question and the end of the iteration throw it again.
 */
export class StrictReplay implements Strategy {
  readonly name = 'replay';
  readonly memory = 'none';
  /** The first divergence of the current iteration, or null. */
  divergence: Divergence | null = null;
  private readonly recorded: readonly Recorded[];
  private position = 0;

  /** @param decisions as recorded @param describe turns site ids into what the trace holds */
  constructor(
    private readonly decisions: readonly RecordedDecision[],
    private readonly describe: DescribeSite,
  ) {
    this.recorded = askedOf(decisions);
  }

  begin(): void {
    this.position = 0;
    this.divergence = null;
  }

  pick(enabled: readonly PendingOperation[]): number {
    const actual = (): string => {
      const operations = enabled.map((o) => describeOperation(o.kind, o.task.id, this.describe(o.site)));
      return `a choice among ${enabled.length} operations: ${operations.join('; ')}`;
    };
    const { step, decision } = this.next('pick', enabled.length, actual);
    const operation = enabled[decision.choice];
    if (operation === undefined || !isChosen(decision, operation, this.describe))
      throw this.diverge(step, decision, actual());
    return decision.choice;
  }

  late({ site, microtasks }: Operation): boolean | number {
    const actual = (): string => `an operation at ${this.describe(site) || 'an unknown site'} that may be late`;
    const { step, decision } = this.next('late', 2 + microtasks, actual);
    if (decision.site !== this.describe(site)) throw this.diverge(step, decision, actual());
    return latenessOf(decision.choice);
  }

  choose(n: number): number {
    const actual = (): string => `a choice among ${n} values`;
    const { step, decision } = this.next('choose', n, actual);
    if (decision.choice >= n) throw this.diverge(step, decision, actual());
    return decision.choice;
  }

  end(): void {
    if (this.divergence !== null) throw this.divergence;
    const left = this.recorded[this.position];
    if (left !== undefined) throw this.diverge(left.step, left.decision, 'the end of the iteration');
  }

  private next(kind: RecordedDecision['kind'], options: number, actual: () => string): Recorded {
    if (this.divergence !== null) throw this.divergence;
    const next = this.recorded[this.position];
    if (next === undefined) {
      this.divergence = new Divergence(this.decisions.length, 'no further decision', actual());
      throw this.divergence;
    }
    if (next.decision.kind !== kind || next.decision.options !== options)
      throw this.diverge(next.step, next.decision, actual());
    this.position++;
    return next;
  }

  private diverge(step: number, decision: RecordedDecision, actual: string): Divergence {
    this.divergence = new Divergence(step, describeDecision(decision), actual);
    return this.divergence;
  }
}
