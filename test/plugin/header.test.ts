// What the file tells the runtime of itself, and how it finds the runtime.

import { record } from './recording-runtime';
import { body, compile } from './transform';

test('the site table', () => {
  const { info } = record(
    [
      '// @lockstep environment',
      'class Repo {',
      '  async load(id) {',
      '    const row = await this.db.row(',
      '      id);',
      '    this.rows[id] = row;',
      '  }',
      '}',
      'module.exports = () => 0;',
    ].join('\n'),
  );
  expect(info).toEqual({
    v: 1,
    name: 'src/file.js',
    hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    env: 1,
    s: [
      ...['f', 3, 2, 'Repo.load', 'Repo.load'],
      ...['a', 4, 16, 'Repo.load', 'this.db.row( id)'],
      ...['r', 4, 22, 'Repo.load', 'this.db'],
      ...['r', 6, 4, 'Repo.load', 'this.rows'],
      ...['w', 6, 4, 'Repo.load', 'this.rows[id]'],
    ],
  });
});

test('long texts are shortened', () => {
  const { info } = record(`module.exports = () => 0; async function f() { await g(${'"x", '.repeat(50)}1); }`);
  expect(info.s[9]).toHaveLength(60);
  expect(info.s[9]).toMatch(/…$/);
});

test('names of functions come from where they are', () => {
  const { info } = record(`
    const a = async () => {}; let b; b = async function () {}; const o = { async c() {}, d: async () => {} };
    class K { static async e() {} async #f() {} g = async () => {}; } a(async () => {}); const L = class { async h() {} };
    module.exports = () => 0;`);
  expect(info.s.filter((_, index) => index % 5 === 3)).toEqual([
    'a',
    'b',
    'c',
    'd',
    'K.e',
    'K.#f',
    'K.g',
    '<anonymous>',
    'L.h',
  ]);
});

test('the hash is that of the source', () => {
  const hash = (code: string) => record(code).info.hash;
  expect(hash('module.exports = async () => 1;')).toBe(hash('module.exports = async () => 1;'));
  expect(hash('module.exports = async () => 1;')).not.toBe(hash('module.exports = async () => 2;'));
});

test.each([
  ['/* @lockstep environment */', 1],
  ['// @lockstep code', 0],
  ['// lockstep environment', undefined],
])('pragma %s', (comment, env) => {
  expect(record(`${comment}\nmodule.exports = async () => 1;`).info.env).toBe(env);
});

test('a file without anything to control gets no header', () => {
  expect(compile('export const twice = (x) => x * 2;').code).toBe('export const twice = x => x * 2;');
});

describe('the runtime', () => {
  const code = 'module.exports = async () => 1;';
  const run = (plugin: object, required: (name: string) => void) => {
    const transformed = compile(code, { sourceType: 'script', plugin: { ...plugin } }).code;
    new Function('module', 'require', 'globalThis', transformed)({}, required, { Symbol, Error });
  };

  test("'global': its absence is an error that names the file and says what to do", () => {
    expect(() => run({ runtime: 'global' }, () => undefined)).toThrow(
      "src/file.js was instrumented by babel-plugin-lockstep, but there is no Lockstep runtime in this realm. Run it under the Jest preset 'lockstep', or import 'lockstep/runtime' first.",
    );
  });

  test('a module is loaded when there is none', () => {
    const required: string[] = [];
    expect(() => run({ runtime: './my-runtime' }, (name) => void required.push(name))).toThrow(TypeError);
    expect(required).toEqual(['./my-runtime']);
  });

  test('an ES module imports it', () => {
    expect(compile('export const f = async () => 1;', { plugin: { runtime: 'lockstep/runtime' } }).code).toMatch(
      /^import "lockstep\/runtime";\nvar _\$ = /,
    );
  });

  test('names of the file do not get in the way', () => {
    expect(record('var Symbol = 1; module.exports = async () => Symbol;').info.v).toBe(1);
  });
});

