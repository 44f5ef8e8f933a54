// Files that an iteration loads are read and compiled by Jest's runtime. How long that takes, and what Babel and the file system do meanwhile,
// depends on caches: it is not the code under test that is at work.

import type { Runtime } from '../src/runtime';

type Work = (...args: never[]) => unknown;

/** Where Jest's runtimes transform: in a part of its own from 30.5 on, before that as a method. */
interface Transforming {
  readonly transformCache?: Partial<Record<(typeof METHODS)[number], Work>>;
  transformFile?: Work;
}

const METHODS = ['transform', 'transformJson'] as const;

export function tellLoading(jestRuntime: object, runtime: Runtime): void {
  const parts = jestRuntime as Transforming;
  const around =
    (owner: object, work: Work): Work =>
    (...args) =>
      runtime.loading(() => Reflect.apply(work, owner, args));
  const { transformCache, transformFile } = parts;
  for (const name of METHODS) {
    const work = transformCache?.[name];
    if (transformCache !== undefined && typeof work === 'function') transformCache[name] = around(transformCache, work);
  }
  if (typeof transformFile === 'function') parts.transformFile = around(parts, transformFile);
}
