// Options as given, checked and completed.

import { fnv1a } from '../engine/fnv';
import { DEFAULTS, type ExploreOptions, type ResolvedOptions } from './options';
import { OptionError, validateOptions } from './validate';

/**
 * @param name name of the test, from which the seed is derived where none is given
 * @throws TypeError naming the option, what was given and what was expected
 */
export function resolveOptions(options: ExploreOptions, name = 'explore'): ResolvedOptions {
  validateOptions(options);
  refuseFilesOnDisk(options);
  // Given values go into an object of one shape: options are read in every schedule, and shapes of their own made that 15 % slower.
  const resolved: Record<string, unknown> = { ...DEFAULTS, seed: fnv1a(name) >>> 0 };
  for (const [option, value] of Object.entries(options)) if (value !== undefined) resolved[option] = value;
  return resolved as unknown as ResolvedOptions;
}

/** Whoever gives files wants them in memory, and has only forgotten to say so. */
function refuseFilesOnDisk({ fs, files, fileFaults }: ExploreOptions): void {
  if (fs !== undefined) return;
  const given = files !== undefined ? 'files' : fileFaults !== undefined ? 'fileFaults' : null;
  if (given !== null)
    throw new OptionError(
      `The option \`${given}\` is about files in memory, and files are real here: set fs: 'memory', too.`,
      given,
    );
}
