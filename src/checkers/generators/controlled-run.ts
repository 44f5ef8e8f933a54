// What the generators ask of the iteration that runs, found through the realm's registered symbol, so that they work without the engine.

/** The runtime as far as it is used here; see docs/design/runtime-abi.md. */
interface Realm {
  run(generator: Generator<unknown, unknown, unknown>, site: number): PromiseLike<unknown>;
  at(value: unknown, site: number): unknown;
  readonly Promise: PromiseConstructor;
  readonly api: {
    isControlledRun(): boolean;
    pause(label?: string): PromiseLike<void>;
    /** Of the iteration that runs; null outside. */
    iterationSeed?(): number | null;
    /** How many streams the iteration has begun without a label. */
    nextStream?(): number;
  };
}

/** The runtime while an iteration runs, else null. */
export function controlledRun(): Realm | null {
  const found = (globalThis as unknown as Record<symbol, Realm | undefined>)[Symbol.for('lockstep.runtime')];
  return found?.api.isControlledRun() ? found : null;
}
