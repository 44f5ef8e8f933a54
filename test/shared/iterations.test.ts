// Shared structures in iterations: operations are recorded, `async` ones take their time, races between them are found and named.

import { runtime } from '../../src/runtime';
import { AtomicArray, PersistentTerm, Table } from '../../src/shared';
import { outcomeOf, record } from '../support/iterate';
import { instrumented } from '../support/program';

const { explore, pause } = runtime.api;

const shared = { AtomicArray, PersistentTerm, Table, pause };
type Shared = typeof shared;

const options = { seed: 1, iterations: 400, timeBudget: 0, shrink: 500 };

async function verdictOf(program: (given: Shared) => Promise<void>): Promise<string> {
  const body = instrumented(program);
  const { finding, unearned } = await explore(() => body(shared), options);
  if (finding === null) return unearned ?? 'passed';
  return `${finding.verdict}: ${finding.trace.failure?.message}`;
}

const TWINS: Readonly<
  Record<string, readonly [racy: (given: Shared) => Promise<void>, correct: (given: Shared) => Promise<void>]>
> = {
  'a counter that is read and written': [
    async ({ Table }) => {
      const table = new Table<{ id: string; n: number }>({ key: 'id' });
      table.insert({ id: 'hits', n: 0 });
      const hit = async () => {
        const n = await table.async.lookupElement('hits', 'n');
        await table.async.updateElement('hits', { n: n + 1 });
      };
      await Promise.all([hit(), hit()]);
      const n = table.lookupElement('hits', 'n');
      if (n !== 2) throw new Error(`lost: ${n}`);
    },
    async ({ Table }) => {
      const table = new Table<{ id: string; n: number }>({ key: 'id' });
      const hit = () => table.async.updateCounter('hits', 'n', 1, { id: 'hits', n: 0 });
      await Promise.all([hit(), hit(), hit()]);
      const n = table.lookupElement('hits', 'n');
      if (n !== 3) throw new Error(`lost: ${n}`);
    },
  ],
  'member before insert, and insertNew': [
    async ({ Table }) => {
      const table = new Table<{ id: string; owner: number }>({ key: 'id', kind: 'orderedSet' });
      const claims: number[] = [];
      const claim = async (owner: number) => {
        if (await table.async.member('seat')) return;
        await table.async.insert({ id: 'seat', owner });
        claims.push(owner);
      };
      await Promise.all([claim(1), claim(2)]);
      if (claims.length !== 1) throw new Error('claimed twice');
    },
    async ({ Table }) => {
      const table = new Table<{ id: string; owner: number }>({ key: 'id', kind: 'orderedSet' });
      const claims: number[] = [];
      const claim = async (owner: number) => {
        if (await table.async.insertNew({ id: 'seat', owner })) claims.push(owner);
      };
      await Promise.all([claim(1), claim(2)]);
      if (claims.length !== 1) throw new Error('claimed twice');
    },
  ],
  'synchronous operations with an await between them': [
    async ({ Table, pause }) => {
      const table = new Table<{ id: string; n: number }>({ key: 'id' });
      table.insert({ id: 'a', n: 10 });
      const withdraw = async () => {
        const [row] = table.lookup('a');
        await pause('audit');
        table.insert({ id: 'a', n: (row?.n ?? 0) - 1 });
      };
      await Promise.all([withdraw(), withdraw()]);
      if (table.lookupElement('a', 'n') !== 8) throw new Error('lost withdrawal');
    },
    async ({ Table, pause }) => {
      const table = new Table<{ id: string; n: number }>({ key: 'id' });
      table.insert({ id: 'a', n: 10 });
      const withdraw = async () => {
        await pause('audit');
        const [row] = table.lookup('a');
        table.insert({ id: 'a', n: (row?.n ?? 0) - 1 });
      };
      await Promise.all([withdraw(), withdraw()]);
      if (table.lookupElement('a', 'n') !== 8) throw new Error('lost withdrawal');
    },
  ],
  'an atomic array, read and put': [
    async ({ AtomicArray }) => {
      const array = new AtomicArray(1);
      const add = async () => array.async.put(0, (await array.async.get(0)) + 1n);
      await Promise.all([add(), add()]);
      if (array.get(0) !== 2n) throw new Error('lost');
    },
    async ({ AtomicArray }) => {
      const array = new AtomicArray(1);
      const add = async () => {
        for (;;) {
          const seen = await array.async.get(0);
          if ((await array.async.compareExchange(0, seen, seen + 1n)) === seen) return;
        }
      };
      await Promise.all([add(), add(), array.async.addGet(0)]);
      if (array.get(0) !== 3n) throw new Error('lost');
    },
  ],
  'a term that is made on demand': [
    async ({ PersistentTerm }) => {
      let made = 0;
      const get = async () => {
        if ((await PersistentTerm.async.get('made', null)) !== null) return;
        made++;
        await PersistentTerm.async.put('made', true);
      };
      await Promise.all([get(), get()]);
      if (made !== 1) throw new Error('made twice');
    },
    async ({ PersistentTerm, pause }) => {
      let made = 0;
      const get = async () => {
        await pause('before');
        if (PersistentTerm.get('made', null) !== null) return;
        made++;
        PersistentTerm.put('made', true);
      };
      await Promise.all([get(), get()]);
      if (made !== 1) throw new Error('made twice');
    },
  ],
};

