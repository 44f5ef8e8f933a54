// The modules of simulated workers. Each worker has a registry of its own, beside the one that Jest's runtime has for the test. Files are
// resolved and transformed as the test's are, so what a worker runs is instrumented, TypeScript is compiled, and ES modules become
// CommonJS. Mocks of modules do not reach workers, as they do not reach real ones.
//
// A worker's globals are a scope around its modules: names that it has not, it shares with the test's realm.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Context, Script } from 'node:vm';
import type { WorkerEntry, WorkerLoader, WorkerModules, WorkerScope } from '../src/host/workers/loader';
import type { Runtime } from '../src/runtime';
import { moduleOfScript } from './global-script';
import { PACKAGE_ROOT } from './package-root';

interface Transforming {
  readonly isInternalModule: boolean;
  readonly supportsDynamicImport: boolean;
  readonly supportsExportNamespaceFrom: boolean;
  readonly supportsStaticESM: boolean;
  readonly supportsTopLevelAwait: boolean;
}

/** ES modules become CommonJS. */
const COMMONJS: Transforming = {
  isInternalModule: false,
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
};

/** The parts of Jest's runtime that are used; where they are in 30.0 and from 30.5 on. */
interface RuntimeParts {
  requireModule(path: string): unknown;
  readonly coreModule?: { require(name: string): unknown };
  _requireCoreModule?(name: string, prefix: boolean): unknown;
  readonly _resolution?: { resolveCjs(from: string, name: string): string; isCoreModule(name: string): boolean };
  _resolveCjsModule?(from: string, name: string): string;
  readonly _resolver?: { isCoreModule(name: string): boolean };
  readonly transformCache?: {
    transform(path: string, options: Transforming): string;
    readonly scriptTransformer?: ScriptTransformer;
    getFullTransformationOptions?(options: Transforming): object;
  };
  transformFile?(path: string, options: Transforming): string;
  readonly _scriptTransformer?: ScriptTransformer;
  _getFullTransformationOptions?(options: Transforming): object;
}

interface ScriptTransformer {
  transformSource(path: string, source: string, options: object): { readonly code: string };
}

interface Environment {
  readonly global: object;
  getVmContext(): Context | null;
}

interface Module {
  readonly id: string;
  readonly filename: string;
  readonly path: string;
  readonly paths: readonly string[];
  readonly children: Module[];
  readonly parent: Module | null;
  exports: unknown;
  loaded: boolean;
  /** The promise of a body that awaits, of an ES module. */
  evaluation: unknown;
  require: Require;
}

type Require = (name: string) => unknown;
type Wrapped = (this: unknown, ...args: readonly unknown[]) => void;
type Factory = (scope: object) => Wrapped;

/** In front of the code, in its first line. The function keeps "use strict" a directive. */
const OPENING = '(function(_scope){with(_scope){return function(';
const HEAD = `${OPENING}module,exports,require,__dirname,__filename){`;
/** For a script, whose code may declare these names itself: they are global ones. */
const HEAD_OF_SCRIPT = `${OPENING}){`;
const TAIL = '\n}}})';

/** By this word the plugin knows code that may be a worker's: an agent may stop at its top level. */
const OF_A_WORKER = '\n// worker_threads';

/** Lockstep's own modules hold the state of the exploration, and are the same for all agents. */
const OWN = `${PACKAGE_ROOT}/lib/`.replaceAll('\\', '/');

/** Most texts of one name that are kept: what `eval: true` is given may be another one each time. */
const MOST_TEXTS = 100;

/** Resolves, transforms and compiles; what it has compiled serves every worker. */
class Files {
  /** By path, then by text: evaluated code has the same path everywhere. */
  private readonly scripts = new Map<string, Map<string, Factory>>();
  /** The transformed form of evaluated code. Its key alone takes Babel a millisecond. */
  private readonly texts = new Map<string, Map<string, string>>();

  constructor(
    private readonly runtime: RuntimeParts,
    private readonly environment: Environment,
    private readonly loading: Runtime['loading'],
  ) {}

  isCore(name: string): boolean {
    const { _resolution, _resolver } = this.runtime;
    return _resolution?.isCoreModule(name) ?? _resolver?.isCoreModule(name) ?? false;
  }

  core(name: string): unknown {
    const { coreModule } = this.runtime;
    if (coreModule !== undefined) return coreModule.require(name);
    return this.runtime._requireCoreModule?.(name.replace(/^node:/, ''), name.startsWith('node:'));
  }

