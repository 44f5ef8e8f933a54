// Strategies by name, and the check of a strategy that a user brings along.

import { DelayBounded } from './delay';
import { FairPct } from './fair-pct';
import { Idpct } from './idpct';
import { Pct } from './pct';
import { Portfolio } from './portfolio';
import { Pos } from './pos';
import { RandomWalk } from './random';
import type { Strategy } from './strategy';

const factories = new Map<string, () => Strategy>([
  ['portfolio', () => new Portfolio([new RandomWalk(), new Idpct(), new Pos(), new DelayBounded()])],
  ['random', () => new RandomWalk()],
  ['pct', () => new Pct()],
  ['fair-pct', () => new FairPct()],
  ['idpct', () => new Idpct()],
  ['pos', () => new Pos()],
  ['delay', () => new DelayBounded()],
]);

const REQUIRED = ['begin', 'pick', 'late', 'choose'] as const;
const OPTIONAL = ['ran', 'end'] as const;

/** The registered names, the default first. */
export function strategyNames(): string[] {
  return [...factories.keys()];
}

/**
 * Makes a strategy known by name, as `strategy: 'mine'` in options.
 * @param factory called once per exploration
 * @throws RangeError if the name is taken
 */
export function registerStrategy(name: string, factory: () => Strategy): void {
  if (factories.has(name))
    throw new RangeError(`A strategy named '${name}' is registered already. Choose another name.`);
  factories.set(name, factory);
}

/**
 * The strategy of an exploration.
 * @param choice a registered name, or a strategy of one's own
 * @throws TypeError if the name is unknown or the object lacks a part of a strategy
 */
export function createStrategy(choice: string | Strategy): Strategy {
  if (typeof choice === 'string') {
    const factory = factories.get(choice);
    if (factory !== undefined) return checked(factory(), `strategy '${choice}'`);
  } else if (typeof choice === 'object' && choice !== null) return checked(choice, '`strategy`');
  throw new TypeError(
    `Expected \`strategy\` to be one of ${strategyNames().join(', ')}, or an object with name, begin, pick, late and choose; ` +
      `got ${typeof choice === 'string' ? `'${choice}'` : String(choice)}.`,
  );
}

function checked(strategy: Strategy, label: string): Strategy {
  const parts = strategy as unknown as Record<string, unknown>;
  if (typeof parts.name !== 'string' || parts.name === '')
    throw new TypeError(`Expected the name of ${label} to be a string that is not empty, got ${typeof parts.name}.`);
  for (const method of REQUIRED)
    if (typeof parts[method] !== 'function')
      throw new TypeError(
        `Expected ${label} ('${parts.name}') to have a method ${method}, got ${typeof parts[method]}.`,
      );
  for (const method of OPTIONAL)
    if (parts[method] !== undefined && typeof parts[method] !== 'function')
      throw new TypeError(
        `Expected ${method} of ${label} ('${parts.name}') to be a method or absent, got ${typeof parts[method]}.`,
      );
  return strategy;
}
