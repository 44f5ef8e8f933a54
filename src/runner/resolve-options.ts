// Options as given, checked and completed.

import { DEFAULTS, type ExploreOptions, type ResolvedOptions } from './options';
import { validateOptions } from './validate';

/** 32-bit FNV-1a hash of a text: the default seed of a named test. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * @param name name of the test, from which the seed is derived where none is given
 * @throws TypeError naming the option, what was given and what was expected
 */
export function resolveOptions(options: ExploreOptions, name = 'explore'): ResolvedOptions {
  validateOptions(options);
  // Given values go into an object of one shape: options are read in every schedule, and shapes of their own made that 15 % slower.
  const resolved: Record<string, unknown> = { ...DEFAULTS, seed: seedOf(name) };
  for (const [option, value] of Object.entries(options)) if (value !== undefined) resolved[option] = value;
  return resolved as unknown as ResolvedOptions;
}
