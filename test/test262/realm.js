// A realm for one test: a context of node:vm with what Node adds to ECMAScript, test262's host functions, and, for compiled code, Lockstep's
// runtime, which is loaded inside as the preset loads it.

const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');
const { buildSync } = require('esbuild');

const LIBRARY = join(__dirname, '..', '..', 'lib', 'src', 'runtime.js');

const OF_NODE = [
  'AbortController',
  'AbortSignal',
  'Event',
  'EventTarget',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
];

let runtimeScript = null;

/** Evaluates Lockstep's runtime in the context, as its first code. */
function installRuntime(context) {
  if (runtimeScript === null) {
    const [{ text }] = buildSync({
      entryPoints: [LIBRARY],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      keepNames: true,
    }).outputFiles;
    runtimeScript = new vm.Script(`(function (require, module, exports, __dirname) {${text}\n})`, {
      filename: LIBRARY,
    });
  }
  const module = { exports: {} };
  runtimeScript.runInContext(context)(createRequire(LIBRARY), module, module.exports, dirname(LIBRARY));
  const { runtime } = module.exports;
  runtime.install();
  return runtime;
}

/** @param compiled with the runtime */
function makeRealm(compiled) {
  const context = vm.createContext();
  const global = vm.runInContext('globalThis', context);
  for (const name of OF_NODE)
    Object.defineProperty(global, name, {
      // The runtime replaces functions of `process`; each realm has its own.
      value: name === 'process' ? Object.create(process) : globalThis[name],
      writable: true,
      configurable: true,
      enumerable: false,
    });
  const runtime = compiled ? installRuntime(context) : null;
  const host = {
    global,
    createRealm: () => makeRealm(compiled).host,
    evalScript: (code) => vm.runInContext(code, context),
    detachArrayBuffer: (buffer) => structuredClone(buffer, { transfer: [buffer] }),
    gc: globalThis.gc,
    agent: {},
  };
  Object.defineProperty(global, '$262', { value: host, writable: true, configurable: true });
  return { context, global, runtime, host };
}

module.exports = { makeRealm };
