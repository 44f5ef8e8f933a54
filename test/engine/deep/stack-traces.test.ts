// `Error.captureStackTrace(error, f)` hides the frames above `f`, also where `f` is on the stack in its generator form.

import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { instrumentedSource } from '../../support/program';

const { explore } = runtime.api;

/** The functions on the stack of an error that `code` captures and throws, in an iteration of a deep file. */
async function namesOf(code: string, iterations = 1): Promise<readonly string[]> {
  const names: string[] = [];
  const body = instrumentedSource(`async (spawn, names) => {
    "use strict";
    const v = new Int32Array(new SharedArrayBuffer(8));
    await new Promise((resolve) => {
      spawn('one', () => {
        ${code}
        resolve();
      });
      spawn('two', () => void Atomics.load(v, 0));
    });
  }`) as (spawn: typeof spawnAgent, names: string[]) => Promise<void>;
  const { finding } = await explore(() => body(spawnAgent, names), {
    iterations,
    timeBudget: 0,
    latent: 'off',
    mustExplore: false,
  });
  expect(finding?.error).toBeUndefined();
  return names;
}

/** Those of the program, which is made by `eval`. */
const NAMES =
  'names.push(...String(e.stack).split("\\n").filter((line) => line.includes("eval at") && !line.includes(".next (")).map((line) => /at (?:new )?(\\S+)/.exec(line)[1]));';

test.each([
  [
    'a function',
    'const fail = () => { const e = {}; Error.captureStackTrace(e, fail); return e; }; function outer() { Atomics.load(v, 0); return fail(); } const e = outer();',
    'outer',
  ],
  [
    'a function that called it',
    'function inner(top) { Atomics.load(v, 0); const e = {}; Error.captureStackTrace(e, top); return e; } function hidden() { return inner(hidden); } function outer() { return hidden(); } const e = outer();',
    'outer',
  ],
  [
    'a class',
    'class Own extends Error { constructor() { super("x"); Error.captureStackTrace(this, Own); } } function outer() { Atomics.load(v, 0); return new Own(); } const e = outer();',
    'outer',
  ],
  [
    'nothing',
    'function outer() { Atomics.load(v, 0); const e = {}; Error.captureStackTrace(e); return e; } const e = outer();',
    'outer',
  ],
  [
    'a function in its generator form, which it was led to by itself',
    'let e; const only = (() => (() => (() => (() => () => again(false))())())())(); function again(go) { return f(go); } const f = (go) => { Atomics.load(v, 0); if (go) return [2, 1].sort(() => (only(), 0)); e = {}; Error.captureStackTrace(e, f); }; [2, 1].sort(() => (f(true), 0));',
    'again',
  ],
])('hides %s', async (_name, code, expected) => {
  expect((await namesOf(code + NAMES))[0]).toContain(expected);
});

it('leaves no frames if the function is not on the stack', async () => {
  const code =
    'const other = () => {}; function outer() { Atomics.load(v, 0); const e = {}; Error.captureStackTrace(e, other); names.push(e.stack); } outer();';
  expect((await namesOf(code))[0]).not.toContain('at ');
});

it('has no stack of its own to look for: `stackTraceLimit` may be anything', async () => {
  const code =
    'const before = Error.stackTraceLimit; Error.stackTraceLimit = 1; try { function hidden() { Atomics.load(v, 0); const e = {}; Error.captureStackTrace(e, hidden); return e; } function outer() { return hidden(); } const e = outer(); names.push(e.stack); } finally { Error.stackTraceLimit = before; }';
  expect((await namesOf(code))[0]).toMatch(/hidden|outer/);
});

it('hides it however often the code has run', async () => {
  const code =
    'const fail = (n) => { const e = {}; Error.captureStackTrace(e, fail); return e; }; function outer() { Atomics.load(v, 0); for (let n = 0; n < 50; n++) { const e = fail(n); ' +
    NAMES +
    ' } } outer();';
  const names = await namesOf(code, 60);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => name.includes('fail'))).toEqual([]);
});
