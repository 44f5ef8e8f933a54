// Values in recorded events: short, and whatever they are, looking at them runs no user code and throws nothing.

import { GONE, renderValue, UNKNOWN } from '../../src/engine/render-value';
import { runtime } from '../../src/runtime';
import { record } from '../support/iterate';
import { instrumented } from '../support/program';

class Account {
  balance = 5;
}

const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error('looked at');
    },
    getPrototypeOf() {
      throw new Error('looked at');
    },
    ownKeys() {
      throw new Error('looked at');
    },
  },
);

const named = Object.defineProperty(new Error('message'), 'name', {
  get() {
    throw new Error('looked at');
  },
});

it.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [true, 'true'],
  [-0.5, '-0.5'],
  [10n, '10n'],
  [Symbol('s'), 'Symbol(s)'],
  ['text', '"text"'],
  ['x'.repeat(50), `"${'x'.repeat(37)}..."`],
  [() => {}, '[function]'],
  [[], '[]'],
  [[1, 'b', { c: 1 }, [2], 5], '[1, "b", {c: 1}, [2], … 1 more]'],
  [[{ a: [1], b: { c: 1 } }], '[{a: […], b: {…}}]'],
  [[{ name: 'x'.repeat(40) }, { name: 'y'.repeat(40) }], '[{…}, {…}]'],
  [{}, '{}'],
  [{ a: 1, b: { c: 2 }, d: [3] }, '{a: 1, b: {c: 2}, d: [3]}'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, '{a: 1, b: 2, c: 3, d: 4, …}'],
  [Object.create(null), '{}'],
  [new Account(), '[Account]'],
  [new Map(), 'Map(0) {}'],
  [new Map([[1, { a: 1 }]]), 'Map(1) {1 => {a: 1}}'],
  [new Set(['a', [1], 3, 4, 5]), 'Set(5) {"a", [1], 3, 4, …}'],
  [UNKNOWN, ''],
  [GONE, '<deleted>'],
  [new TypeError('wrong'), 'TypeError: wrong'],
])('%p is shown as %s', (value, text) => {
  expect(renderValue(value)).toBe(text);
});

it('getters are not called', () => {
  let called = 0;
  const value = {
    get balance() {
      called++;
      throw new Error('looked at');
    },
  };
  expect(renderValue(value)).toBe('{balance: [getter]}');
  expect(renderValue(Object.defineProperty([1], 0, { get: () => called++ }))).toBe('[[getter]]');
  expect(called).toBe(0);
});

it.each([
  ['a proxy', hostile, '[proxy]'],
  ['an object that inherits from a proxy', Object.create(hostile), '{}'],
  ['an error whose name throws', named, '[getter]: message'],
])('%s is not looked at', (_case, value, text) => {
  expect(renderValue(value)).toBe(text);
});

it('a run that is recorded calls nothing of the values and keys that it records', async () => {
  const called: string[] = [];
  class Registry extends Map<unknown, unknown> {
    override has(key: unknown): boolean {
      called.push('has');
      return super.has(key);
    }
    override get [Symbol.toStringTag](): string {
      called.push('toStringTag');
      return 'Registry';
    }
  }
  const key = { toString: () => called.push('toString'), [Symbol.toPrimitive]: () => called.push('toPrimitive') };
  const trap = (name: string) => () => void called.push(name) as never;
  const proxy = new Proxy(
    {},
    {
      set: () => true,
      getOwnPropertyDescriptor: trap('descriptor'),
      getPrototypeOf: trap('prototype'),
    },
  );
  const body = instrumented(async (registry: Map<unknown, unknown>, one: unknown, other: { rows?: unknown }) => {
    registry.set(one, other);
    registry.delete(one);
    registry.get(other);
    other.rows = one;
    return other.rows;
  });
  const {
    outcome: { events },
  } = await record(() => body(new Registry(), key, proxy));
  expect(events.filter(({ type }) => type === 'access').length).toBeGreaterThan(3);
  expect(called).toEqual([]);
});

it('a schedule with such values is recorded to its end, and such errors make a finding', async () => {
  const body = instrumented(
    async (value: object, error: object) => {
      const load = async () => [value];
      const holder = { value };
      const [loaded] = await load();
      holder.value = loaded as object;
      await Promise.all([load(), load()]);
      throw error;
    },
    { environment: true },
  );
  const { outcome } = await record(() => body(hostile, named));
  expect(outcome.failure?.error).toBe(named);
  expect(outcome.events.at(-1)).toMatchObject({ type: 'end' });
  const { finding } = await runtime.api.explore(() => body(hostile, named), { iterations: 5, seed: 1 });
  expect(finding).toMatchObject({ verdict: 'bug', trace: { failure: { kind: 'error', message: 'message' } } });
  expect(() => JSON.stringify(finding?.trace)).not.toThrow();
});

it('a body that throws undefined makes a finding, too', async () => {
  const body = instrumented(async () => {
    await null;
    throw undefined;
  });
  const { finding } = await runtime.api.explore(body, { iterations: 5, seed: 1 });
  expect(finding).toMatchObject({ verdict: 'bug', error: undefined, trace: { failure: { kind: 'error' } } });
});

/** What the body accesses, as `name key value`; writes with an arrow. */
async function accessesOf(body: () => Promise<unknown>): Promise<string[]> {
  const { outcome } = await record(body);
  expect(outcome.failure).toBeNull();
  return outcome.events.flatMap((event) =>
    event.type === 'access' ? [`${event.name} ${event.key} ${event.write ? '<- ' : ''}${event.value}`] : [],
  );
}

it('private fields have their values, private getters are not called', async () => {
  const body = instrumented(async () => {
    let called = 0;
    class Wallet {
      #balance = 5;
      get #double() {
        called++;
        return 2 * this.#balance;
      }
      spend(amount: number) {
        this.#balance -= amount;
        return this.#double;
      }
      static owns(value: object) {
        return #balance in value;
      }
    }
    const wallet = new Wallet();
    wallet.spend(2);
    if (!Wallet.owns(wallet) || called !== 1) throw new Error(`called ${called} times`);
  });
  expect(await accessesOf(body)).toEqual(
    expect.arrayContaining([
      'this.#balance #balance 5',
      'this.#balance #balance <- 3',
      '#balance in value #balance true',
    ]),
  );
});

it('what is read as a whole has its contents, what is deleted is said to be', async () => {
  const body = instrumented(async () => {
    const doctors = new Set(['ann', 'ben']);
    const rooms = new Map([[1, 'ann']]);
    const list = [3, 4];
    const table: Record<string, number> = { one: 1 };
    const use = (..._: unknown[]) => {};
    await null;
    for (const doctor of doctors) use(doctor);
    use(...list, Object.keys(table), [...rooms]);
    rooms.delete(1);
    rooms.forEach(use);
    Object.assign(table, { two: 2 });
  });
  expect(await accessesOf(body)).toEqual([
    'doctors * Set(2) {"ann", "ben"}',
    'list * [3, 4]',
    'table * {one: 1}',
    'rooms * Map(1) {1 => "ann"}',
    'rooms 1 <- <deleted>',
    'rooms * Map(0) {}',
    'table * <- ',
  ]);
});
