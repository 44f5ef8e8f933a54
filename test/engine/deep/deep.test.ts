// Deep mode: code that shares memory stops before each access, in every form of function and call.

import { simulation } from '../../../src/engine/simulation';
import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { verdictOf } from '../../support/iterate';
import { instrumented, instrumentedSource } from '../../support/program';

const { explore } = runtime.api;

type Spawn = typeof spawnAgent;

/** What an exploration of a body by default settings comes to. */
async function verdict(body: (spawn: Spawn) => unknown, iterations = 400): Promise<string> {
  const { finding } = await explore(() => body(spawnAgent), { iterations, timeBudget: 0, latent: 'off' });
  return finding === null ? 'passed' : (finding.error as Error).message;
}

const lostUpdate = instrumented(async (spawn: Spawn) => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const add = () => {
    shared[0]!++;
  };
  let left = 2;
  const done = new Promise<void>((resolve) => {
    for (let n = 0; n < 2; n++)
      spawn(`worker ${n}`, () => {
        add();
        if (--left === 0) resolve();
      });
  });
  await done;
  if (shared[0] !== 2) throw new Error(`lost: ${shared[0]}`);
});

it('finds a lost update', async () => {
  expect(await verdict(lostUpdate)).toBe('lost: 1');
});

it('runs undisturbed in the order of the event loop', async () => {
  expect(await verdictOf(() => lostUpdate(spawnAgent))).toBe('passed');
});

