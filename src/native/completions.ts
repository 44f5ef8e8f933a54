// Completions of I/O: callbacks and promises of Node's modules, and of `fetch`, which the run keeps back for some time.

import crypto from 'node:crypto';
import dns from 'node:dns';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { isNativePromise } from '../engine/native-types';
import { NativePromise, nativeSetTimeout, nativeThen } from '../engine/natives';
import type { Patches } from './patches';
import type { Perturbation } from './perturbation';

type AnyFunction = (...args: unknown[]) => unknown;

const { stat: nativeStat } = fs;
/** Any place will do, even one that is not there. */
const PLACE = '/';

/** Modules whose functions call back once, when their work is done. */
const MODULES: readonly object[] = [fs, dns, zlib, crypto];
const PROMISED: readonly object[] = [fs.promises, dns.promises];
/** These call back again and again, or where they are called. */
const OTHERS = /Sync$|^[A-Z_]|^(?:watch|watchFile|unwatchFile|create|setServers|getServers|exists$)/;

/** Keeps completions back. What is kept back has its own timer, which nobody else sees. */
export class Completions {
  /** How many are kept back now. */
  waiting = 0;

  /**
   * @param unseen runs what is not to be observed
   * @param kept notes a completion that is kept back
   */
  constructor(
    private readonly perturbation: Perturbation,
    private readonly unseen: (work: () => void) => void,
    private readonly kept: (name: string, milliseconds: number) => void,
  ) {}

  install(patches: Patches): void {
    for (const module of MODULES)
      for (const name of Object.keys(module))
        if (!OTHERS.test(name)) patches.replace(module, name, (native) => this.callingBack(name, native));
    for (const module of PROMISED)
      for (const name of Object.keys(module))
        if (!OTHERS.test(name)) patches.replace(module, name, (native) => this.promising(name, native));
    patches.replace(globalThis, 'fetch', (native) => this.promising('fetch', native));
  }

  /** Goes on now, or later. */
  private pass(name: string, goOn: () => void): void {
    const milliseconds = this.perturbation.latency();
    if (milliseconds < 0) {
      goOn();
      return;
    }
    this.kept(name, milliseconds);
    this.waiting++;
    const late = () => {
      this.waiting--;
      goOn();
    };
    // It comes in the phase of the event loop in which completions come: what it sets then has the order that Node promises.
    const complete = () => void nativeStat(PLACE, late);
    this.unseen(() => {
      if (milliseconds === 0) complete();
      else nativeSetTimeout(() => this.unseen(complete), milliseconds);
    });
  }

  private callingBack(name: string, native: AnyFunction): AnyFunction {
    const { pass } = this;
    const passing = pass.bind(this);
    return function (this: unknown, ...args: unknown[]): unknown {
      const last = args.length - 1;
      const callback = args[last];
      if (typeof callback === 'function')
        args[last] = function (this: unknown, ...results: unknown[]) {
          passing(name, () => Reflect.apply(callback, this, results));
        };
      return Reflect.apply(native, this, args);
    };
  }

  private promising(name: string, native: AnyFunction): AnyFunction {
    const passing = this.pass.bind(this);
    return function (this: unknown, ...args: unknown[]): unknown {
      const result = Reflect.apply(native, this, args) as unknown;
      if (typeof result !== 'object' || result === null || !isNativePromise(result)) return result;
      return new NativePromise((resolve, reject) => {
        Reflect.apply(nativeThen, result, [
          (value: unknown) => passing(name, () => resolve(value)),
          (reason: unknown) => passing(name, () => reject(reason)),
        ]);
      });
    };
  }
}
