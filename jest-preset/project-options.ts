// What the Jest configuration says to Lockstep: `globals.lockstep` holds the options of explorations and what only the preset knows.

import type { ExploreOptions } from '../src/runner/options';
import { OptionError } from '../src/runner/validate';

export interface PresetOptions {
  /** Globs, relative to the project, of files that are environment code although nothing in Jest's configuration says so. */
  environment?: readonly string[];
  /** Globs of files that are code under test although their place or name says otherwise. */
  code?: readonly string[];
  /** Globs of files that are compiled in deep mode although they mention no shared memory. */
  deep?: readonly string[];
}

/** What `globals.lockstep` may hold. Strategies are given by name here: Jest hands its configuration to other processes. */
export type ProjectOptions = ExploreOptions & PresetOptions;

/** How messages name the place. */
export const PROJECT_OPTIONS = 'globals.lockstep in the Jest configuration';

function globs(name: keyof PresetOptions, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((glob) => typeof glob === 'string')) return value as string[];
  throw new OptionError(`${PROJECT_OPTIONS}: \`${name}\` must be an array of globs such as ['test/helpers/**'].`, name);
}

/**
 * Separates the preset's own options from those of explorations. The latter are checked inside the sandbox, where strategies are
 * registered.
 * @throws OptionError
 */
export function projectOptions(given: unknown): { readonly exploration: unknown } & Required<PresetOptions> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { exploration: given, environment: [], code: [], deep: [] };
  }
  const { environment, code, deep, ...exploration } = given as Record<string, unknown>;
  return {
    exploration,
    environment: globs('environment', environment),
    code: globs('code', code),
    deep: globs('deep', deep),
  };
}
