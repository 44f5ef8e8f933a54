// How workers load modules. The world around the sandbox (the Jest preset) knows how to resolve, transform and compile files; a worker
// brings its globals, and gets a registry of modules of its own.

/** The worker's own globals, and its forms of core modules. */
export interface WorkerScope {
  /** An object whose properties are the names that mean something else than in the main agent. */
  readonly names: object;
  /** The worker's form of a core module, without `node:`; what it has no form of is `native`. */
  coreModule(name: string, native: unknown): unknown;
  /** Around the evaluation of a module that another one requires. */
  required(evaluate: () => void): void;
}

/** What a worker runs: a file, or code that has the name of one. */
export type WorkerEntry =
  | { readonly path: string }
  | { readonly code: string; readonly path: string; readonly isModule: boolean }
  /** What cannot be run: the worker fails with the error. */
  | { readonly failure: Error; readonly path: string };

/** The modules of one worker. */
export interface WorkerModules {
  /**
   * Evaluates the entry.
   * @throws what the code throws, an Error with the code MODULE_NOT_FOUND, or a SyntaxError
   */
  run(entry: WorkerEntry): void;
  /** Evaluates a module that comes before the entry, as `--require` names it. */
  preload(name: string): void;
  /** The promise of the entry's evaluation, if it is a module that awaits at its top level; otherwise null. */
  readonly evaluation: unknown;
}

export interface WorkerLoader {
  modulesFor(scope: WorkerScope): WorkerModules;
}
