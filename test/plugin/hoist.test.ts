// Where generators live: hoisted as far as what the body uses allows.

import { stripVTControlCharacters } from 'node:util';
import { body } from './transform';

const shape = (code: string) => body(code, { plugin: { track: false } });

test('to the module, when nothing is captured', () => {
  expect(shape('export async function load(id) { return await id; }')).toBe(
    `export function load(id) {
  return _$.run(_load(id), _s + 0);
}
function* _load(id) {
  return yield _$.at(id, _s + 1);
}`,
  );
});

test('captured values that no longer change are passed in front', () => {
  expect(
    shape('function make(base, n) { n = n || 1; const k = base.k; return async (x) => base + n + k + x; }'),
  ).toMatch(/return x => _\$\.run\(_async\(base, n, k, x\), _s \+ 0\);[\s\S]*\nfunction\* _async\(base, n, k, x\)/);
});

test('captured variables that change are read and written through functions that are passed in front', () => {
  expect(
    shape('function make() { let n = 0; const add = async (k) => { const v = n; n = v + k; }; return add; }'),
  ).toBe(
    `function make() {
  let n = 0;
  const add = k => _$.run(_add(() => n, _value => n = _value, k), _s + 0);
  return add;
}
function* _add(_n, _set_n, k) {
  const v = _n();
  _set_n(v + k);
}`,
  );
});

test('only the functions that the body needs are passed', () => {
  const code = shape('function f() { let a = 0, b = 0; const g = async () => { a = 1; return b; }; b = 2; return g; }');
  expect(code).toContain('_$.run(_g(_value => a = _value, () => b), _s + 0)');
});

test('and they are passed on to functions inside', () => {
  const code = shape('function f() { let n = 0; return async () => { const g = async () => n++; await g(); }; }');
  expect(code).toContain('_$.run(_async(() => n, _value => n = _value), _s + 0)');
  expect(code).toContain('const g = () => _$.run(_g(_n, _set_n), _s + 1);');
  expect(code).toContain('function* _g(_n, _set_n)');
});

describe('no form of closure makes a generator function when it is called', () => {
  test.each([
    'const f = async () => { n++; }; f();',
    'f(); async function f() { late = n; } let late;',
    'const f = async function self() { n++; self = null; }; f();',
    'const f = (a) => async () => ++a + n; n = 1;',
    'const f = ({ a }, ...r) => async () => { [a, n] = r; };',
    'for (let i = 0; i < 3; i++) { use(async () => i++ + n); }',
    'try { f(); } catch (e) { use(async () => { e = n; }); } n = 2;',
    'switch (n) { case 0: let y = 1; case 1: use(async () => y++); }',
    'const f = async () => { const g = () => n++; const h = async () => { await g(); n = 0; }; await h(); };',
    'const f = async (a = n++, { b } = {}) => a + b; n = 3;',
    'class A { async m({ a }) { n = a; } static s = async () => { n = 1; }; #p = 1; async q() { return this.#p + n++; } }',
    'use({ async m() { n++; return super.m(); } });',
    'const f = async function () { n = arguments.length; };',
    'async function* g() { yield n++; }',
    `let ${Array.from({ length: 10 }, (_, i) => `v${i} = 0`)}; const f = async () => { ${Array.from({ length: 10 }, (_, i) => `v${i}++;`).join('')} };`,
  ])('%s', (statements) => {
    for (const start of ['"use strict";', '']) {
      const code = shape(`${start} function test(n) { n = 0; ${statements} }`);
      expect(code).toMatch(/function\* |static \*/);
      expect(code).not.toMatch(/^ +function\* /m);
    }
  });
});

