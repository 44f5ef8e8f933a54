// memfs, which keeps the files of an iteration. It is the project's own copy, and Node loads it: Jest would have it compiled, and its code is
// neither under test nor a fake that answers.

import { join } from 'node:path';

type AnyFunction = (...args: never[]) => unknown;

/** The synchronous functions of a volume, by name. */
export type Volume = Readonly<Record<string, AnyFunction>>;

interface Memfs {
  readonly Volume: new () => Volume;
}

/** `createRequire` of Node. */
export type CreateRequire = (path: string) => (name: string) => unknown;

/**
 * The class of volumes.
 * @param createRequire Node's own, which Jest's sandbox does not have
 * @throws Error if memfs is not installed
 */
export function loadMemfs(createRequire: CreateRequire): Memfs['Volume'] {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      const { Volume } = createRequire(from)('memfs') as Partial<Memfs>;
      if (typeof Volume === 'function') return Volume;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(
    "The option fs: 'memory' keeps files in the package memfs, which is not installed here. Install it: npm install --save-dev memfs.",
  );
}
