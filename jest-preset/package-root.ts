// Where this package lies, from the compiled files and from the sources alike, and what its package.json says.

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`lockstep: no package.json was found above ${start}.`);
  }
}

/** Folder of the lockstep package, without symbolic links (as Jest resolves modules). */
export const PACKAGE_ROOT: string = findRoot(realpathSync(__dirname));

/** Version of the lockstep package. */
export const PACKAGE_VERSION: string = (
  JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }
).version;
