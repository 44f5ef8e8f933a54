// `crypto` under every name: seeded inside an iteration, Node's own outside.

import nodeCrypto from 'node:crypto';
import { promisify } from 'node:util';
import { runtime } from '../../src/runtime';
import { outcomeOf, verdictOf } from '../support/iterate';
import { instrumented, instrumentedSource } from '../support/program';

type Note = (value: unknown) => void;
type Crypto = typeof nodeCrypto.webcrypto;

/** What a body notes in one schedule. */
async function noted(body: (note: Note) => unknown, options: { seed?: number; iteration?: number } = {}) {
  const values: unknown[] = [];
  const { failure, uncontrolled } = await outcomeOf(() => body((value) => values.push(value)), { seed: 7, ...options });
  if (failure !== null) throw failure.error;
  expect([...uncontrolled]).toEqual([]);
  return values;
}

/** One value each: an expression, in which `c` is the module's object. */
const DRAWS = [
  'randomUUID()',
  'randomBytes(8).toString("hex")',
  'randomInt(1_000_000_000)',
  'randomInt(5, 1_000_000_000)',
  '[...randomFillSync(new Uint16Array(6), 2, 3)].join()',
  '[...getRandomValues(new Uint8Array(8))].join()',
];

const FORMS: Readonly<Record<string, string>> = {
  'the module': `const c = require('crypto');`,
  'its name with node:': `const c = require('node:crypto');`,
  'its members': `const c = { ...require('node:crypto') };`,
  'what Babel makes of a namespace': `const m = require('crypto'); const c = {};
    for (const key of Object.getOwnPropertyNames(m)) Object.defineProperty(c, key, Object.getOwnPropertyDescriptor(m, key));`,
};

/** The call with the function read from `c`. */
const on = (owner: string, draw: string) => draw.replace(/random(?=[A-Z])|getRandom/, (name) => `${owner}.${name}`);

describe.each(Object.entries(FORMS))('%s', (_, load) => {
  it.each(DRAWS)('%s', async (draw) => {
    const body = instrumentedSource(`async (note) => { ${load} note(${on('c', draw)}); note(${on('c', draw)}); }`);
    const draws = (options: object) => noted(body as (note: Note) => unknown, options);
    const first = await draws({});
    expect(first[0]).not.toEqual(first[1]);
    expect(await draws({})).toEqual(first);
    for (const other of [{ seed: 8 }, { iteration: 1 }])
      for (const [index, value] of (await draws(other)).entries()) expect(value).not.toEqual(first[index]);
  });
});

const WEB: Readonly<Record<string, string>> = {
  crypto: 'crypto',
  'globalThis.crypto': 'globalThis.crypto',
  "require('crypto').webcrypto": `require('crypto').webcrypto`,
  'a variable': '(() => { const c = crypto; return c; })()',
  'a member in quotes': `globalThis['crypto']`,
};

it.each(Object.entries(WEB))('the web interface as %s', async (_, owner) => {
  const source = `async (note) => {
    const web = ${owner};
    note(web.randomUUID());
    note([...web.getRandomValues(new Uint32Array(3))].join());
    note(typeof web.subtle.digest);
    note(web instanceof Crypto);
    note(Object.prototype.toString.call(web));
  }`;
  const body = instrumentedSource(source) as (note: Note) => unknown;
  const first = await noted(body);
  expect(first.slice(2)).toEqual(['function', true, '[object Crypto]']);
  expect(await noted(body)).toEqual(first);
  expect((await noted(body, { seed: 8 }))[0]).not.toEqual(first[0]);
});

describe('answers of the thread pool', () => {
  const body = instrumented(async (note: Note) => {
    const c = require('node:crypto') as typeof nodeCrypto;
    const called = <T>(start: (done: (error: unknown, value: T) => void) => void) =>
      new Promise<T>((resolve) => start((_error, value) => resolve(value)));
    note((await called<Buffer>((done) => c.randomBytes(6, done))).toString('hex'));
    note(await called<number>((done) => c.randomInt(1e9, done)));
    note(await called<number>((done) => c.randomInt(10, 1e9, done)));
    note([...(await called<Uint8Array>((done) => c.randomFill(new Uint8Array(4), done)))].join());
    note([...(await called<Uint16Array>((done) => c.randomFill(new Uint16Array(4), 1, 2, done)))].join());
  });

  it('are the same for the same seed, and nothing of them is outside control', async () => {
    const first = await noted(body);
    expect(await noted(body)).toEqual(first);
    expect(first[4]).toMatch(/^0,\d+,\d+,0$/);
    for (const [index, value] of (await noted(body, { seed: 8 })).entries()) expect(value).not.toEqual(first[index]);
  });

  it('come in any order, but draw in the order of the calls', async () => {
    const two = instrumented(async (note: Note) => {
      const c = require('node:crypto') as typeof nodeCrypto;
      const draw = (name: string) =>
        new Promise<void>((resolve) => {
          c.randomBytes(4, (_error, bytes) => {
            note(`${name} ${bytes.toString('hex')}`);
            resolve();
          });
        });
      await Promise.all([draw('first'), draw('second')]);
    });
    const run = async (index: number) => {
      const values: unknown[] = [];
      const options = { seed: 1, pick: (enabled: readonly unknown[]) => Math.min(index, enabled.length - 1) };
      await outcomeOf(() => two((value) => values.push(value)), options);
      return values;
    };
    const inOrder = await run(0);
    expect(await run(1)).toEqual([inOrder[1], inOrder[0]]);
  });

  it('never come before the caller is through', async () => {
    const order = instrumented(async (note: Note) => {
      const c = require('node:crypto') as typeof nodeCrypto;
      const target = new Uint8Array(3);
      const written = new Promise<void>((resolve) => {
        c.randomFill(target, () => {
          note(target.some((byte) => byte !== 0));
          resolve();
        });
      });
      note(target.join());
      await null;
      await written;
    });
    expect(await noted(order)).toEqual(['0,0,0', true]);
  });

  it('util.promisify gives the same', async () => {
    const promised = instrumented(async (note: Note, make: typeof promisify) => {
      const bytes = await make((require('node:crypto') as typeof nodeCrypto).randomBytes)(4);
      note(bytes.toString('hex'));
    });
    const run = () => noted((note) => promised(note, promisify));
    expect(await run()).toEqual(await run());
  });
});

