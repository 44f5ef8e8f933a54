// The controlled forms of Node's modules: what `require` and `import` of them become in instrumented code.

import asyncHooks from 'node:async_hooks';
import nodeCrypto from 'node:crypto';
import fs from 'node:fs';
import perfHooks from 'node:perf_hooks';
import nodeProcess from 'node:process';
import timers from 'node:timers';
import timersPromisesOfNode from 'node:timers/promises';
import workerThreads from 'node:worker_threads';
import { asyncHooksModule } from './async-hooks';
import { cryptoModule } from './crypto';
import { fsModule, nativePromises, promisesModule } from './files/modules';
import { perfHooksModule } from './perf-hooks';
import { isProcessInstalled, processModule } from './process';
import { timersModule, timersPromises } from './timers-promises';
import { workerThreadsModule } from './workers/module';

interface Forms {
  readonly native: object;
  readonly controlled: object;
  /** The native module is under control itself. */
  readonly isInstalled?: () => boolean;
}

const MODULES: Readonly<Record<string, Forms>> = {
  timers: { native: timers, controlled: timersModule },
  'timers/promises': { native: timersPromisesOfNode, controlled: timersPromises },
  fs: { native: fs, controlled: fsModule },
  'fs/promises': { native: nativePromises, controlled: promisesModule },
  async_hooks: { native: asyncHooks, controlled: asyncHooksModule },
  crypto: { native: nodeCrypto, controlled: cryptoModule },
  perf_hooks: { native: perfHooks, controlled: perfHooksModule },
  process: { native: nodeProcess, controlled: processModule, isInstalled: isProcessInstalled },
  worker_threads: { native: workerThreads, controlled: workerThreadsModule },
};

/** Controlled forms of namespaces, which `import` gives. */
const namespaces = new WeakMap<object, object>();

/** Whether all names of a namespace stand for what Node's own module has. */
function isNamespaceOf(loaded: object, native: Readonly<Record<string, unknown>>): boolean {
  const names = loaded as Readonly<Record<string, unknown>>;
  return (
    names.default === native && Object.keys(names).every((name) => name === 'default' || names[name] === native[name])
  );
}

function namespaceOf(loaded: object, { native, controlled }: Forms): object {
  let made = namespaces.get(loaded);
  if (made === undefined) {
    made = isNamespaceOf(loaded, native as Readonly<Record<string, unknown>>)
      ? Object.freeze({ __proto__: null, ...controlled, default: controlled, [Symbol.toStringTag]: 'Module' })
      : loaded;
    namespaces.set(loaded, made);
  }
  return made;
}

/**
 * `$.module`: the controlled form of a core module.
 * @param loaded what the module system gave for that name: a mock keeps its meaning
 */
export function controlledModule(name: string, loaded: unknown): unknown {
  const forms = MODULES[name.replace(/^node:/, '')];
  if (forms === undefined) throw new Error(`lockstep has no controlled form of the module '${name}'.`);
  if (forms.isInstalled?.()) return loaded;
  if (loaded === forms.native) return forms.controlled;
  return typeof loaded === 'object' && loaded !== null ? namespaceOf(loaded, forms) : loaded;
}