/** Each increments `shared[0]` in two accesses, by another way into the code that does; strict, as modules are. */
const WAYS: Readonly<Record<string, string>> = {
  'a function declaration': 'function f() { bump(); } f();',
  'an arrow function that returns': 'const f = () => bump(); f();',
  'a named function expression': 'const f = function own(n) { return n === 0 ? bump() : own(n - 1); }; f(2);',
  'a method of an object': 'const o = { k: 0, m() { this.k; bump(); } }; o.m();',
  'a computed method': 'const k = "m"; const o = { [k]: () => bump() }; o[k]();',
  'a method of a class': 'class A { m() { bump(); } } new A().m();',
  'a static method': 'class A { static m() { bump(); } } A.m();',
  'a private method': 'class A { #m() { bump(); } m() { this.#m(); } } new A().m();',
  'a method of the parent': 'class A { m() { bump(); } } class B extends A { m() { super.m(); } } new B().m();',
  'a field': 'class A { m = () => bump(); } new A().m();',
  'a getter': 'class A { get g() { return bump(); } } new A().g;',
  'a setter': 'const o = { set s(v) { bump(); } }; o.s = 1;',
  'an optional call': 'const o = { m: { f() { bump(); } } }; o?.m?.f?.();',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the code of a program
  'a tagged template': 'const tag = () => bump(); tag`x${1}`;',
  'a constructor function': 'function F() { this.x = bump(); } new F();',
  'a constructor of a class': 'class A { constructor() { bump(); } } new A();',
  'a constructor with parameters':
    'class A { constructor({ n = 1 }, ...rest) { if (n === 1 && rest.length === 1) bump(); } } new A({}, 2);',
  'a field of an object that is made': 'class A { x = bump(); } new A();',
  'a private field of an object that is made': 'class A { #x = bump(); } new A();',
  'a field behind another': 'class A { a = 1; f = () => this.a; b = this.f() === 1 && bump(); } new A();',
  'a constructor of the parent': 'class A { constructor() { bump(); } } class B extends A {} new B();',
  'a constructor before super': 'class A {} class B extends A { #p = 1; constructor() { bump(); super(); } } new B();',
  'a constructor behind super': 'class A { #a = 1; } class B extends A { constructor() { super(); bump(); } } new B();',
  'an argument of super':
    'class A { constructor(x) {} } class B extends A { constructor() { super(bump()); } } new B();',
  'a field of a derived class': 'class A extends Array { x = bump(); } new A();',
  'the parent of a parent':
    'class A { constructor() { bump(); } } class B extends A { #b = 1; } class C extends B { c = 1; } new C();',
  'a method of the parent in a constructor':
    'class A { m() { bump(); } } class B extends A { constructor() { super(); super.m(); } } new B();',
  'a method of the parent in an async method':
    'class A { m() { bump(); } } class B extends A { async m() { await null; super.m(); } } void new B().m();',
  'a class by Reflect.construct': 'class A { constructor() { bump(); } } Reflect.construct(A, []);',
  'a private getter': 'class A { get #g() { return bump(); } m() { return this.#g; } } new A().m();',
  'a private setter': 'class A { set #s(v) { bump(); } m() { this.#s = 1; } } new A().m();',
  'a generator': 'const g = function* () { bump(); yield 1; }; g().next();',
  'a generator in a loop': 'function* g() { yield 1; bump(); } for (const x of g());',
  'a generator method': 'const o = { *[Symbol.iterator]() { bump(); } }; for (const x of o);',
  'a private generator method': 'class A { *#g() { bump(); } m() { this.#g().next(); } } new A().m();',
  'a generator that delegates': 'function* g() { bump(); } function* h() { yield* g(); } for (const x of h());',
  'a generator that is left': 'function* g() { try { yield 1; } finally { bump(); } } for (const x of g()) break;',
  'a generator that is spread': 'function* g() { bump(); } [...g()];',
  'a generator that is spread into a call': 'function* g() { bump(); yield 1; } const f = (a) => a; f(0, ...g());',
  'a generator that is taken apart': 'function* g() { bump(); yield 1; } const [a] = g();',
  'an iterator that is taken apart':
    'const it = { [Symbol.iterator]() { return { next() { bump(); return { done: true }; } }; } }; const [a, ...rest] = it;',
  'Array.from of a generator': 'function* g() { bump(); yield 1; } Array.from(g());',
  'a Set of a generator': 'function* g() { bump(); yield 1; } new Set(g());',
  'an async generator': 'async function* g() { bump(); yield 1; } void g().next();',
  'an async generator, behind an await': 'async function* g() { await null; bump(); yield 1; } void g().next();',
  'the steps of an async iterator':
    'const it = { [Symbol.asyncIterator]() { return this; }, async next() { bump(); return { done: true }; } }; void (async () => { for await (const x of it); })();',
  'an async generator in a loop':
    'async function* g() { bump(); yield 1; } void (async () => { for await (const x of g()); })();',
  'an initialiser of a parameter': 'const f = (a = bump()) => a; f();',
  'an initialiser in a pattern of a parameter': 'function f({ a = bump() }) { return a; } f({});',
  'an initialiser of a parameter of an async function': 'const f = async (a = bump()) => a; void f();',
  'a getter behind ?.': 'const o = { get g() { return bump(); } }; o?.g;',
  'a getter of a method': 'const o = { get g() { bump(); return () => 1; } }; o.g();',
  'a setter of compound assignment': 'const o = { get s() { return 1; }, set s(v) { bump(); } }; o.s += 1;',
  'a setter of an update': 'const o = { get s() { return 1; }, set s(v) { bump(); } }; o.s++;',
  call: 'const f = () => bump(); f.call(null);',
  apply: 'const f = () => bump(); f.apply(null, []);',
  'Reflect.apply': 'const f = () => bump(); Reflect.apply(f, null, []);',
  'a bound function': 'const f = (() => bump()).bind(null, 1); f();',
  forEach: '[1].forEach(() => bump());',
  map: '[1].map(() => bump());',
  filter: '[1].filter(() => bump());',
  reduce: '[1].reduce(() => bump(), 0);',
  some: '[1].some(() => bump());',
  every: '[1].every(() => bump());',
  find: '[1].find(() => bump());',
  findIndex: '[1].findIndex(() => bump());',
  flatMap: '[1].flatMap(() => bump());',
  'Array.from': 'Array.from({ length: 1 }, () => bump());',
  'forEach of a Map': 'new Map([[1, 2]]).forEach(() => bump());',
  'forEach of a Set': 'new Set([1]).forEach(() => bump());',
  'a spread argument': 'const f = () => bump(); f(...[1, 2]);',
  'the steps of an iterator':
    'const it = { [Symbol.iterator]() { return this; }, next() { bump(); return { done: true }; } }; for (const x of it);',
  'the body of for of': 'for (const x of [1]) bump();',
  'a callee that is an expression': '(() => () => bump())()();',
  'a default behind a call': 'const { a = bump() } = {};',
  'the start of an async function': 'const f = async () => { bump(); await null; }; void f();',
  'an async function, behind an await': 'const f = async () => { await null; bump(); }; void f();',
  'an async method': 'class A { async m() { bump(); } } void new A().m();',
  'the executor of a promise': 'void new Promise((resolve) => { bump(); resolve(); });',
  'a reaction': 'void Promise.resolve().then(() => bump());',
  'a thenable': 'void Promise.resolve({ then(resolve) { bump(); resolve(); } });',
  'a timer': 'setTimeout(() => bump(), 1);',
  'an immediate': 'setImmediate(() => bump());',
  'a microtask': 'queueMicrotask(() => bump());',
  'a tick': 'process.nextTick(() => bump());',
  'functions in functions': '(() => (() => (() => (() => (() => bump())())())())())();',
  update: 'v[0]++; if (true) return done();',
  'compound assignment': 'v[0] += 1; if (true) return done();',
  'logical assignment': 'v[0] &&= v[0] + 1; if (true) return done();',
  destructuring: '[v[0]] = [v[0] + 1]; if (true) return done();',
  DataView: 'const d = new DataView(v.buffer); d.setInt32(0, d.getInt32(0, true) + 1, true); if (true) return done();',
  copies: 'v.set([v.slice(0, 1)[0] + 1]); if (true) return done();',
  fill: 'v.fill([...v][0] + 1, 0, 1); if (true) return done();',
  Atomics: 'Atomics.store(v, 0, Atomics.load(v, 0) + 1); if (true) return done();',
  'iteration over the array': 'for (const x of v) { v[0] = x + 1; break; } if (true) return done();',
  'forEach over the array': 'v.forEach((x, i) => { if (i === 0) v[0] = x + 1; }); if (true) return done();',
};

