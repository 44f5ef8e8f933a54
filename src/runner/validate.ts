// Options are checked at the door: every option has one rule, and a broken rule names the option, what was given and what to give.

import { nearestName } from '../checkers/nearest-name';
import { FILE_FAULTS } from '../host';
import { flawOf } from '../strategies/checks';
import { strategyNames } from '../strategies/registry';
import type { ExploreOptions } from './options';

/** The largest delay of a timer, in ms. */
const LONGEST = 2 ** 31 - 1;

/** Says what is wrong with a value, as the end of the sentence "`x` must be …", or null. */
type Rule = (value: unknown) => string | null;

function integer(least: number, most: number, unit: string): Rule {
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  return (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? null
      : `an integer ${range}${unit === '' ? '' : ` (${unit})`}`;
}

function oneOf(names: readonly string[]): Rule {
  const list = names.map((name) => `'${name}'`).join(', ');
  return (value) => (typeof value === 'string' && names.includes(value) ? null : `one of ${list}`);
}

const boolean: Rule = (value) => (typeof value === 'boolean' ? null : 'true or false');

const latency: Rule = (value) =>
  typeof value === 'number' && value >= 0 ? null : 'a number of virtual milliseconds, 0 or more, or Infinity';

const strategy: Rule = (value) => {
  const registered = strategyNames();
  const names = `one of ${registered.map((name) => `'${name}'`).join(', ')}`;
  if (typeof value === 'string') {
    if (registered.includes(value)) return null;
    const nearest = nearestName(value, registered);
    return nearest === null ? names : `${names}; did you mean '${nearest}'?`;
  }
  if (typeof value === 'function')
    return /^class\b/.test(Function.prototype.toString.call(value))
      ? `a function that makes a strategy: write () => new ${value.name || 'Mine'}()`
      : null;
  if (typeof value !== 'object' || value === null) return `${names}, a function that makes a strategy, or a strategy`;
  const flaw = flawOf(value);
  return flaw === null ? null : `a strategy, which has ${flaw}`;
};

const files: Rule = (value) => {
  const expected = "an object of contents by path, such as { '/data/config.json': '{}' }";
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return expected;
  const wrong = Object.entries(value).find(([, data]) => typeof data !== 'string' && !ArrayBuffer.isView(data));
  return wrong === undefined ? null : `${expected}, with text or bytes as contents of '${wrong[0]}'`;
};

const fileFaults: Rule = (value) =>
  Array.isArray(value) && value.every((fault) => (FILE_FAULTS as readonly unknown[]).includes(fault))
    ? null
    : `an array of ${FILE_FAULTS.map((fault) => `'${fault}'`).join(', ')}`;

const RULES: Readonly<Record<keyof ExploreOptions, Rule>> = {
  iterations: integer(1, Number.MAX_SAFE_INTEGER, 'schedules'),
  timeBudget: integer(0, LONGEST, 'real milliseconds; 0 for no limit'),
  strategy,
  search: boolean,
  seed: integer(0, 2 ** 32 - 1, ''),
  maxSteps: integer(1, 2 ** 31 - 1, 'events in one schedule'),
  model: oneOf(['auto', 'host', 'await']),
  latent: oneOf(['warn', 'fail', 'off']),
  dataRaces: oneOf(['warn', 'fail', 'off']),
  maxLatency: latency,
  uncontrolled: oneOf(['warn', 'error', 'allow']),
  uncontrolledTimeout: integer(0, LONGEST, 'real milliseconds'),
  clockSkew: integer(0, LONGEST, 'virtual milliseconds; 0 for none'),
  syncTimeout: integer(1, LONGEST, 'real milliseconds'),
  shrink: integer(0, LONGEST, 'real milliseconds; 0 for no shrinking'),
  mustExplore: boolean,
  isolate: boolean,
  native: boolean,
  fs: oneOf(['real', 'memory']),
  files,
  fileFaults,
};

/** Options that say something of schedules, which runs on the real event loop have not. */
const OF_SCHEDULES = [
  'strategy',
  'search',
  'maxSteps',
  'model',
  'latent',
  'maxLatency',
  'uncontrolled',
  'clockSkew',
  'syncTimeout',
  'shrink',
] as const satisfies readonly (keyof ExploreOptions)[];

/** Names of all options. */
export const OPTION_NAMES = Object.keys(RULES) as readonly (keyof ExploreOptions)[];

/** An option that does not exist or has a value that it cannot have. */
export class OptionError extends TypeError {
  override readonly name = 'OptionError';

  constructor(
    message: string,
    /** The option that is wrong. */
    readonly option: string,
  ) {
    super(message);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? 'an array' : 'an object';
}

/**
 * Checks options given by a user. An option that is `undefined` counts as not given.
 * @param where what the options belong to, for the message: 'ctest("transfer")', 'globals.lockstep in the Jest configuration'
 * @returns a copy with only the options that were given
 * @throws OptionError
 */
export function validateOptions(options: unknown, where = 'explore'): ExploreOptions {
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new OptionError(
      `${where}: options must be an object such as { iterations: 500 }, got ${shown(options)}.`,
      '',
    );
  }
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(RULES, name)) {
      const nearest = nearestName(name, OPTION_NAMES);
      const advice = nearest === null ? `The options are ${OPTION_NAMES.join(', ')}.` : `Did you mean \`${nearest}\`?`;
      throw new OptionError(`${where}: there is no option \`${name}\`. ${advice}`, name);
    }
    if (value === undefined) continue;
    const complaint = RULES[name as keyof ExploreOptions](value);
    if (complaint !== null) {
      throw new OptionError(`${where}: \`${name}\` must be ${complaint}; got ${shown(value)}.`, name);
    }
    checked[name] = value;
  }
  const superfluous = checked.native === true ? OF_SCHEDULES.find((name) => Object.hasOwn(checked, name)) : undefined;
  if (superfluous !== undefined)
    throw new OptionError(
      `${where}: \`${superfluous}\` was given together with native: true, but the real event loop has no schedules to choose, shrink or bound. Leave out one of the two.`,
      superfluous,
    );
  return checked as ExploreOptions;
}