test('as for very many, a generator for each run of the block is cheaper than a function for each of them at each call', () => {
  const variables = Array.from({ length: 20 }, (_, i) => `v${i}`);
  const code = (use: string) =>
    shape(`function test() { let ${variables}; const f = async () => { ${use}; }; ${variables.join('++; ')}++; f(); }`);
  expect(code(variables.join('++; '))).toMatch(/^function test\(\) \{\n {2}function\* _f\(\) \{/);
  expect(code(variables.slice(0, 10).join('++; '))).toMatch(/^function\* _f\(_v0, /m);
});

test('a captured name in JSX that stays must stay a name', () => {
  const jsx = { plugins: [require.resolve('@babel/plugin-syntax-jsx')] };
  expect(body('export const f = (T) => { T = T.x; return async () => <T/>; };', jsx)).toMatch(/_async\(T\)/);
  expect(body('export const f = (T) => { const g = async () => <T/>; T = T.x; return g; };', jsx)).toMatch(/_g\(\)/);
});

describe('where a name can mean more than is written, the generator stays inside', () => {
  test.each([
    ['eval', 'function f() { let n = 0; return async () => { n++; return eval("n"); }; }'],
    ['eval around', 'function f() { eval("var n"); return async () => n; }'],
    ['with', 'function f(o) { with (o) return async () => n; }'],
    [
      'arguments that are parameters',
      'function f() { let n = 0; return async function (a) { n++; arguments[0] = 1; return a; }; }',
    ],
  ])('%s', (_, code) => {
    expect(body(code, { sourceType: 'script', plugin: { track: false } })).toMatch(/^ +function\* /m);
  });
});

test('strict bodies of sloppy files go to the module, too', () => {
  expect(body('class A { async m({ a }) { return a; } }', { sourceType: 'script' })).toMatch(
    /^var _m = class \{\n {2}static \*_m\(\{\n/,
  );
});

test('an async function in a sloppy block stays invisible outside', () => {
  const code = body('{ f(); async function f() {} }', { sourceType: 'script' });
  expect(code).toMatch(
    /^\{\n {2}let f = function \(\) \{\n {4}"use strict";\n\n {4}return _\$\.run\(_f\(\), _s \+ 0\);/,
  );
});

describe('the name `yield` in a function that becomes a generator is refused, with the place', () => {
  test.each(['var yield = 1;', 'use(yield);', 'yield: for (;;) break yield;', 'const g = (yield) => 1;'])(
    '%s',
    (code) => {
      const source = `async function f() {\n  ${code}\n}`;
      const refused = () => {
        try {
          return body(source, { sourceType: 'script' });
        } catch (error) {
          // Babel colours its code frames in some environments.
          throw new Error(stripVTControlCharacters((error as Error).message));
        }
      };
      expect(refused).toThrow(
        /file\.js: babel-plugin-lockstep: The name `yield` cannot be kept inside an async function[\s\S]*> 2 \|/,
      );
    },
  );

  test('elsewhere it is a name like any other', () => {
    expect(body('var yield = 1; async function f(o) { return o.yield; }', { sourceType: 'script' })).toContain(
      'o.yield',
    );
  });
});

test('methods go to the module too, and take `this` along only if they use it', () => {
  const code = shape('export class A { async m(x) { return this.v + x; } async k() { return 1; } }');
  expect(code).toContain('return _$.run(_m.call(this, x), _s + 0);');
  expect(code).toContain('return _$.run(_k(), _s + 1);');
  expect(code).toMatch(/\nfunction\* _m\(x\) \{\n {2}return this\.v \+ x;/);
});

test('private names keep the generator in the class, as a static method that any `this` can be given to', () => {
  const code = shape('class A { #v = 1; async m() { return this.#v; } }');
  expect(code).toContain('return _$.run(A.#_m.call(this), _s + 0);');
  expect(code).toMatch(/static \*#_m\(\) \{\n {4}return this\.#v;/);
});

test('super is passed as a function', () => {
  expect(shape('class A extends B { async m() { return super.m(1); } }')).toContain(
    'return _$.run(_m.call(this, k => super[k]), _s + 0);',
  );
});

test('names that the file already uses are avoided', () => {
  expect(shape('const _f = 1, _$ = 2; export async function f() { return _f + _$; }')).toContain(
    '_$2.run(_f2(), _s + 0)',
  );
});

test('parameters that can fail are read inside the promise', () => {
  const code = shape('export async function f({ a }, b = a()) {} export const g = async ([x], y = 1, ...z) => x;');
  expect(code).toContain('function f(_p0) {\n  return _$.call(_f, void 0, arguments, _s + 0);');
  expect(code).toContain('(_p0, ..._rest) => _$.call(_g, void 0, [_p0, ..._rest], _s + 1)');
});