describe('free globals', () => {
  test.each([
    ['new Promise(f)', 'new _$.Promise(f)'],
    ['class A extends Promise {}', 'class A extends _$.Promise {}'],
    ['x = { Promise }', 'x = {\n  Promise: _$.Promise\n};'],
    ['setTimeout(f, 1)', '_$.timer("setTimeout", _s + 0)(f, 1)'],
    ['setInterval(g(setImmediate(f)))', '_$.timer("setInterval", _s + 0)(g(_$.timer("setImmediate", _s + 1)(f)))'],
    ['x = setTimeout', 'x = _$.setTimeout'],
    ['timers.setTimeout(f)', 'timers.setTimeout(f)'],
    ['typeof setImmediate', 'typeof setImmediate'],
    ['process.nextTick(f)', '_$.calls(process).nextTick(f)'],
    ['process.hrtime.bigint()', '_$.own(process).hrtime.bigint()'],
    ['Math.random()', '_$.calls(Math).random()'],
    ['x = Math.random', 'x = _$.own(Math).random'],
    ['typeof Math.random', 'typeof _$.own(Math).random'],
    ['Math.random`x`', '_$.calls(Math).random`x`'],
    ['delete Math.random', 'delete Math.random'],
    ['Math.random = null', 'Math.random = null'],
    ['process?.nextTick?.(f)', '_$.calls(process)?.nextTick?.(f)'],
    ['process.nextTick?.(f)', '_$.calls(process).nextTick?.(f)'],
    ['globalThis.process?.hrtime?.bigint()', '_$.own(globalThis.process)?.hrtime?.bigint()'],
    ['AbortSignal.timeout(5)', '_$.calls(AbortSignal).timeout(5)'],
    ['globalThis.AbortSignal.timeout(5)', '_$.calls(globalThis.AbortSignal).timeout(5)'],
    ['AbortSignal.abort()', 'AbortSignal.abort()'],
    ['Math["random"]()', '_$.calls(Math)["random"]()'],
    ['crypto.randomUUID()', '_$.crypto.randomUUID()'],
    ['globalThis.crypto.getRandomValues(a)', '_$.own(_$.realm).crypto.getRandomValues(a)'],
    ['performance.now()', '_$.performance.now()'],
    ['globalThis.setTimeout(f)', '_$.timer("setTimeout", _s + 0, _$.realm)(f)'],
    ['globalThis.setTimeout?.(f)', '_$.calls(_$.realm).setTimeout?.(f)'],
    ['x = window.setTimeout', 'x = _$.own(window).setTimeout'],
    ['new globalThis.Promise(f)', 'new (_$.own(_$.realm).Promise)(f)'],
    ['self.Promise.all(a)', '_$.own(self).Promise.all(a)'],
    ['globalThis.setTimeout = f', 'globalThis.setTimeout = f'],
    ['Date.now()', '_$.Date.now()'],
    ['require("timers/promises")', '_$.module("timers/promises", require("timers/promises"))'],
    ['require(`timers`)', '_$.module("timers", require(`timers`))'],
    ['const { setTimeout: s } = require("timers"); s', '} = _$.module("timers", require("timers"));'],
    ['jest.requireActual("timers")', '_$.module("timers", jest.requireActual("timers"))'],
    ['import("timers")', 'import("timers").then(m => _$.module("timers", m))'],
    ['function f(require) { require("timers"); }', '\n  require("timers");'],
    [
      'import * as t from "node:timers"; t',
      'import * as _module from "node:timers";\nconst t = _$.module("node:timers", _module);',
    ],
    [
      'import { setTimeout as s } from "timers/promises"; s',
      'import * as _module from "timers/promises";\nconst {\n  setTimeout: s\n} = _$.module("timers/promises", _module);',
    ],
    ['import t from "timers"; t', 'const {\n  default: t\n} = _$.module("timers", _module);'],
    ['export { setTimeout as s } from "timers"', 'export { _exported as s };'],
    ['export * as t from "timers"', 'export { _exported as t };\nconst _exported = _$.module("timers", _module);'],
    ['export * from "timers"', '{\n    setInterval: _exported'],
    [
      'export * from "timers"; export const setTimeout = 1',
      'export * from "timers";\nimport * as _module from "timers";',
    ],
    ['import "timers"; new Promise(f)', 'import "timers";'],
    ['(Promise) => Promise', 'Promise => Promise'],
    ['o.Promise', 'o.Promise'],
    ['export const P = Promise', 'export const P = _$.Promise'],
  ])('%s', (code, expected) => {
    expect(body(code)).toContain(expected);
  });

  test('a file that assigns to a global keeps its own', () => {
    expect(body('Promise = require("bluebird"); new Promise(f);', { sourceType: 'script' })).toContain(
      'new Promise(f)',
    );
  });
});

describe('loops', () => {
  test('are counted, and the runtime is asked every 65,536 turns', () => {
    const { events } = record(
      'module.exports = () => { let i = 0; while (i < 200000) i++; do { i--; } while (i > 0); };',
    );
    expect(events).toEqual([...Array(3).fill("loop 'i < 200000'"), ...Array(3).fill("loop 'i > 0'")]);
  });

  test('that count by themselves are not guarded', () => {
    expect(body('function f(n) { for (let i = 0; i < n; i++) f(i); }')).not.toContain('loop');
    expect(body('function f(n) { for (;;) f(n); }')).toContain('_$.loop');
  });
});
