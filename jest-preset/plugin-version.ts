// The version of the instrumentation: package version and a hash of everything that decides what comes out of a transform. It goes
// into the plugin's options and into Jest's cache key, since neither looks at a plugin's code.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE_VERSION } from './package-root';

/** Absolute path of the plugin's entry. */
export const PLUGIN_PATH: string = require.resolve('babel-plugin-lockstep');

function hashFolder(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.[jt]s$/.test(entry.name) || entry.name.endsWith('.d.ts')) continue;
    hash
      .update(entry.name)
      .update('\0')
      .update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Such as `0.1.0-3f2a…`. */
export const PLUGIN_VERSION = `${PACKAGE_VERSION}-${hashFolder(dirname(PLUGIN_PATH))}-${hashFolder(__dirname)}`;
