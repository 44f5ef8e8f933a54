// The controlled forms of Node's modules: what `require` and `import` of them become in instrumented code.

import asyncHooks from 'node:async_hooks';
import timers from 'node:timers';
import timersPromisesOfNode from 'node:timers/promises';
import { asyncHooksModule } from './async-hooks';
import { timersModule, timersPromises } from './timers-promises';

const MODULES: Readonly<Record<string, { readonly native: unknown; readonly controlled: unknown }>> = {
  timers: { native: timers, controlled: timersModule },
  'timers/promises': { native: timersPromisesOfNode, controlled: timersPromises },
  async_hooks: { native: asyncHooks, controlled: asyncHooksModule },
};

/**
 * `$.module`: the controlled form of a core module.
 * @param loaded what the module system gave for that name, if it was asked: a mock keeps its meaning
 */
export function controlledModule(name: string, loaded?: unknown): unknown {
  const known = MODULES[name.replace(/^node:/, '')];
  if (known === undefined) throw new Error(`lockstep has no controlled form of the module '${name}'.`);
  return loaded === undefined || loaded === known.native ? known.controlled : loaded;
}
