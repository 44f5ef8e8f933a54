// What an asynchronous call does, effect by effect. Node opens a file and writes it in two goes, and others may come between.

import { emptiesByOpening } from './calls';
import type { Effects, Steps } from './file-call';
import type { Files } from './files';

/** @param name without `Sync` */
export function effectsOf(files: Files, name: string, args: readonly unknown[]): Effects {
  const [target] = args;
  const isWhole = (name === 'writeFile' || name === 'appendFile') && typeof target !== 'number';
  return isWhole ? (site) => writeWhole(files, name, args, site) : (site) => once(files, name, args, site);
}

function* once(files: Files, name: string, args: readonly unknown[], site: () => number): Steps {
  let value: unknown;
  let threw = false;
  try {
    value = files.call(name, args, site());
  } catch (error) {
    value = error;
    threw = true;
  }
  yield;
  if (threw) throw value;
  return value;
}

interface WriteOptions {
  readonly encoding?: BufferEncoding;
  readonly mode?: number;
  readonly flag?: string;
  readonly flush?: boolean;
}

function* writeWhole(files: Files, name: string, args: readonly unknown[], site: () => number): Steps {
  const [path, data, given] = args;
  const options: WriteOptions =
    typeof given === 'string' ? { encoding: given as BufferEncoding } : ((given ?? {}) as WriteOptions);
  const { encoding, mode = 0o666, flag = name === 'writeFile' ? 'w' : 'a', flush = false } = options;
  let descriptor: unknown = null;
  let error: unknown;
  let threw = false;
  try {
    descriptor = files.call('open', [path, flag, mode], site(), 'names');
    if (emptiesByOpening(flag)) files.logEmptied(path, site());
  } catch (thrown) {
    error = thrown;
    threw = true;
  }
  yield;
  if (threw) throw error;
  try {
    files.call(name, [descriptor, data, { encoding }], site());
    if (flush) files.call('fsync', [descriptor], site());
  } catch (thrown) {
    error = thrown;
    threw = true;
  }
  files.close(descriptor);
  yield;
  if (threw) throw error;
  return undefined;
}
