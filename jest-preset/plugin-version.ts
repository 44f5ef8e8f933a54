// The version of the instrumentation: package version and a hash of everything that decides what comes out of a transform. It goes
// into the plugin's options and into Jest's cache key, since neither looks at a plugin's code.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PACKAGE_VERSION } from './package-root';

/** Absolute path of the plugin's entry. */
export const PLUGIN_PATH: string = require.resolve('babel-plugin-lockstep');

/** Scripts below `folder`. Folder by folder: with yarn's Plug'n'Play, `readdirSync` says a wrong `parentPath` where it is to recurse. */
function* scriptsIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* scriptsIn(join(folder, entry.name));
    else if (/\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield join(folder, entry.name);
  }
}

function hashFolder(folder: string): string {
  const hash = createHash('sha256');
  for (const path of scriptsIn(folder)) hash.update(basename(path)).update('\0').update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/** Such as `0.1.0-3f2a…`. */
export const PLUGIN_VERSION = `${PACKAGE_VERSION}-${hashFolder(dirname(PLUGIN_PATH))}-${hashFolder(__dirname)}`;
