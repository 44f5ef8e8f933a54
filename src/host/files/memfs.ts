// memfs, which keeps the files of an iteration. It is the project's own copy, and Node loads it: Jest would have it compiled, and its code is
// neither under test nor a fake that answers.

import { createRequire } from 'node:module';
import { join } from 'node:path';

type AnyFunction = (...args: never[]) => unknown;

/** The synchronous functions of a volume, by name. */
export type Volume = Readonly<Record<string, AnyFunction>>;

interface Memfs {
  readonly Volume: new () => Volume;
}

/** Loads a module as a file at `path` would, by Node itself. */
export type Loader = (path: string, name: string) => unknown;

export const loader: Loader = (path, name) => createRequire(path)(name) as unknown;

/**
 * The class of volumes.
 * @param load outside Jest's sandbox, which has every file compiled
 * @throws Error if memfs is not installed
 */
export function loadMemfs(load: Loader): Memfs['Volume'] {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      const { Volume } = load(from, 'memfs') as Partial<Memfs>;
      if (typeof Volume === 'function') return Volume;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(
    "The option fs: 'memory' keeps files in the package memfs, which is not installed here. Install it: npm install --save-dev memfs.",
  );
}