it('what is done synchronously is not waited for', async () => {
  const body = instrumented(async (note: Note) => {
    const c = require('node:crypto') as typeof nodeCrypto;
    const timer = new Promise<void>((resolve) => {
      setTimeout(() => {
        note('minute');
        resolve();
      }, 60_000);
    });
    c.randomBytes(8);
    c.pbkdf2Sync('password', 'salt', 1, 8, 'sha256');
    c.scryptSync('password', 'salt', 8);
    c.generateKeyPairSync('ec', { namedCurve: 'P-256' });
    c.randomBytes(8, () => note('answer'));
    await timer;
  });
  const values: unknown[] = [];
  const last = (enabled: readonly unknown[]) => enabled.length - 1;
  // Real work would hold the timer back for so long.
  const options = { seed: 1, pick: last, uncontrolledTimeout: 2_000_000 };
  const { failure } = await outcomeOf(() => body((value) => values.push(value)), options);
  expect(failure).toBeNull();
  expect(values).toEqual(['minute']);
  const deadlocked = instrumented(async () => {
    (require('node:crypto') as typeof nodeCrypto).scryptSync('password', 'salt', 8);
    await new Promise(() => {});
  });
  expect(await verdictOf(deadlocked)).toMatch(/^deadlock: /);
});

it("Node's errors are Node's own", async () => {
  const calls = instrumented((c: typeof nodeCrypto, web: Crypto) => {
    const wrong: (() => unknown)[] = [
      () => c.randomBytes(-1),
      () => c.randomBytes('4' as never),
      () => c.randomBytes(4, 5 as never),
      () => c.randomInt(5, 5),
      () => c.randomInt(0.5),
      () => c.randomInt(2 ** 50),
      () => c.randomInt(1, 2, 3 as never),
      () => c.randomFillSync('text' as never),
      () => c.randomFillSync(new Uint8Array(4), 5),
      () => c.randomFillSync(new Uint8Array(4), 2, 3),
      () => c.randomFill(new Uint8Array(4), 9, () => {}),
      () => c.randomFill(new Uint8Array(4), undefined as never),
      () => c.randomUUID({ disableEntropyCache: 3 as never }),
      () => c.getRandomValues(new Float32Array(1) as never),
      () => web.getRandomValues(new Uint8Array(65_537)),
      () => web.getRandomValues([] as never),
    ];
    return wrong.map((call) => {
      try {
        return call();
      } catch (error) {
        const { name, code, message } = error as Error & { code?: unknown };
        return `${name} ${String(code)} ${message}`;
      }
    });
  });
  let inside: unknown[] = [];
  const body = instrumented(async (run: (c: unknown, web: unknown) => void) => run(require('node:crypto'), crypto));
  const run = () => body((c, web) => (inside = calls(c as typeof nodeCrypto, web as Crypto)));
  expect(await verdictOf(run)).toBe('passed');
  const outside = calls(nodeCrypto, globalThis.crypto);
  expect(inside).toEqual(outside);
  expect(outside.every((value) => typeof value === 'string' && /Error/.test(value))).toBe(true);
});

describe('outside an iteration', () => {
  const c = runtime.module('crypto', nodeCrypto) as typeof nodeCrypto;

  it('values are not repeatable', () => {
    for (const draw of [
      () => c.randomUUID(),
      () => c.randomBytes(8).toString('hex'),
      () => runtime.crypto?.randomUUID(),
    ])
      expect(draw()).not.toBe(draw());
  });

  it('callbacks get values', async () => {
    expect(await new Promise((resolve) => c.randomBytes(4, (_, bytes) => resolve(bytes.length)))).toBe(4);
  });

  it('what a test puts there is there for all, and what it puts back is the native function', () => {
    const native = nodeCrypto.randomBytes;
    const spy = jest.spyOn(c, 'randomBytes').mockReturnValue('spied' as never);
    expect([c.randomBytes(1), nodeCrypto.randomBytes(1)]).toEqual(['spied', 'spied']);
    spy.mockRestore();
    expect(nodeCrypto.randomBytes).toBe(native);
    expect(c.randomBytes).not.toBe(native);
  });

  it('all else is the module', () => {
    expect(c.createHash).toBe(nodeCrypto.createHash);
    expect(c.constants).toBe(nodeCrypto.constants);
    expect(Object.keys(c)).toEqual(Object.keys(nodeCrypto));
    expect(String(c.randomBytes)).toBe(String(nodeCrypto.randomBytes));
    expect(c.randomBytes).toHaveLength(nodeCrypto.randomBytes.length);
  });
});
