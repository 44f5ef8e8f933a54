// Compiled modules that test files share, with compilers that have the parts of Jest's.

import { createContext, runInContext } from 'node:vm';
import { type ScriptCompiler, shareScripts } from '../../jest-preset/shared-scripts';

/** A compiler of its own class, and what Jest's own way of compiling was asked for. */
function compilers() {
  const natively: string[] = [];
  class Compiler implements ScriptCompiler {
    readonly injectedModuleParameters: readonly string[] = ['module', 'exports'];
    readonly resolution = { isCoreModule: (name: string) => name === 'fs' };
    context: object | null = createContext({});
    readonly environment = { getVmContext: () => this.context as never };
    declare compile: ScriptCompiler['compile'];
  }
  Compiler.prototype.compile = (source, filename) => {
    natively.push(filename);
    return source;
  };
  return { Compiler, natively };
}

interface Evaluated {
  readonly exports: Record<string, unknown>;
}

function evaluate(compiler: ScriptCompiler, source: string, filename: string): Evaluated['exports'] {
  const module: Evaluated = { exports: {} };
  (compiler.compile(source, filename) as (...parts: unknown[]) => void).call(module.exports, module, module.exports);
  return module.exports;
}

let files = 0;
const newFile = () => `/shared/${++files}.js`;

it('each realm has its own functions and objects of a module that was compiled once', () => {
  const { Compiler, natively } = compilers();
  const source = 'exports.list = []; exports.Array = Array; exports.count = 0; exports.add = () => ++exports.count;';
  const file = newFile();
  const [first, second] = [new Compiler(), new Compiler()].map((compiler) => {
    shareScripts(compiler, '/the.test.js');
    const loaded = evaluate(compiler, source, file);
    expect(loaded.list).toBeInstanceOf(runInContext('Array', compiler.context as never));
    return loaded;
  });
  (first?.add as (() => void) | undefined)?.();
  expect([first?.count, second?.count]).toEqual([1, 0]);
  expect(first?.Array).not.toBe(second?.Array);
  expect(natively).toEqual([]);
});

it('a file that has changed, and other parameters of the wrapper, are compiled again', () => {
  const { Compiler } = compilers();
  const compiler = new Compiler();
  shareScripts(compiler, '/the.test.js');
  const file = newFile();
  expect(evaluate(compiler, 'exports.version = 1', file).version).toBe(1);
  expect(evaluate(compiler, 'exports.version = 2', file).version).toBe(2);
  const other = Object.assign(new Compiler(), { injectedModuleParameters: ['exports', 'module'] });
  shareScripts(other, '/other.test.js');
  const given = (compiled: unknown) => {
    const exports: Record<string, unknown> = {};
    (compiled as (...parts: unknown[]) => void)(exports, null);
    return exports.version;
  };
  expect(given(other.compile('exports.version = 2', file))).toBe(2);
});

it('positions in errors and the mode of the module are those of the source', () => {
  const { Compiler } = compilers();
  const compiler = new Compiler();
  shareScripts(compiler, '/the.test.js');
  const file = newFile();
  const source =
    "'use strict'; exports.mode = (function () { return this; })();\n   exports.stack = new Error('here').stack; // end";
  const loaded = evaluate(compiler, source, file);
  expect(loaded.mode).toBeUndefined();
  expect(loaded.stack).toContain(`${file}:2:20`);
  const firstLine = newFile();
  expect(evaluate(compiler, 'exports.stack = new Error().stack', firstLine).stack).toContain(`${firstLine}:1:17`);
});

it.each([
  ['a dynamic import', 'exports.load = () => import("x")'],
  ['a dynamic import in a string that becomes code', 'exports.load = new Function("name", "return import(name)")'],
  ['a hashbang', '#!/usr/bin/env node\nexports.a = 1'],
  ['what cannot be parsed, so that Jest says it', 'exports. = 1'],
])('left to Jest: %s', (_, source) => {
  const { Compiler, natively } = compilers();
  const compiler = new Compiler();
  shareScripts(compiler, '/the.test.js');
  const file = newFile();
  expect(compiler.compile(source, file)).toBe(source);
  expect(natively).toEqual([file]);
});

it('left to Jest: the test file itself, core modules, and a realm that is gone', () => {
  const { Compiler, natively } = compilers();
  const compiler = new Compiler();
  shareScripts(compiler, '/the.test.js');
  compiler.compile('exports.a = 1', '/the.test.js');
  compiler.compile('exports.a = 1', 'fs');
  compiler.context = null;
  const file = newFile();
  compiler.compile('exports.a = 1', file);
  expect(natively).toEqual(['/the.test.js', 'fs', file]);
});

it('left to Jest: test files that do not run under the preset', () => {
  const { Compiler, natively } = compilers();
  shareScripts(new Compiler(), '/the.test.js');
  const file = newFile();
  new Compiler().compile('exports.a = 1', file);
  expect(natively).toEqual([file]);
});

it('left to Jest: a runtime whose parts are not known, or whose compiler somebody has replaced', () => {
  const { Compiler, natively } = compilers();
  const replaced = new Compiler();
  const own = () => 'own';
  replaced.compile = own;
  shareScripts(replaced, '/the.test.js');
  expect(replaced.compile).toBe(own);
  const unknown = Object.assign(new Compiler(), { environment: {} });
  shareScripts(unknown as never, '/the.test.js');
  unknown.compile('exports.a = 1', '/a.js');
  expect(natively).toEqual(['/a.js']);
  expect(() => shareScripts(undefined, '/the.test.js')).not.toThrow();
});
