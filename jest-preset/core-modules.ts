// `timers` for code that no plugin has seen ask for it: `module['require']('timers').setImmediate`, say, by which React's `act` waits. Jest's runtime
// gives out Node's modules; of these and of `crypto`, `perf_hooks` and `worker_threads` it gives out the controlled forms, which are Node's own
// outside a schedule.

import type { Runtime } from '../src/runtime';

type Require = (name: string, ...rest: unknown[]) => unknown;

/** Where Jest's runtimes have it: in a part of its own from 30.5 on, before that as a method. */
interface CoreModules {
  readonly coreModule?: { require?: Require };
  _requireCoreModule?: Require;
}

const CONTROLLED = /^(?:node:)?(?:timers(?:\/promises)?|crypto|perf_hooks|worker_threads)$/;

export function controlCoreModules(jestRuntime: object, runtime: Runtime): void {
  const modules = jestRuntime as CoreModules;
  const controlled =
    (owner: object, native: Require): Require =>
    (name, ...rest) => {
      const loaded = native.call(owner, name, ...rest);
      return CONTROLLED.test(name) ? runtime.module(name, loaded) : loaded;
    };
  const { coreModule, _requireCoreModule } = modules;
  if (typeof coreModule?.require === 'function') coreModule.require = controlled(coreModule, coreModule.require);
  if (typeof _requireCoreModule === 'function') modules._requireCoreModule = controlled(modules, _requireCoreModule);
}
