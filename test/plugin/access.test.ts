// Which accesses are announced, under which names, and in which order; and what is left alone because nobody else can see it.

import { record } from './recording-runtime';
import { body } from './transform';

/** What the statements announce, as the body of a function with shared `o`, `map`, `list` and a helper `say`. */
function announced(statements: string): string[] {
  const setting = 'const o = { a: { b: 1 }, n: 1, f() {} }; const map = new Map([[1, { x: 5 }]]); const list = [1, 2];';
  return record(
    `module.exports = () => run(${'{}'}); ${setting} const use = (...v) => v; function run(p) { ${statements} }`,
  ).events;
}

describe('properties', () => {
  test.each<[string, string[]]>([
    ['use(o.n)', ["read n 'o.n'"]],
    ['use(o.a.b)', ["read a 'o.a'", "read b 'o.a.b'"]],
    ['use(o["n"])', ['read n \'o["n"]\'']],
    ['o.n = 7', ["write n=7 'o.n'"]],
    ['o.n += 2', ["read n 'o.n'", "write n=3 'o.n'"]],
    ['o.n++', ["read n 'o.n'", "write n=2 'o.n'"]],
    ['use(--o.a.b)', ["read a 'o.a'", "read b 'o.a.b'", "write b=0 'o.a.b'"]],
    ['delete o.n', ["write n=undefined 'o.n'"]],
    ['use(o?.n)', ["read n 'o?.n'"]],
    ['use(o[use("n")])', ['read n \'o[use("n")]\'']],
    ['o[use("n")] = o.n', ["read n 'o.n'", 'write n=1 \'o[use("n")]\'']],
    ['o.n ??= 5', ["read n 'o.n'"]],
    ['o.z ??= 5', ["read z 'o.z'", "write z=5 'o.z'"]],
    ['o.n &&= 6', ["read n 'o.n'", "write n=6 'o.n'"]],
    ['const q = o.n = 3; use(q)', ["write n=3 'o.n'"]],
    ['o.a.f?.()', ["read a 'o.a'"]],
    ['o.a.toString()', ["read a 'o.a'"]],
    ['use(o)[0].a.toString()', []],
  ])('%s', (statements, events) => {
    expect(announced(statements)).toEqual(events);
  });

  test('private names', () => {
    const { events } = record(
      'class A { #x = 1; bump() { this.#x = this.#x + 1; return this; } } module.exports = () => new A().bump();',
    );
    expect(events).toEqual(["read #x 'this.#x'", expect.stringContaining('write #x=')]);
  });
});

describe('destructuring', () => {
  test.each<[string, string[]]>([
    ['const { n, "a": b, z = 1 } = o', ["read n 'o.n'", "read a 'o.a'", "read z 'o.z'"]],
    ['const { b } = o.a', ["read a 'o.a'", "read b 'o.a.b'"]],
    ['const { a: { b } } = o', ["read a 'o.a'"]],
    ['const { n } = use(o)[0]', ["read 0 'use(o)[0]'", "read n 'use(o)[0].n'"]],
    ['const { n } = { n: 1 }', []],
    ['const { n = use(1) } = o', []],
    ['const { [use("n")]: v, ...rest } = o', []],
    ['({ n: o.z } = o)', ["read n 'o.n'", "write z=1 'o.z'"]],
    ['[o.n, o.z] = [1, 2]', ["write n=1 'o.n'", "write z=2 'o.z'"]],
    [
      'let i = 0; [list[i], list[1]] = [list[1], list[i]]',
      ["read 1 'list[1]'", "read 0 'list[i]'", "write 0=2 'list[i]'", "write 1=1 'list[1]'"],
    ],
    ['let i = 0; [i, list[i]] = [1, 7]', []],
    ['[use(o)[0].n] = [1]', []],
  ])('%s', (statements, events) => {
    expect(announced(statements)).toEqual(events);
  });

  test('variables', () => {
    const { events, value } = record(
      'let n = 0, m = 0; module.exports = () => { [n, m] = [1, 2]; ({ n } = { n: 3 }); return n + m; };',
    );
    expect(events).toEqual(["set n=1 'n'", "set m=2 'm'", "set n=3 'n'", "get n=3 'n'", "get m=2 'm'"]);
    expect(value).toBe(5);
  });
});

