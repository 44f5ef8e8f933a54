// The module `perf_hooks`, with `performance` under control.

import perfHooks from 'node:perf_hooks';
import { lookThrough } from './look-through';
import { controlled, controlledPerformance, nativePerformance } from './performance';

const { performance } = perfHooks;

export const perfHooksModule: typeof perfHooks = lookThrough(perfHooks, {
  values: new Map<unknown, unknown>([
    // In jsdom the global is another one.
    [performance, performance === nativePerformance ? controlledPerformance : controlled(performance)],
  ]),
});