/** Where it cannot stop: nothing is lost, and the accesses are counted. */
const ATOMIC: Readonly<Record<string, string>> = {
  'an initialiser of a parameter of a constructor': 'class A { constructor(a = bump()) {} } new A();',
  'a static block': 'class A { static { bump(); } }',
  'a static field': 'class A { static x = bump(); }',
  'a getter by a computed name': 'const k = "g"; const o = { get g() { return bump(); } }; o[k];',
  'a getter that is taken apart': 'const o = { get g() { return bump(); } }; const { g } = o;',
  'a comparator':
    '[2, 1].sort((a, b) => { if (v[0] > 0) { const before = v[0]; v[0] = before + 1; done(); } return 0; }); if (true) return;',
  'a replacer of replace': '"a".replace(/a/, () => bump());',
  'an initialiser of a parameter of a generator': 'function* g(a = bump()) {} g();',
  'a getter that is read by name in a native function':
    'const o = { get g() { return bump(); } }; Object.assign({}, o);',
  toJSON: 'JSON.stringify({ toJSON() { bump(); } });',
  'a trap of a Proxy': 'new Proxy({}, { get() { bump(); } }).x;',
};

describe('an agent stops in the middle of', () => {
  test.each(Object.entries(WAYS))('%s', async (_name, code) => {
    expect(await verdict(bumping(code))).toBe('lost: 2');
  });
});

describe('an agent does not stop in', () => {
  test.each(Object.entries(ATOMIC))('%s', async (_name, code) => {
    const { atomicSites } = simulation.deep;
    atomicSites.clear();
    expect(await verdict(bumping(code))).toBe('passed');
    expect(atomicSites.size).toBeGreaterThan(0);
  });
});

/** Two agents each do `code`, which increments `v[0]` in two accesses: 3 unless one is lost. */
const bumping = (code: string) =>
  instrumentedSource(`async (spawn) => {
      "use strict";
      const v = new Int32Array(new SharedArrayBuffer(8));
      v[0] = 1;
      await new Promise((resolve) => {
        let left = 2;
        const done = () => void (--left === 0 && resolve());
        const bump = () => { const before = v[0]; v[0] = before + 1; done(); };
        const work = () => { ${code} };
        spawn('one', work);
        spawn('two', work);
      });
      if (v[0] !== 3) throw new Error('lost: ' + v[0]);
    }`) as (spawn: Spawn) => Promise<void>;

it('stops in accessors and classes of other files', async () => {
  const make = instrumentedSource(`(v, done) => { // of a file that mentions Atomics
    "use strict";
    class Base { constructor() { this.made = v[0]; } }
    class Counter extends Base {
      get next() { return v[0] + 1; }
      set next(n) { v[0] = n; done(); }
    }
    return Counter;
  }`);
  const body = instrumentedSource(`async (spawn, make) => {
    "use strict";
    const v = new Int32Array(new SharedArrayBuffer(8));
    const seen = [];
    await new Promise((resolve) => {
      let left = 2;
      const Counter = make(v, () => void (--left === 0 && resolve()));
      const work = () => { const c = new Counter(); seen.push(c.made); c.next = c.next; };
      spawn('one', work);
      spawn('two', work);
    });
    if (v[0] !== 2 && seen[0] + seen[1] === 0) throw new Error('lost: ' + v[0]);
  }`) as (spawn: Spawn, make: unknown) => Promise<void>;
  expect(await verdict((spawn) => body(spawn, make))).toBe('lost: 1');
});
