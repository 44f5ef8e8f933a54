// The strategies with options, for the option `strategy`: `strategies.pct({ depth: 5 })`. Each builder returns a function that makes
// one, because each model that is explored has a strategy of its own.

import { DelayBounded, type DelayOptions } from './delay';
import { Exhaustive, type ExhaustiveOptions } from './exhaustive';
import { FairPct } from './fair-pct';
import { Idpct, type IdpctOptions } from './idpct';
import { Pct, type PctOptions } from './pct';
import { Portfolio } from './portfolio';
import { Pos } from './pos';
import { RandomWalk } from './random';
import { createStrategy, type StrategyFactory } from './registry';
import type { Strategy } from './strategy';

/** A function that makes the strategy; one is made at once, so that wrong options are refused where they stand. */
function maker(make: StrategyFactory): StrategyFactory {
  make();
  return make;
}

export const strategies = {
  /** Every choice uniform. */
  random: (): StrategyFactory => maker(() => new RandomWalk()),
  /** Probabilistic concurrency testing for bugs of one depth. @throws TypeError, RangeError */
  pct: (options: PctOptions = {}): StrategyFactory => maker(() => new Pct(options)),
  /** PCT, then random. @throws TypeError, RangeError */
  fairPct: (options: PctOptions = {}): StrategyFactory => maker(() => new FairPct(options)),
  /** Fair PCT with the depth as a variable. @throws TypeError, RangeError */
  idpct: (options: IdpctOptions = {}): StrategyFactory => maker(() => new Idpct(options)),
  /** Partial-order sampling. */
  pos: (): StrategyFactory => maker(() => new Pos()),
  /** Delay-bounded scheduling. @throws TypeError, RangeError */
  delay: (options: DelayOptions = {}): StrategyFactory => maker(() => new DelayBounded(options)),
  /** Every schedule once, the least disturbed first. @throws TypeError, RangeError */
  exhaustive: (options: ExhaustiveOptions = {}): StrategyFactory => maker(() => new Exhaustive(options)),
  /**
   * Several strategies in turn.
   * @param members names of strategies, or functions that make them
   * @throws TypeError, RangeError
   * @example
   * strategies.portfolio([strategies.pct({ depth: 5 }), 'pos', () => new Mine()])
   */
  portfolio: (members: readonly (string | StrategyFactory)[]): StrategyFactory => {
    if (!Array.isArray(members))
      throw new TypeError(`strategies.portfolio(members) expects an array of strategies, got ${typeof members}.`);
    return maker(() => new Portfolio(members.map((member) => createStrategy(forMember(member)))));
  },
} as const;

function forMember(member: string | StrategyFactory | Strategy): string | StrategyFactory {
  if (typeof member === 'object')
    throw new TypeError(
      'strategies.portfolio(members) expects names of strategies or functions that make them, got a strategy itself. Write `() => new Mine()`.',
    );
  return member;
}
