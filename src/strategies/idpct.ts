// PCT with the depth as a variable.

import { FairPct } from './fair-pct';
import { refuseUnknown } from './known-options';

export interface IdpctOptions {
  /** Smallest depth. Default 2. */
  from?: number;
  /** Largest depth. Default 6. */
  to?: number;
}

/**
 * Iterative deepening of fair PCT: each iteration aims at another depth, `from`, …, `to`, and again `from`.
 *
 * Guarantee: for a bug of depth d at least 1/(n·k^(e-1)) in the iterations that aim at e >= d, thus that of PCT for the right depth
 * divided by at most `to - from + 1`. In measurements it was never more than 1.5 times worse than the best fixed depth.
 * Use it when nothing is known of the bug, and for a thousand iterations rather than fifty.
 * PCT: Burckhardt and others, ASPLOS 2010.
 */
export class Idpct extends FairPct {
  override readonly name: string = 'idpct';
  private readonly from: number;
  private readonly to: number;

  /** @throws RangeError if the depths are no integers with 1 <= from <= to, TypeError if there is another option */
  constructor(options: IdpctOptions = {}) {
    super();
    refuseUnknown('idpct', options, ['to', 'from']);
    this.from = options.from ?? 2;
    this.to = options.to ?? 6;
    if (!Number.isInteger(this.from) || !Number.isInteger(this.to) || this.from < 1 || this.to < this.from)
      throw new RangeError(
        `Expected \`from\` and \`to\` to be integers with 1 <= from <= to, got from ${this.from} and to ${this.to}.`,
      );
  }

  protected override depthOf(turn: number): number {
    return this.from + (turn % (this.to - this.from + 1));
  }
}
