// A realm for one test: a context of node:vm with what Node adds to ECMAScript, test262's host functions, and, for compiled code, Lockstep's
// runtime, which is loaded inside as the preset loads it.

const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');
const { buildSync } = require('esbuild');
const { realAgents } = require('./agents');

const LIBRARY = join(__dirname, '..', '..', 'lib', 'src', 'runtime.js');

/** The runtime, as it is before it is bundled, and how agents are started without a worker. */
const ENTRY = `
  export { runtime } from './runtime.module.js';
  export { startAgent } from './engine/agents.js';
  export { HostAgent } from './host/host-agent.js';
`;

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
      stdin: { contents: ENTRY, resolveDir: dirname(LIBRARY) },
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
  const { runtime, startAgent, HostAgent } = module.exports;
  runtime.install();
  const spawn = (name, body) => startAgent(new HostAgent({ name }), -1, body);
  return { runtime, spawn };
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
  const { runtime = null, spawn = null } = compiled ? installRuntime(context) : {};
  const real = realAgents();
  const host = {
    global,
    createRealm: () => makeRealm(compiled).host,
    evalScript: (code) => vm.runInContext(code, context),
    detachArrayBuffer: (buffer) => structuredClone(buffer, { transfer: [buffer] }),
    gc: globalThis.gc,
    agent: real.agent,
  };
  Object.defineProperty(global, '$262', { value: host, writable: true, configurable: true });
  return { context, global, runtime, spawn, host, end: real.end };
}

module.exports = { makeRealm };
