// The environment variables by which Lockstep is told what to do from outside, and how each is read. Nothing else reads them.

import { resolve } from 'node:path';

/** Names of the variables, by what they set. */
export const VARIABLES = {
  /** 32-bit seed. */
  seed: 'LOCKSTEP_SEED',
  /** Most schedules per test. */
  iterations: 'LOCKSTEP_ITERATIONS',
  /** Name of a strategy. */
  strategy: 'LOCKSTEP_STRATEGY',
  /** Real milliseconds per test; 0: no limit. */
  timeBudget: 'LOCKSTEP_TIME_BUDGET',
  /** Most events in one schedule. */
  maxSteps: 'LOCKSTEP_MAX_STEPS',
  /** `auto`, `host` or `await`. */
  model: 'LOCKSTEP_MODEL',
  /** Path of a trace to replay instead of exploring. */
  replay: 'LOCKSTEP_REPLAY',
  /** `strict`, `prefix` or `nearest`. */
  replayMode: 'LOCKSTEP_REPLAY_MODE',
  /** `1`: shrink the replayed trace. */
  shrink: 'LOCKSTEP_SHRINK',
  /** Path of the file into which the result document is written. */
  result: 'LOCKSTEP_RESULT',
} as const;

const MODELS = ['auto', 'host', 'await'] as const;
/** The names of the modes of replay. */
export const REPLAY_MODES = ['strict', 'prefix', 'nearest'] as const;

/**
 * How a replay follows its trace: `strict` stops at the first difference, `prefix` goes on at random behind the recorded part,
 * `nearest` follows as long as operations can be recognised and takes the default otherwise.
 */
export type ReplayMode = (typeof REPLAY_MODES)[number];

/** What the environment sets of the options of every test; absent where it says nothing. */
export interface EnvironmentOptions {
  readonly seed?: number;
  readonly iterations?: number;
  /** Not checked here: the runner knows the strategies. */
  readonly strategy?: string;
  readonly timeBudget?: number;
  readonly maxSteps?: number;
  readonly model?: (typeof MODELS)[number];
}

/** A replay that the command line asked for. */
export interface ReplayRequest {
  /** Absolute path of the trace. */
  readonly trace: string;
  readonly mode: ReplayMode;
  readonly shrink: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown when a variable does not have a value that it may have. */
export class EnvironmentVariableError extends Error {
  override readonly name = 'EnvironmentVariableError';

  constructor(
    readonly variable: string,
    readonly value: string,
    expected: string,
  ) {
    super(
      `The environment variable ${variable} should be ${expected}, but is ${JSON.stringify(value)}. Correct it or unset it.`,
    );
  }
}

/** @throws EnvironmentVariableError */
export function optionsFromEnvironment(environment: Environment = process.env): EnvironmentOptions {
  const options = {
    seed: integer(environment, VARIABLES.seed, -(2 ** 31), 2 ** 32 - 1),
    iterations: integer(environment, VARIABLES.iterations, 1, Number.MAX_SAFE_INTEGER),
    strategy: given(environment, VARIABLES.strategy),
    timeBudget: integer(environment, VARIABLES.timeBudget, 0, Number.MAX_SAFE_INTEGER),
    maxSteps: integer(environment, VARIABLES.maxSteps, 1, Number.MAX_SAFE_INTEGER),
    model: word(environment, VARIABLES.model, MODELS),
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** The replay asked for; null if none is. @throws EnvironmentVariableError */
export function replayFromEnvironment(environment: Environment = process.env): ReplayRequest | null {
  const mode = word(environment, VARIABLES.replayMode, REPLAY_MODES) ?? 'strict';
  const shrink = word(environment, VARIABLES.shrink, ['0', '1']) === '1';
  const trace = given(environment, VARIABLES.replay);
  return trace === undefined ? null : { trace: resolve(trace), mode, shrink };
}

/** Absolute path of the file into which the result document goes; null if none is wanted. */
export function resultPathFromEnvironment(environment: Environment = process.env): string | null {
  const path = given(environment, VARIABLES.result);
  return path === undefined ? null : resolve(path);
}

function given(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function integer(environment: Environment, name: string, least: number, most: number): number | undefined {
  const value = given(environment, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^-?\d+$/.test(value) && number >= least && number <= most) return number;
  const range =
    most === Number.MAX_SAFE_INTEGER ? `an integer of at least ${least}` : `an integer from ${least} to ${most}`;
  throw new EnvironmentVariableError(name, value, range);
}

function word<const Word extends string>(
  environment: Environment,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = given(environment, name);
  if (value === undefined || (words as readonly string[]).includes(value)) return value as Word | undefined;
  throw new EnvironmentVariableError(name, value, `one of ${words.join(', ')}`);
}
