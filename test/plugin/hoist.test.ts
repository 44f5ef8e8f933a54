// Where generators live: hoisted as far as what the body uses allows.

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

test('a captured variable that changes keeps the generator in its block', () => {
  expect(shape('function make() { let n = 0; const inc = async () => { n++; }; return inc; }')).toBe(
    `function make() {
  function* _inc() {
    n++;
  }
  let n = 0;
  const inc = () => _$.run(_inc(), _s + 0);
  return inc;
}`,
  );
});

test('no block holds the parameter of an arrow: the generator stays inside', () => {
  expect(shape('const f = (a) => async () => ++a;')).toContain(
    `const f = a => () => {
  return _$.run(_async(), _s + 0);
  function* _async() {
    return ++a;
  }
};`,
  );
});

test('methods go to the module too, and take `this` along only if they use it', () => {
  const code = shape('class A { async m(x) { return this.v + x; } async k() { return 1; } }');
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
