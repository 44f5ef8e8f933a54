// What Jest's runtime keeps when modules are made anew for a schedule: resolved paths, transformed code and compiled scripts are the same for
// every schedule, so only the evaluation is repeated. (To compile 22 small files takes 4 ms, to evaluate them less than 1 ms.) Jest has
// no interface for that: where its runtime does not have the parts that are known here, its own `resetModules` does the same, more slowly.

import { isNeverInstrumented } from './never-instrumented';
import type { ScriptCompiler } from './shared-scripts';

type TransformOptions = { readonly isInternalModule?: boolean; readonly supportsStaticESM?: boolean } | undefined;
type Transform = (filename: string, options: TransformOptions) => string;

interface TransformCache {
  transform: Transform;
  getCachedSource(filename: string): string | undefined;
}

/** Jest's runtime of a test file, as far as it is used here. */
export interface ResettableRuntime {
  resetModules(): void;
  readonly registries?: { getActiveCjsRegistry?(): Map<string, unknown>; clearForReset?(): void };
  readonly cjsExportsCache?: { clear?(): void };
  readonly executor?: Partial<ScriptCompiler>;
  readonly transformCache?: Partial<TransformCache>;
  readonly _moduleMocker?: { clearMocksOnScope?(scope: object): void };
  readonly _environment?: { readonly global?: object; readonly fakeTimers?: { clearAllTimers?(): void } | null };
}

export class KeptScripts {
  private readonly reset: () => void;

  constructor(private readonly runtime: ResettableRuntime) {
    this.reset = quickReset(runtime) ?? (() => runtime.resetModules());
  }

  /** Empties the registry of modules. Lockstep's own modules stay: they hold the state of the exploration that runs. */
  resetModules(): void {
    const { registries } = this.runtime;
    const own = [...(registries?.getActiveCjsRegistry?.() ?? [])].filter(([path]) => isNeverInstrumented(path));
    this.reset();
    const registry = registries?.getActiveCjsRegistry?.();
    for (const [path, module] of own) registry?.set(path, module);
  }
}

/** What `resetModules` does, but for forgetting what has been read and compiled; null if the runtime is not one that is known. */
function quickReset(runtime: ResettableRuntime): (() => void) | null {
  const { registries, cjsExportsCache, executor, transformCache } = runtime;
  if (typeof registries?.clearForReset !== 'function' || typeof cjsExportsCache?.clear !== 'function') return null;
  if (typeof executor?.compile !== 'function') return null;
  if (typeof transformCache?.transform !== 'function' || typeof transformCache.getCachedSource !== 'function')
    return null;
  keepSources(transformCache as TransformCache);
  keepScripts(executor as ScriptCompiler);
  return () => {
    registries.clearForReset?.();
    cjsExportsCache.clear?.();
    const { _moduleMocker: mocker, _environment: environment } = runtime;
    if (environment?.global !== undefined) mocker?.clearMocksOnScope?.(environment.global);
    environment?.fakeTimers?.clearAllTimers?.();
  };
}

/** Jest looks at each file's time of change again. It is asked again only after a `jest.resetModules()`, which makes it forget its own copy. */
function keepSources(cache: TransformCache): void {
  const transform = cache.transform.bind(cache);
  const kept = new Map<string, string>();
  cache.transform = (filename, options) => {
    if (options?.isInternalModule === true || options?.supportsStaticESM === true) return transform(filename, options);
    const known = cache.getCachedSource(filename) === undefined ? undefined : kept.get(filename);
    const source = known ?? transform(filename, options);
    kept.set(filename, source);
    return source;
  };
}

/** A compiled script is a function: each call of it evaluates the module once more. */
function keepScripts(executor: Pick<ScriptCompiler, 'compile'>): void {
  const compile = executor.compile.bind(executor);
  const kept = new Map<string, { readonly source: string; readonly script: unknown }>();
  executor.compile = (source, filename) => {
    const known = kept.get(filename);
    if (known?.source === source) return known.script;
    const script = compile(source, filename);
    kept.set(filename, { source, script });
    return script;
  };
}
