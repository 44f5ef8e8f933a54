// Strategies by name, and what the option `strategy` may be: a name, a function that makes a strategy, a strategy.

import { checked } from './checks';
import { DelayBounded } from './delay';
import { Exhaustive } from './exhaustive';
import { FairPct } from './fair-pct';
import { Idpct } from './idpct';
import { Pct } from './pct';
import { Portfolio } from './portfolio';
import { Pos } from './pos';
import { RandomWalk } from './random';
import type { Strategy } from './strategy';

/** Makes a strategy: called once for each model that is explored. */
export type StrategyFactory = () => Strategy;

const factories = new Map<string, StrategyFactory>([
  ['portfolio', () => new Portfolio([new RandomWalk(), new Idpct(), new Pos(), new DelayBounded()])],
  ['random', () => new RandomWalk()],
  ['pct', () => new Pct()],
  ['fair-pct', () => new FairPct()],
  ['idpct', () => new Idpct()],
  ['pos', () => new Pos()],
  ['delay', () => new DelayBounded()],
  ['exhaustive', () => new Exhaustive()],
]);

/** The registered names, the default first. */
export function strategyNames(): string[] {
  return [...factories.keys()];
}

/**
 * Makes a strategy known by name, as `strategy: 'mine'` in options.
 * @param factory makes one; called once for each model that is explored
 * @throws RangeError if the name is taken
 * @throws TypeError if the name is no text or the factory no function
 */
export function registerStrategy(name: string, factory: StrategyFactory): void {
  if (typeof name !== 'string' || name === '')
    throw new TypeError(
      `registerStrategy(name, factory) expects a name that is not empty, got ${name === '' ? "''" : typeof name}.`,
    );
  if (typeof factory !== 'function')
    throw new TypeError(
      `registerStrategy('${name}', factory) expects a function that makes a strategy, got ${typeof factory}.`,
    );
  if (factories.has(name))
    throw new RangeError(`A strategy named '${name}' is registered already. Choose another name.`);
  factories.set(name, () => checked(factory(), `strategy '${name}'`));
}

/**
 * A strategy for one model of an exploration.
 * @param choice a registered name, a function that makes a strategy, or a strategy
 * @throws TypeError if the name is unknown or what there is lacks a part of a strategy
 */
export function createStrategy(choice: string | StrategyFactory | Strategy): Strategy {
  if (typeof choice === 'string') {
    const factory = factories.get(choice);
    if (factory !== undefined) return factory();
  } else if (typeof choice === 'function') return checked(choice(), 'what the function `strategy` returns');
  else if (typeof choice === 'object' && choice !== null) return checked(choice, '`strategy`');
  throw new TypeError(
    `Expected \`strategy\` to be one of ${strategyNames().join(', ')}, a function that makes a strategy, or a strategy; ` +
      `got ${typeof choice === 'string' ? `'${choice}'` : String(choice)}.`,
  );
}