  resolve(from: string, name: string): string {
    const { _resolution } = this.runtime;
    if (name.startsWith('file:')) return this.resolve(from, fileURLToPath(name));
    const path = _resolution?.resolveCjs(from, name) ?? this.runtime._resolveCjsModule?.(from, name);
    if (path === undefined)
      throw new Error('lockstep: this version of Jest resolves modules in a way that is not known.');
    return path;
  }

  own(path: string): unknown {
    return this.runtime.requireModule(path);
  }

  json(path: string): unknown {
    const { JSON: sandboxed } = this.environment.global as { JSON: typeof JSON };
    return sandboxed.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  }

  /** The transformed code of a file. */
  codeOf(path: string): string {
    const { transformCache } = this.runtime;
    const code = transformCache?.transform(path, COMMONJS) ?? this.runtime.transformFile?.(path, COMMONJS);
    return code ?? '';
  }

  /** The transformed form of code that stands in no file. */
  transformed(path: string, source: string): string {
    return kept(this.texts, path, source, () => this.transform(path, source));
  }

  private transform(path: string, source: string): string {
    const { transformCache } = this.runtime;
    const transformer = transformCache?.scriptTransformer ?? this.runtime._scriptTransformer;
    const options =
      transformCache?.getFullTransformationOptions?.(COMMONJS) ??
      this.runtime._getFullTransformationOptions?.(COMMONJS);
    return this.loading(() => transformer?.transformSource(path, source, options ?? {}).code) ?? source;
  }

  /** The transformed form of a classic script. */
  script(path: string, source: string): string {
    const make = () => this.transform(path, moduleOfScript(source, path) + OF_A_WORKER);
    return kept(this.texts, `script ${path}`, source, make);
  }

  compile(path: string, code: string, head = HEAD): Factory {
    return kept(this.scripts, `${path}\0${head}`, code, () => {
      const context = this.environment.getVmContext();
      if (context === null) throw new Error('The test environment has been torn down.');
      const text = code.startsWith('#!') ? `//${code}` : code;
      const script = new Script(head + text + TAIL, { filename: path, columnOffset: -head.length });
      return script.runInContext(context) as Factory;
    });
  }
}

/** What was made of a text before, or `make()`, which is kept. */
function kept<Made>(all: Map<string, Map<string, Made>>, path: string, text: string, make: () => Made): Made {
  let ofPath = all.get(path);
  if (ofPath === undefined) all.set(path, (ofPath = new Map()));
  const known = ofPath.get(text);
  if (known !== undefined) return known;
  const made = make();
  if (ofPath.size === MOST_TEXTS) ofPath.clear();
  ofPath.set(text, made);
  return made;
}

class Registry implements WorkerModules {
  private readonly modules = new Map<string, Module>();
  private main: Module | null = null;

  constructor(
    private readonly files: Files,
    private readonly scope: WorkerScope,
  ) {}

  run(entry: WorkerEntry): void {
    if (!('code' in entry)) {
      if (!existsSync(entry.path)) throw notFound(entry.path);
      this.load(this.files.resolve(entry.path, entry.path), null);
      return;
    }
    const module = this.moduleAt(entry.path, null);
    const code = this.files.transformed(entry.path, entry.code + OF_A_WORKER);
    if (entry.isModule) this.evaluate(module, code);
    else this.evaluateScript(module, code);
  }

  get evaluation(): unknown {
    return this.main?.evaluation ?? null;
  }

  preload(name: string): void {
    const path = this.files.isCore(name) ? null : this.files.resolve(join(process.cwd(), '[preload]'), name);
    if (path === null || this.modules.has(path)) return;
    this.scope.required(() => this.load(path, null));
    // The entry is the main module.
    this.main = null;
  }

  private moduleAt(path: string, parent: Module | null): Module {
    const folder = dirname(path);
    const module: Module = {
      id: parent === null ? '.' : path,
      filename: path,
      path: folder,
      paths: createRequire(path).resolve.paths('x') ?? [],
      children: [],
      parent,
      exports: {},
      loaded: false,
      evaluation: null,
      require: null as unknown as Require,
    };
    module.require = this.requireFrom(module);
    this.main ??= module;
    this.modules.set(path, module);
    parent?.children.push(module);
    return module;
  }

  private requireFrom(module: Module): Require {
    const { filename } = module;
    const require = (name: string): unknown => this.require(name, module);
    return Object.assign(require, {
      resolve: Object.assign(
        (name: string): string => (this.files.isCore(name) ? name : this.files.resolve(filename, name)),
        { paths: (name: string) => createRequire(filename).resolve.paths(name) },
      ),
      main: this.main ?? module,
      cache: Object.fromEntries(this.modules),
      extensions: Object.create(null),
    });
  }