describe('not announced', () => {
  test.each([
    ['calling a method', 'o.f(); o?.f();'],
    ['globals', 'use(Math.PI, console.log, process.env, Object.keys)'],
    [
      'fresh objects that stay here',
      'const t = { n: 1 }; t.n = 2; t.n++; const l = []; l.push(t.n); const s = new Set(); s.add(1); return t;',
    ],
    ['rest parameters', 'const f = (...r) => r.length; f();'],
    ['prototype', 'use(run.prototype)'],
    ['arguments', 'use(arguments.length, arguments[0])'],
  ])('%s', (_, statements) => {
    expect(announced(statements)).toEqual([]);
  });

  test('a fresh object that is handed on is announced', () => {
    expect(announced('const t = { n: 1 }; use(t); t.n = 2;')).toEqual(["write n=2 't.n'"]);
  });

  test('a fresh object that a closure keeps is announced', () => {
    expect(announced('const t = { n: 1 }; const f = () => { t.n = 2; }; f();')).toEqual(["write n=2 't.n'"]);
  });

  test('the object under construction', () => {
    const { events } = record(
      'class A { constructor() { this.n = 1; this.f = () => { this.n = 2; }; } } module.exports = () => new A().f();',
    );
    expect(events).toEqual(["write n=2 'this.n'"]);
  });

  test('the top of a module, which runs before any task', () => {
    expect(record('const o = {}; o.x = 1; use(o.x); function use() {} module.exports = () => 0;').events).toEqual([]);
  });

  test('required modules', () => {
    const code =
      'const fs = require("fs"); const p = _interopRequireDefault(require("p")); export const f = () => [fs.x, p.default];';
    expect(body(code)).not.toContain('.on');
  });
});

describe('variables', () => {
  test('of the module, if they are written again', () => {
    const { events } = record('let n = 0; const k = 1; module.exports = () => { n = n + k; n += 1; return n++; };');
    expect(events).toEqual(["get n=0 'n'", "set n=1 'n'", "get n=1 'n'", "set n=2 'n'", "get n=2 'n'", "set n=3 'n'"]);
  });

  test('captured and written again: the line tells two of one name apart', () => {
    const { events, value } = record(
      'module.exports = () => {\n  let n = 0;\n  const add = () => { n = n + 1; };\n  add();\n  return { n };\n};',
    );
    expect(events).toEqual(["get n@2=0 'n'", "set n@2=1 'n'", "get n@2=1 'n'"]);
    expect(value).toEqual({ n: 1 });
  });

  test('used through functions, in a body that was moved away', () => {
    const { events, value } = record(
      'module.exports = () => { let n = 0; return (async () => { n = n + 1; n += 1; n++; n ??= 7; return n-- + [n, --n, n++].join(); })(); };',
    );
    const get = (v: number) => `get n@1=${v} 'n'`;
    const set = (v: number) => `set n@1=${v} 'n'`;
    expect(events).toEqual([
      ...[get(0), set(1), get(1), set(2), get(2), set(3), get(3)],
      ...[get(3), set(2), get(2), get(2), set(1), get(1), set(2)],
    ]);
    expect(value).toBe('32,1,1');
  });

  test('logical assignments are writes only if they assign', () => {
    const { events } = record('let a = 1, b = null; module.exports = () => { a ??= 2; b ??= 3; b &&= 4; };');
    expect(events).toEqual(["get a=1 'a'", "get b=null 'b'", "set b=3 'b'", "get b=3 'b'", "set b=4 'b'"]);
  });

  test('a read before the declaration fails as it did', () => {
    expect(() =>
      record('let n; module.exports = () => { f(); let n = 1; n = 2; function f() { return n; } };'),
    ).toThrow("Cannot access 'n' before initialization");
  });

  test('local ones are not announced', () => {
    expect(record('module.exports = (x) => { let n = 0; n++; x = n; return x; };').events).toEqual([]);
  });

  test('typeof, functions called by name, exports in shorthand', () => {
    const { events, value } = record(
      'let f = () => 1; f = () => 2; module.exports = () => [typeof f, f(), { f }.f()];',
    );
    expect(events).toEqual(["get f=ƒ 'f'", "get f=ƒ 'f'", "get f=ƒ 'f'"]);
    expect(value).toEqual(['function', 2, 2]);
  });
});

