// What the recorder asks of a running iteration. The engine is found by its registered symbol, so that the checkers work without it.

interface Api {
  isControlledRun(): boolean;
  pause(label?: string): Promise<void>;
  step?(): number;
}

const RUNTIME = Symbol.for('lockstep.runtime');

/** The engine's functions while an iteration is running, else null. */
export function controlledRun(): Api | null {
  const api = (globalThis as { [RUNTIME]?: { api?: Api } })[RUNTIME]?.api;
  return api?.isControlledRun() ? api : null;
}