describe.each(Object.entries(TWINS))('%s', (_, [racy, correct]) => {
  it('is found', async () => {
    expect(await verdictOf(racy)).toMatch(/^bug: (?:Error: )?(?:lost|claimed|made)/);
  });

  it('its correct twin is silent', async () => {
    expect(await verdictOf(correct)).toBe('passed');
  });
});

it('accesses have the operation, the key, and the place of the call', async () => {
  const body = instrumented(async ({ Table }: Shared) => {
    const table = new Table<{ id: string; n: number }>({ key: 'id' });
    table.insert({ id: 'a', n: 1 });
    table.lookup('a');
    await table.async.take('a');
    return table.size;
  });
  const { outcome } = await record(() => body(shared));
  const accesses = outcome.events.flatMap((event) =>
    event.type === 'access' && event.name.startsWith('Table.') ? [event] : [],
  );
  expect(accesses.map(({ name, key, write }) => `${name} ${key} ${write}`)).toEqual([
    'Table.insert a true',
    'Table.lookup a false',
    'Table.take a false',
    'Table.take a true',
    'Table.size * false',
  ]);
});

it('what an iteration puts into PersistentTerm is gone when it is over', async () => {
  PersistentTerm.put('before', 1);
  PersistentTerm.put('kept', 1);
  const seen: unknown[] = [];
  const body = instrumented(async ({ PersistentTerm }: Shared, note: (value: unknown) => void) => {
    note([PersistentTerm.get('before'), PersistentTerm.get('inside', 'none'), PersistentTerm.info().count]);
    PersistentTerm.put('inside', 1);
    PersistentTerm.put('before', 2);
    note([PersistentTerm.erase('kept'), PersistentTerm.get('kept', 'erased'), PersistentTerm.info().count]);
  });
  for (const iteration of [0, 1]) await outcomeOf(() => body(shared, (value) => seen.push(value)), { iteration });
  expect(seen).toEqual(
    [...Array(2)].flatMap(() => [
      [1, 'none', 2],
      [true, 'erased', 2],
    ]),
  );
  expect([PersistentTerm.get('before'), PersistentTerm.get('kept'), PersistentTerm.get('inside', 'none')]).toEqual([
    1,
    1,
    'none',
  ]);
  PersistentTerm.erase('before');
  PersistentTerm.erase('kept');
});

it('the same seed comes to the same', async () => {
  const body = instrumented(TWINS['a counter that is read and written']?.[0] as (given: Shared) => Promise<void>);
  const once = async () => (await explore(() => body(shared), options)).finding?.trace.decisions;
  expect(await once()).toEqual(await once());
});