describe('collections as a whole', () => {
  test.each<[string, string[]]>([
    ['for (const x of list) use(x)', ["values * 'list'"]],
    ['for (const [k] of map) use(k)', ["values * 'map'"]],
    ['for (const x of map.values()) use(x)', ["values * 'map'"]],
    ['for (const x of [1, 2]) use(x)', []],
    ['for (const k in o) use(k)', ["keysOf * 'o'"]],
    ['use(...list)', ["values * 'list'"]],
    ['use([...map])', ["values * 'map'"]],
    ['use({ ...o.a })', ["read a 'o.a'", "values * 'o.a'"]],
    ['const g = function* () { yield* list; }; use(...g())', ["values * 'g()'", "values * 'list'"]],
    ['const [first] = list; use(first)', ["values * 'list'"]],
    ['use(new Set(list), new Map(), new Array(list))', ["values * 'list'"]],
    ['use(Array.from(map), Array.isArray(list))', ["values * 'map'"]],
    ['use(Object.keys(o), Object.toString(o))', ["keysOf * 'o'"]],
    ['Object.assign(o, { n: 2 })', ["assignTo * 'o'"]],
    ['use("n" in o)', ['read n \'"n" in o\'']],
    ['use(list.map(use), list.slice(1))', ["map * 'list'", "slice * 'list'"]],
  ])('%s', (statements, events) => {
    expect(announced(statements)).toEqual(events);
  });

  test('a private name in an object', () => {
    const { events, value } = record(
      'class A { #x = 1; static owns(o) { return #x in o; } } module.exports = () => A.owns(new A());',
    );
    expect(events).toEqual(["read #x '#x in o'"]);
    expect(value).toBe(true);
  });
});

describe('collections', () => {
  test.each<[string, string[]]>([
    ['map.get(1)', ["get 1 'map'"]],
    ['map.set(2, 3)', ["set 2 'map'"]],
    ['map.clear()', ["clear * 'map'"]],
    ['list.push(3, 4)', ["push * 'list'"]],
    ['use(map.get(1).x)', ["get 1 'map'", "read x 'map.get(1).x'"]],
    ['map.set(use(1)[0], use(2))', ["read 0 'use(1)[0]'", "set 1 'map'"]],
    ['list.push(...use(1))', ["values * 'use(1)'", "push * 'list'"]],
    ['o.a.get?.(1)', ["read a 'o.a'"]],
    ['use(o.l = list); o.l.push(4)', ["write l=1,2 'o.l'", "read l 'o.l'", "push * 'o.l'"]],
  ])('%s', (statements, events) => {
    expect(announced(statements)).toEqual(events);
  });

  test('announced after the arguments, which may take their time', () => {
    const code = 'export async function f(m, k) { m.set(k, await load(k)); }';
    expect(body(code)).toContain('m.set(k, (_x = yield _$.at(load(k), _s + 1), _t.on && _m(m, "set", k, 2), _x))');
  });
});

test('off, nothing is announced and nothing is called', () => {
  const code =
    'let n = 0; module.exports = () => { const o = get(); o.n = 1; n = o.n; return n; }; function get() { return {}; }';
  expect(body(code, { sourceType: 'script' })).toContain('o.n = 1, _t.on && _w(o, "n"');
});
