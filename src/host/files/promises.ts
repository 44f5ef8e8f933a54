// `fs/promises` on files in memory.

import fs from 'node:fs';
import { newPromise, rejectPromise, resolvePromise, setOrigin } from '../../engine/promise';
import { asStandard } from '../../engine/promise-statics';
import { type AnyFunction, inOneForm, NAMES } from './callbacks';
import { Dir } from './dir';
import { effectsOf } from './effects';
import { type Effects, FileCall } from './file-call';
import { FileHandle } from './file-handle';
import { mainFiles } from './main-files';

/** A promise that settles as the call says. */
export function promised<Value>(name: string, label: string, effects: Effects, map: (value: never) => Value): Promise<Value> {
  const promise = newPromise();
  const settle = (threw: boolean, value: unknown) => {
    if (threw) rejectPromise(promise, value);
    else resolvePromise(promise, map(value as never));
  };
  setOrigin(promise, new FileCall(mainFiles(), name, label, -1, effects, settle));
  return asStandard(promise) as Promise<Value>;
}

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
    if (signal?.aborted === true)
      return refused(Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
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

/** Made when it is first asked for. */
export function makePromises(): Readonly<Record<string, AnyFunction>> {
  const native = fs.promises as unknown as Readonly<Record<string, unknown>>;
  const names = NAMES.filter((name) => typeof native[name] === 'function');
  return Object.fromEntries(names.map((name) => [name, promising(name)]));
}
