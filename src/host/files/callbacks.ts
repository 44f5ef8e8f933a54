// The functions of `fs` on files in memory: those that call back, and those that end in `Sync`.

import fs from 'node:fs';
import { Abandoned } from '../../engine/abandoned';
import { simulation } from '../../engine/simulation';
import { uncaught } from '../../engine/uncaught';
import { callHere } from '../native-call';
import { readArguments, writeArguments } from './arguments';
import { CALLS } from './calls';
import { Dir } from './dir';
import { effectsOf } from './effects';
import { FileCall } from './file-call';
import { mainFiles } from './main-files';

export type AnyFunction = (...args: unknown[]) => unknown;

type Callback = (error: unknown, ...values: unknown[]) => void;

const native = fs as unknown as Readonly<Record<string, AnyFunction>>;

/** Functions that have a form with a callback, and one that ends in `Sync`. */
export const NAMES = [...Object.keys(CALLS), 'mkdtemp', 'opendir'].filter((name) => typeof native[name] === 'function');

/** Whether a call is about a real descriptor. */
export function isReal(name: string, args: readonly unknown[]): boolean {
  return CALLS[name]?.descriptor !== undefined && typeof args[0] === 'number' && !mainFiles().owns(args[0]);
}

/** `fs.readFileSync`: at once. */
export function synchronous(name: string): AnyFunction {
  return (...args) => {
    const files = mainFiles();
    if (files.crashed || files.mayCrash(name)) throw new Abandoned('The machine has crashed (mayCrash of lockstep).');
    const site = simulation.recorder === null ? -1 : callHere('file', `fs.${name}Sync`, simulation.agent.site);
    if (name === 'opendir') return Dir.open(args[0], args[1], site);
    return files.call(name, inOneForm(name, args), site);
  };
}

/** `fs.readFile`: an operation. */
export function calling(name: string): AnyFunction {
  return (...args) => {
    const last = args.length - 1;
    const given = args[last];
    if (typeof given !== 'function' && name !== 'close') return native[name]?.(...args);
    const callback = (typeof given === 'function' ? given : () => {}) as Callback;
    const rest = inOneForm(name, typeof given === 'function' ? args.slice(0, last) : args);
    const site = callHere('file', `fs.${name}`, simulation.agent.site);
    const settle = (threw: boolean, value: unknown) => {
      try {
        if (threw) callback(name === 'exists' ? false : value);
        else callback(...resultsOf(name, value, rest));
      } catch (error) {
        uncaught(error);
      }
    };
    const files = mainFiles();
    const effects =
      name === 'opendir'
        ? function* () {
            const dir = Dir.open(rest[0], rest[1], site);
            yield;
            return dir;
          }
        : effectsOf(files, name, rest);
    new FileCall(files, name, `fs.${name}`, site, effects, settle);
    return undefined;
  };
}

export function inOneForm(name: string, args: readonly unknown[]): unknown[] {
  const [first, ...rest] = args;
  if (name === 'read') return [first, ...readArguments(rest)];
  if (name === 'write') return [first, ...writeArguments(rest)];
  return [...args];
}

/** What the callback gets. */
function resultsOf(name: string, value: unknown, args: readonly unknown[]): [unknown, ...unknown[]] {
  if (name === 'exists') return [value];
  if (name === 'read' || name === 'write' || name === 'readv' || name === 'writev') return [null, value, args[1]];
  return value === undefined ? [null] : [null, value];
}
