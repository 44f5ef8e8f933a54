// Jest's cache key of a transformed file: everything that decides what comes out, and nothing else. Settings that travel at run time
// (seed, iterations, strategy, …) are not part of it, so that changing them compiles nothing again.

import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import type { DecidingOptions } from './file-options';
import type { TransformOptions } from './jest-types';
import { PLUGIN_VERSION } from './plugin-version';

/**
 * @param babelVersion version of the Babel that compiles the file
 * @param file what decides about Babel's options; null for a file that Babel ignores
 * @param inner key of the user's own transformer, if one runs first
 */
export function cacheKey(
  source: string,
  path: string,
  transform: TransformOptions,
  babelVersion: string,
  file: DecidingOptions | null,
  inner: string,
): string {
  const hash = createHash('sha256');
  for (const part of [
    PLUGIN_VERSION,
    babelVersion,
    process.version,
    process.env.NODE_ENV ?? '',
    process.env.BABEL_ENV ?? '',
    transform.config.cwd,
    relative(transform.config.rootDir, path),
    transform.instrument ? 'instrument' : '',
    JSON.stringify(file?.options ?? null),
    JSON.stringify(file?.further ?? null),
    JSON.stringify(file?.configFiles ?? []),
    inner,
    source,
  ]) {
    hash.update(part).update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}
