// Options are checked when the plugin is loaded; two runs over one file are refused.

import { readOptions } from '../../plugin/src/options';
import { compile } from './transform';

test('defaults', () => {
  expect(readOptions(undefined)).toEqual({
    track: true,
    runtime: 'lockstep/runtime',
    loops: true,
    globals: true,
    root: undefined,
    version: undefined,
  });
});

test('an undefined option takes its default', () => {
  expect(readOptions({ track: undefined }).track).toBe(true);
});

test.each([
  [
    { trak: true },
    'babel-plugin-lockstep: unknown option `trak` (true (boolean)). Known options: track, runtime, loops, globals, deep, root, version.',
  ],
  [{ track: 'yes' }, 'babel-plugin-lockstep: expected option `track` to be a boolean, got "yes" (string).'],
  [{ runtime: 5 }, 'babel-plugin-lockstep: expected option `runtime` to be a string, got 5 (number).'],
  [{ runtime: '' }, "babel-plugin-lockstep: expected option `runtime` to be 'global' or a module, got ''."],
  [{ loops: null }, 'babel-plugin-lockstep: expected option `loops` to be a boolean, got null (null).'],
  [{ toString: 1 }, 'unknown option `toString`'],
  [3, 'babel-plugin-lockstep: expected the options to be an object, got 3 (number).'],
])('%j is refused', (given, message) => {
  expect(() => readOptions(given)).toThrow(message);
});

test('Babel passes the options on', () => {
  expect(() => compile('', { plugin: { track: 1 } })).toThrow('expected option `track` to be a boolean');
});

describe('switches', () => {
  const code = 'let n = 0; export async function f(o) { while (o.busy) n = await Promise.resolve(o.n); }';

  test('track', () => {
    expect(compile(code).code).toContain('_t.on');
    expect(compile(code, { plugin: { track: false } }).code).not.toContain('.on');
  });

  test('loops', () => {
    expect(compile(code).code).toContain('_$.loop(');
    expect(compile(code, { plugin: { loops: false } }).code).not.toContain('.loop(');
  });

  test('globals', () => {
    expect(compile(code).code).toContain('_$.Promise.resolve');
    expect(compile(code, { plugin: { globals: false } }).code).toContain('(Promise.resolve');
  });

  test('root', () => {
    expect(compile(code).code).toContain('name: "src/file.js"');
    expect(compile(code, { plugin: { root: '/project/src' } }).code).toContain('name: "file.js"');
  });

  test('version changes nothing', () => {
    expect(compile(code, { plugin: { version: '1' } }).code).toBe(compile(code, { plugin: { version: '2' } }).code);
  });
});

describe('deep mode', () => {
  const isDeep = (code: string, plugin = {}) => compile(code, { plugin }).code.includes('function*');

  test.each(['Atomics', 'SharedArrayBuffer', '"node:worker_threads"'])('by mention of %s', (name) => {
    expect(isDeep(`const f = () => g(${name});`)).toBe(true);
  });

  test('not by itself', () => {
    expect(isDeep('const f = () => g(Atomicsx);')).toBe(false);
  });

  test('by a comment', () => {
    expect(isDeep('// @lockstep deep\nconst f = () => g();')).toBe(true);
  });

  test('by the option, one way and the other', () => {
    expect(isDeep('const f = () => g();', { deep: true })).toBe(true);
    expect(isDeep('const f = () => g(Atomics);', { deep: false })).toBe(false);
  });
});

describe('run twice', () => {
  const code = 'async function f() {}';

  test('in one compilation', () => {
    expect(() =>
      compile(code, { presets: [{ plugins: [[require('../../plugin/src').default, {}, 'again']] }] }),
    ).toThrow('babel-plugin-lockstep runs twice on this file. List it once');
  });

  test('over its own output', () => {
    expect(() => compile(compile(code).code)).toThrow('babel-plugin-lockstep runs twice on this file');
  });
});
