// What recorders and generators ask of the iteration that runs. The runtime is found by its registered symbol, so that the checkers work without the engine.

import type { Realm, Runtime } from '../abi';

const RUNTIME = Symbol.for('lockstep.runtime');

/** The runtime while an iteration runs, else null. */
export function controlledRun(): Runtime | null {
  const runtime = (globalThis as unknown as Realm)[RUNTIME];
  return runtime?.api.isControlledRun() ? runtime : null;
}
