// The package's version, for traces and cache keys.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The nearest package.json above this file is the package's own, in the source tree and in the build. */
function readVersion(): string {
  let folder = __dirname;
  for (;;) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name: string;
        version: string;
      };
      if (name === 'lockstep') return version;
    } catch {
      // no package.json here: look further up
    }
    const parent = join(folder, '..');
    if (parent === folder) throw new Error('lockstep: the package.json of lockstep was not found above its own files.');
    folder = parent;
  }
}

export const version: string = readVersion();