  private require(name: string, from: Module): unknown {
    const { files, scope } = this;
    if (files.isCore(name)) {
      const plain = name.replace(/^node:/, '');
      const native = files.core(name);
      if (plain === 'module') return this.moduleModule(native as typeof import('node:module'));
      return plain === 'vm' ? this.vmModule(native as typeof import('node:vm')) : scope.coreModule(plain, native);
    }
    return this.load(files.resolve(from.filename, name), from);
  }

  /** `node:module`, whose `createRequire` leads into this registry. */
  private moduleModule(native: typeof import('node:module')): unknown {
    const createRequire = (from: string | URL): Require => {
      const path = from instanceof URL || String(from).startsWith('file:') ? fileURLToPath(from) : String(from);
      return this.requireFrom(this.modules.get(path) ?? this.moduleAt(path, null));
    };
    return Object.assign(class Module extends (native as unknown as { new (): object }) {}, native, { createRequire });
  }

  /** `node:vm`, whose `runInThisContext` means the worker's global object. */
  private vmModule(native: typeof import('node:vm')): unknown {
    const runInThisContext = (code: string, options?: string | { readonly filename?: string }): unknown =>
      this.runScript(code, (typeof options === 'object' ? options.filename : options) ?? 'evalmachine.<anonymous>');
    class WorkerScript extends native.Script {
      constructor(
        private readonly code: string,
        private readonly options?: string | { readonly filename?: string },
      ) {
        super(code, options);
      }
      override runInThisContext(): unknown {
        return runInThisContext(this.code, this.options);
      }
    }
    return { ...native, runInThisContext, Script: WorkerScript };
  }

  /** A classic script. @returns its last value, if that is an expression statement's */
  private runScript(code: string, filename: string): unknown {
    const path = resolve(/\.\w+$/.test(filename) ? filename : `${filename}.js`);
    const module = { exports: {} as unknown };
    const script = this.files.script(path, code);
    const require = (name: string) => this.require(name, this.modules.get(path) ?? this.moduleAt(path, this.main));
    this.files.compile(path, script)(this.scope.names).call({}, module, module.exports, require, dirname(path), path);
    const { globalThis: global } = this.scope.names as { readonly globalThis: object };
    return (module.exports as () => unknown).call(global);
  }

  private load(path: string, parent: Module | null): unknown {
    const known = this.modules.get(path);
    if (known !== undefined) return known.exports;
    if (path.replaceAll('\\', '/').startsWith(OWN)) return this.files.own(path);
    const module = this.moduleAt(path, parent);
    try {
      const extension = extname(path);
      if (extension === '.json') module.exports = this.files.json(path);
      else if (extension === '.node') module.exports = createRequire(path)(path);
      else {
        const code = this.files.codeOf(path);
        if (parent === null) this.evaluate(module, code);
        else {
          this.scope.required(() => this.evaluate(module, code));
          if (module.evaluation !== null) throw awaitsUnseen(path, parent.filename);
        }
      }
    } catch (error) {
      this.modules.delete(path);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  private evaluate(module: Module, code: string): void {
    const { filename, path, require } = module;
    const wrapped = this.files.compile(filename, code)(this.scope.names);
    wrapped.call(module.exports, module, module.exports, require, path, filename);
  }

  /** Code of `eval: true`: a script, to which the names of a module are global. */
  private evaluateScript(module: Module, code: string): void {
    const { filename, path, require, exports } = module;
    Object.assign(this.scope.names, { module, exports, require, __filename: filename, __dirname: path });
    this.files
      .compile(
        filename,
        code,
        HEAD_OF_SCRIPT,
      )(this.scope.names)
      .call((this.scope.names as { global: unknown }).global);
  }
}

function awaitsUnseen(path: string, by: string): Error {
  return new Error(
    `lockstep: ${path} awaits at its top level, and ${by} imports it. In a simulated worker only the file that the worker runs may do so: put the await into an async function.`,
  );
}

function notFound(path: string): Error {
  return Object.assign(new Error(`Cannot find module '${path}'`), { code: 'MODULE_NOT_FOUND', requireStack: [] });
}

/** @param jestRuntime Jest's runtime of the test file */
export function workerLoader(jestRuntime: object, environment: object, runtime: Runtime): WorkerLoader {
  const files = new Files(jestRuntime as RuntimeParts, environment as Environment, runtime.loading);
  return { modulesFor: (scope) => new Registry(files, scope) };
}
