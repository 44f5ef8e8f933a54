// What is kept between two evaluations of the modules, with a runtime that has the parts of Jest's.

import { KeptScripts, type ResettableRuntime } from '../../jest-preset/kept-scripts';

function runtimeOf() {
  const calls = { transformed: [] as string[], compiled: [] as string[], resets: 0, cleared: [] as string[] };
  const files = new Map([['/a.js', 'first']]);
  const transforms = new Map<string, string>();
  const modules = new Map<string, unknown>();
  const executor = {
    compile: (source: string, filename: string) => {
      calls.compiled.push(`${filename}: ${source}`);
      return () => source;
    },
  };
  const transformCache = {
    transform: (filename: string) => {
      calls.transformed.push(filename);
      const source = files.get(filename) as string;
      transforms.set(filename, source);
      return source;
    },
    getCachedSource: (filename: string) => transforms.get(filename),
  };
  const runtime = {
    resetModules: () => {
      calls.resets++;
      modules.clear();
      transforms.clear();
    },
    registries: { getActiveCjsRegistry: () => modules, clearForReset: () => modules.clear() },
    cjsExportsCache: { clear: () => calls.cleared.push('exports') },
    executor,
    transformCache,
    _moduleMocker: { clearMocksOnScope: () => calls.cleared.push('mocks') },
    _environment: { global: {}, fakeTimers: { clearAllTimers: () => calls.cleared.push('timers') } },
  };
  const load = (options?: object) =>
    (runtime.executor.compile as (source: string, filename: string) => unknown)(
      (runtime.transformCache.transform as (filename: string, options?: object) => string)('/a.js', options),
      '/a.js',
    );
  return { runtime, calls, files, modules, load };
}

it('modules are forgotten, what was transformed and compiled is not', () => {
  const { runtime, calls, modules, load } = runtimeOf();
  const kept = new KeptScripts(runtime);
  const scripts = [1, 2, 3].map(() => {
    modules.set('/a.js', {});
    kept.resetModules();
    expect(modules.size).toBe(0);
    return load();
  });
  expect(new Set(scripts).size).toBe(1);
  expect(calls).toMatchObject({ transformed: ['/a.js'], compiled: ['/a.js: first'], resets: 0 });
  expect(calls.cleared.slice(0, 3)).toEqual(['exports', 'mocks', 'timers']);
});

it('after a `jest.resetModules()` of the test a file is read again, and compiled if it has changed', () => {
  const { runtime, calls, files, load } = runtimeOf();
  const kept = new KeptScripts(runtime);
  kept.resetModules();
  load();
  runtime.resetModules();
  load();
  files.set('/a.js', 'second');
  runtime.resetModules();
  load();
  expect(calls.transformed).toEqual(['/a.js', '/a.js', '/a.js']);
  expect(calls.compiled).toEqual(['/a.js: first', '/a.js: second']);
});

it.each([{ isInternalModule: true }, { supportsStaticESM: true }])(
  'a file under %j is not taken for the same',
  (options) => {
    const { runtime, calls, load } = runtimeOf();
    new KeptScripts(runtime).resetModules();
    load();
    load(options);
    load(options);
    expect(calls.transformed).toEqual(['/a.js', '/a.js', '/a.js']);
  },
);

it("Lockstep's own modules stay", () => {
  const { runtime, modules } = runtimeOf();
  const kept = new KeptScripts(runtime);
  const own = {};
  modules.set('/project/node_modules/lockstep/lib/src/index.js', own).set('/project/src/a.js', {});
  kept.resetModules();
  expect([...modules.values()]).toEqual([own]);
});

it.each(['registries', 'cjsExportsCache', 'executor', 'transformCache'] as const)(
  'a runtime without %s resets its modules itself',
  (part) => {
    const { runtime, calls, load } = runtimeOf();
    const other = { ...runtime, [part]: undefined } as unknown as ResettableRuntime;
    const kept = new KeptScripts(other);
    kept.resetModules();
    kept.resetModules();
    expect(calls.resets).toBe(2);
    load();
    load();
    expect(calls.compiled).toHaveLength(2);
  },
);
