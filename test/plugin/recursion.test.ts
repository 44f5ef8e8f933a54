// Recursive calls that are awaited or returned at once are announced to the runtime, and no others; what they do is tested in
// test/engine/recursion.test.ts.

import { body } from './transform';

/** The calls of the program, as they are announced. */
const announced = (code: string) =>
  [...body(code, { sourceType: 'script', plugin: { track: false } }).matchAll(/_\$\.direct\([^()]*\)/g)].map(
    ([text]) => text,
  );

it.each([
  ['an arrow function', 'const f = async (n) => 1 + (await f(n - 1));', ['_$.direct(n - 1)']],
  ['the last argument', 'async function f(a, b) { await f(b, a); }', ['_$.direct(a)']],
  ['no argument', 'async function f() { await f(); }', ['_$.direct(void 0)']],
  ['a returned call', 'async function f(n) { return n ? f(n - 1) : 0; }', ['_$.direct(n - 1)']],
  ['each branch', 'async function f(n) { await (n ? f(1) : n && f(2)); }', ['_$.direct(1)', '_$.direct(2)']],
  ['a method', 'class A { async f(n) { await this.f(n); } }', ['_$.direct(n, this, "f")']],
  ['a method of an object', 'const o = { async f(n) { await o.f(n); } };', ['_$.direct(n, o, "f")']],
  ['a private method', 'class A { async #f(n) { await this.#f(n); } }', ['_$.direct(n)']],
  ['a field', 'class A { f = async (n) => { await this.f(n); }; }', ['_$.direct(n, this, "f")']],
  [
    'functions that call each other',
    'async function a() { await b(1); } async function b() { await c(2); } async function c() { await a(3); }',
    ['_$.direct(1)', '_$.direct(2)', '_$.direct(3)'],
  ],
])('%s', (_name, code, expected) => {
  expect(announced(code)).toEqual(expected);
});

it.each([
  ['what does not come back', 'async function a() { await b(1); } async function b() {}'],
  ['a call whose promise is kept', 'async function f(n) { const p = f(n - 1); await p; }'],
  ['a call inside another', 'async function f(n) { await Promise.all([f(n - 1)]); }'],
  ['a variable that may be another function', 'let f = async (n) => { await f(n); }; f = other;'],
  ['a plain function of that name', 'function f(n) { return g(n); } async function g(n) { await f(n); }'],
  ['an async generator', 'async function* f(n) { yield* f(n); await f(n); }'],
  ['an argument that is spread', 'async function f(...n) { await f(...n); }'],
  ['a return that runs code', 'async function f(n) { try { return f(n); } finally { n(); } }'],
  ['a return that closes an iterator', 'async function f(n) { for (const x of n) return f(x); }'],
  ['a computed key', 'class A { async f(n) { await this["f"](n); } }'],
  ['a function that stays async', 'class A { async f(n) { eval(n); await this.f(n); } }'],
])('not %s', (_name, code) => {
  expect(announced(code)).toEqual([]);
});

describe('around a direct eval', () => {
  const stays = (code: string) => /async/.test(body(code, { sourceType: 'script' }).replace(/_async/g, ''));

  it.each([
    ['a method', 'class A { async m(x) { return eval(x); } }', true],
    ['an arrow function of an ordinary function', 'function f(x) { return async () => eval(x); }', true],
    ['an arrow function at the top', 'const f = async (x) => eval(x);', false],
    ['an ordinary function', 'async function f(x) { return eval(x); }', false],
    ['a text that names nothing of the function around', 'function f(x) { return async () => eval("x + 1"); }', false],
    ['a text that names something of it', 'function f(x) { return async () => eval("new.target"); }', true],
    ['a function inside', 'class A { async m(x) { return function () { return eval(x); }; } }', false],
  ])('%s', (_name, code, expected) => {
    expect(stays(code)).toBe(expected);
  });
});
