// Options as given, checked and completed.

import { fnv1a } from '../engine/fnv';
import { DEFAULTS, type ExploreOptions, type ResolvedOptions } from './options';
import { validateOptions } from './validate';

/**
 * @param name name of the test, from which the seed is derived where none is given
 * @throws TypeError naming the option, what was given and what was expected
 */
export function resolveOptions(options: ExploreOptions, name = 'explore'): ResolvedOptions {
  validateOptions(options);
  // Given values go into an object of one shape: options are read in every schedule, and shapes of their own made that 15 % slower.
  const resolved: Record<string, unknown> = { ...DEFAULTS, seed: fnv1a(name) >>> 0 };
  for (const [option, value] of Object.entries(options)) if (value !== undefined) resolved[option] = value;
  return resolved as unknown as ResolvedOptions;
}
