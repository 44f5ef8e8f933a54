// The module `process`, with ticks and clocks under control. Under the preset the global `process` has them itself, and is the module.

import nodeProcess from 'node:process';
import { globals, nativeGlobals } from './globals';
import { lookThrough } from './look-through';

export const processModule: typeof nodeProcess = lookThrough(nodeProcess, {
  values: new Map<unknown, unknown>([
    [nativeGlobals.nextTick, globals.nextTick],
    [nativeGlobals.hrtime, globals.hrtime],
    [nativeGlobals.uptime, globals.uptime],
  ]),
});

/** The preset has put them into the realm's own `process`. */
export const isProcessInstalled = (): boolean => (nodeProcess.hrtime as unknown) === globals.hrtime;
