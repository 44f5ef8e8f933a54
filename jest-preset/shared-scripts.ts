// Compiled modules that the test files of one process share. Jest compiles a module anew for each test file that loads it, since its functions
// belong to the file's own realm; a `vm.Script` belongs to none, and what V8 has compiled of it, inner functions included, is there for the next
// realm. Jest has no interface for that: where its runtime does not have the parts that are known here, it compiles as it always does.

import { type Context, Script } from 'node:vm';
import { isNeverInstrumented } from './never-instrumented';
import { PACKAGE_ROOT } from './package-root';

/** What compiles modules for one test file, as far as it is used here. */
export interface ScriptCompiler {
  /** Gives the function around the module, or null if the realm is gone. */
  compile: (source: string, filename: string) => unknown;
  readonly environment?: { getVmContext?(): Context | null };
  /** Names that a module's wrapper has as parameters. */
  readonly injectedModuleParameters?: readonly string[];
  readonly resolution?: { isCoreModule?(filename: string): boolean };
}

interface Kept {
  readonly source: string;
  readonly parameters: string;
  readonly script: Script;
}

/** A script of all realms cannot know which realm's modules `import()` would be asked for; some comments look like it, which costs only time. */
const DYNAMIC_IMPORT = /\bimport\s*[(./]/;

const ours = (path: string): boolean => path.startsWith(PACKAGE_ROOT) && isNeverInstrumented(path);

/** By path: the last one, as a file may change while Jest watches. */
const scripts = new Map<string, Kept>();
const patched = new WeakSet<object>();
/** Those of the test files that run under the preset, with the path of the test file, which no other will load. */
const sharing = new WeakMap<ScriptCompiler, string>();

/**
 * From now on this test file shares what it compiles, and all later ones what they load of Lockstep, which begins before they can be told apart.
 * @param executor the part of Jest's runtime that compiles modules
 * @param testPath absolute path of the test file
 */
export function shareScripts(executor: Partial<ScriptCompiler> | undefined, testPath: string): void {
  if (executor === undefined || !isKnown(executor)) return;
  sharing.set(executor, testPath);
  const prototype = Object.getPrototypeOf(executor) as Partial<ScriptCompiler>;
  // An own `compile` is somebody else's.
  if (patched.has(prototype) || !Object.hasOwn(prototype, 'compile') || Object.hasOwn(executor, 'compile')) return;
  patched.add(prototype);
  const compile = prototype.compile as ScriptCompiler['compile'];
  prototype.compile = function (this: ScriptCompiler, source, filename) {
    const shared = isShared(this, filename) ? scriptOf(this, source, filename) : null;
    const context = shared === null ? null : this.environment?.getVmContext?.();
    if (shared === null || context == null) return compile.call(this, source, filename);
    return shared.runInContext(context);
  };
}

function isKnown(executor: Partial<ScriptCompiler>): executor is ScriptCompiler {
  const { environment, injectedModuleParameters, resolution, compile } = executor;
  return (
    typeof compile === 'function' &&
    typeof environment?.getVmContext === 'function' &&
    typeof resolution?.isCoreModule === 'function' &&
    Array.isArray(injectedModuleParameters)
  );
}

function isShared(executor: ScriptCompiler, filename: string): boolean {
  const testPath = sharing.get(executor);
  if (filename === testPath || executor.resolution?.isCoreModule?.(filename)) return false;
  return testPath !== undefined || (isKnown(executor) && ours(filename));
}

/** The module as a script; null for what only Jest can compile, or say what is wrong with it. */
function scriptOf(executor: ScriptCompiler, source: string, filename: string): Script | null {
  const parameters = (executor.injectedModuleParameters as readonly string[]).join();
  const known = scripts.get(filename);
  if (known?.source === source && known.parameters === parameters) return known.script;
  if (source.startsWith('#!') || DYNAMIC_IMPORT.test(source)) return null;
  try {
    // The first line is Jest's, so that positions are those of the source.
    const script = new Script(`(function(${parameters}){\n${source}\n})`, { filename, lineOffset: -1 });
    scripts.set(filename, { source, parameters, script });
    return script;
  } catch {
    return null;
  }
}
