// `fs/promises` on files in memory.

import fs from 'node:fs';
import { newPromise, rejectPromise } from '../../engine/promise';
import { asStandard } from '../../engine/promise-statics';
import { aborted } from '../timers-promises';
import { type AnyFunction, inOneForm, NAMES } from './callbacks';
import { Dir } from './dir';
import { effectsOf } from './effects';
import type { Effects } from './file-call';
import { FileHandle } from './file-handle';
import { mainFiles } from './main-files';
import { promised } from './promised';

function refused(error: unknown): Promise<never> {
  const promise = newPromise();
  rejectPromise(promise, error);
  return asStandard(promise) as Promise<never>;
}

interface MayAbort {
  readonly signal?: AbortSignal;
}

/** `fs.promises.readFile` and the others. */
function promising(name: string): AnyFunction {
  const label = `fs.promises.${name}`;
  return (...args) => {
    const [first, ...rest] = args;
    const target = first instanceof FileHandle ? first.fd : first;
    const { signal } = (rest.at(-1) ?? {}) as MayAbort;
    if (signal?.aborted === true) return refused(aborted(signal));
    if (name === 'opendir') return promised(name, label, openDir(target, rest[0]), (dir) => dir);
    const effects = effectsOf(mainFiles(), name, inOneForm(name, [target, ...rest]));
    if (name === 'open') return promised(name, label, effects, (fd: number) => new FileHandle(fd));
    return promised(name, label, effects, (value) => value);
  };
}

function openDir(path: unknown, options: unknown): Effects {
  return function* (site) {
    const dir = Dir.open(path, options, site());
    yield;
    return dir;
  };
}

/** What `util.promisify` makes of the functions with a callback. */
export function promisifiedForm(name: string): AnyFunction {
  return (...args) => {
    const rest = inOneForm(name, args);
    const map = (value: unknown): unknown => {
      if (name === 'read') return { bytesRead: value, buffer: rest[1] };
      if (name === 'write') return { bytesWritten: value, buffer: rest[1] };
      if (name === 'readv') return { bytesRead: value, buffers: rest[1] };
      return name === 'writev' ? { bytesWritten: value, buffers: rest[1] } : value;
    };
    const effects = name === 'opendir' ? openDir(rest[0], rest[1]) : effectsOf(mainFiles(), name, rest);
    return promised(name, `fs.${name}`, effects, map);
  };
}

/** Made when it is first asked for. */
export function makePromises(): Readonly<Record<string, AnyFunction>> {
  const native = fs.promises as unknown as Readonly<Record<string, unknown>>;
  const names = NAMES.filter((name) => typeof native[name] === 'function');
  return Object.fromEntries(names.map((name) => [name, promising(name)]));
}
