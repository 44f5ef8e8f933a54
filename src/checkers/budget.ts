// Limits of a check. A limit that is reached makes the verdict `unknown`, with what was learned so far.

export interface BudgetOptions {
  /** Configurations that may be visited. Deterministic, so the limit to use in tests. Default: 20,000,000. */
  readonly maxConfigurations?: number;
  /** Bytes for the search's tables. Default: 1 GiB. */
  readonly maxMemory?: number;
  /** Real milliseconds. Default: none. With a timeout even a model whose `step` never returns is stopped (Node only). */
  readonly timeout?: number;
  /** Ends the check at the next slice. */
  readonly signal?: AbortSignal;
}

export interface Budget {
  readonly maxConfigurations: number;
  readonly maxMemory: number;
  /** Real milliseconds; Infinity: none. */
  readonly timeout: number;
  readonly signal: AbortSignal | null;
}

/** The names of the options. */
export const BUDGET_OPTIONS = ['maxConfigurations', 'maxMemory', 'timeout', 'signal'] as const;

export const DEFAULT_CONFIGURATIONS = 20_000_000;
const DEFAULT_MEMORY = 2 ** 30;

/** @throws TypeError or RangeError naming the option that cannot be used */
export function resolveBudget(options: BudgetOptions = {}): Budget {
  const { signal = null } = options;
  if (signal !== null && typeof signal.aborted !== 'boolean') {
    throw new TypeError(`Expected \`signal\` to be an AbortSignal, got ${typeof signal}`);
  }
  return {
    maxConfigurations: limit('maxConfigurations', options.maxConfigurations, DEFAULT_CONFIGURATIONS),
    maxMemory: limit('maxMemory', options.maxMemory, DEFAULT_MEMORY),
    timeout: limit('timeout', options.timeout, Number.POSITIVE_INFINITY),
    signal,
  };
}

/** @throws RangeError naming the limit that cannot be used */
export function limit(name: string, given: unknown, fallback: number): number {
  if (given === undefined) return fallback;
  if (typeof given === 'number' && given > 0) return given;
  throw new RangeError(`Expected \`${name}\` to be a number above 0, got ${String(given)}`);
}
