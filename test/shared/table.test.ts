// Table, as plain data: the four kinds, and each operation. The four kinds are compared with a naive model in random runs.

import { SharedError, Table, type TableKind } from '../../src/shared';

interface Account {
  id: string;
  balance: number;
  owner?: string;
}

const accounts = (kind: TableKind = 'set') => new Table<Account, 'id'>({ key: 'id', kind, name: 'accounts' });
const ada = { id: 'ada', balance: 10 };
const bob = { id: 'bob', balance: 20 };
const code = (call: () => unknown) => {
  try {
    return call();
  } catch (error) {
    return error instanceof SharedError ? error.code : (error as Error).name;
  }
};

describe('kinds', () => {
  it.each([
    ['set', [{ id: 'ada', balance: 12 }]],
    ['orderedSet', [{ id: 'ada', balance: 12 }]],
    ['bag', [ada, { id: 'ada', balance: 12 }]],
    ['duplicateBag', [ada, ada, { id: 'ada', balance: 12 }]],
  ] as const)('a %s', (kind, expected) => {
    const table = accounts(kind);
    table.insert(ada);
    table.insert([{ ...ada }, { id: 'ada', balance: 12 }]);
    expect(table.lookup('ada')).toEqual(expected);
    expect(table.size).toBe(expected.length);
    expect(table.info()).toEqual({ name: 'accounts', kind, key: 'id', size: expected.length });
  });

  it('an ordered set is in the order of its keys: numbers, booleans, strings, lists', () => {
    const table = new Table<{ key: unknown }, 'key'>({ key: 'key', kind: 'orderedSet' });
    const keys = [['b'], 'b', 2, [1, 2], 10n, 'a', true, [1], -1, false, []];
    for (const key of keys) table.insert({ key });
    const sorted = [-1, 2, 10n, false, true, 'a', 'b', [], [1], [1, 2], ['b']];
    expect(table.toArray().map(({ key }) => key)).toEqual(sorted);
    table.insert({ key: 2n });
    expect(table.lookup(2)).toEqual([{ key: 2n }]);
    const walked: unknown[] = [];
    for (let key = table.first(); key !== undefined; key = table.next(key)) walked.push(key);
    expect(walked).toEqual(sorted);
    const back: unknown[] = [];
    for (let key = table.last(); key !== undefined; key = table.prev(key)) back.push(key);
    expect(back.reverse()).toEqual(sorted);
    expect([table.next(3), table.prev(3)]).toEqual([10n, 2]);
    expect(() => table.lookup({} as never)).toThrow(
      'table: a key of an ordered set must be a number, a bigint, a boolean, a string, or a list of these, got an object.',
    );
    expect(() => table.insert({ key: Number.NaN })).toThrow(TypeError);
  });

  it('lists are keys by their elements, other objects by identity, in the other kinds', () => {
    const table = new Table<{ key: unknown }, 'key'>({ key: 'key' });
    const object = {};
    for (const key of [['a', 1], 'a,1', '["a",1]', object, {}, null, [object]]) table.insert({ key });
    expect([['a', 1], ['a', '1'], object, {}, null, [object], '["a", 1]'].map((key) => table.member(key))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('operations', () => {
  it('rows are frozen copies', () => {
    const table = accounts();
    const row = { ...ada };
    table.insert(row);
    row.balance = 99;
    const [found] = table.lookup('ada');
    expect(found).toEqual(ada);
    expect(() => Object.assign(found as object, { balance: 5 })).toThrow(TypeError);
  });

  it('insertNew puts all in or none', () => {
    const table = accounts();
    expect(table.insertNew(ada)).toBe(true);
    expect(table.insertNew([bob, { ...ada, balance: 0 }])).toBe(false);
    expect(table.toArray()).toEqual([ada]);
    expect(table.insertNew([bob])).toBe(true);
  });

  it('lookupElement, member, take, delete, deleteObject, deleteAll', () => {
    const table = accounts('bag');
    table.insert([ada, { ...ada, balance: 11 }, bob]);
    expect(table.lookupElement('ada', 'balance')).toBe(10);
    expect(table.lookupElement('eve', 'balance', 7)).toBe(7);
    expect(code(() => table.lookupElement('eve', 'balance'))).toBe('NO_ROW');
    expect([table.member('ada'), table.member('eve')]).toEqual([true, false]);
    table.deleteObject({ id: 'ada', balance: 11 });
    table.deleteObject({ id: 'ada', balance: 12 });
    expect(table.lookup('ada')).toEqual([ada]);
    expect([table.take('ada'), table.take('ada')]).toEqual([[ada], []]);
    table.delete('bob');
    expect(table.size).toBe(0);
    table.insert(ada);
    table.deleteAll();
    expect([...table]).toEqual([]);
  });

  it('updateCounter', () => {
    const table = accounts();
    table.insert(ada);
    expect(table.updateCounter('ada', 'balance', 5)).toBe(15);
    expect(table.updateCounter('ada', 'balance', { by: 5, limit: 18, reset: 0 })).toBe(0);
    expect(table.updateCounter('ada', 'balance', { by: -5, limit: -3, reset: 1 })).toBe(1);
    expect(table.updateCounter('ada', 'balance', { by: 5, limit: 6, reset: 0 })).toBe(6);
    expect(table.updateCounter('eve', 'balance', 1, { id: 'eve', balance: 41 })).toBe(42);
    expect(table.lookup('eve')).toEqual([{ id: 'eve', balance: 42 }]);
    expect(code(() => table.updateCounter('nobody', 'balance', 1))).toBe('NO_ROW');
    expect(code(() => table.updateCounter('ada', 'id' as never, 1 as never))).toBe('NOT_A_NUMBER');
    expect(code(() => table.updateCounter('ada', 'balance', 1n as never))).toBe('NOT_A_NUMBER');
    expect(code(() => accounts('bag').updateCounter('ada', 'balance', 1))).toBe('WRONG_KIND');
    const large = new Table<{ id: number; n: bigint }>({ key: 'id' });
    large.insert({ id: 1, n: 2n ** 64n });
    expect(large.updateCounter(1, 'n', 1n)).toBe(2n ** 64n + 1n);
  });

  it('updateElement', () => {
    const table = accounts();
    expect(table.updateElement('ada', { owner: 'a' })).toBe(false);
    expect(table.updateElement('ada', { owner: 'a' }, ada)).toBe(true);
    expect(table.updateElement('ada', { balance: 3 })).toBe(true);
    expect(table.lookup('ada')).toEqual([{ id: 'ada', balance: 3, owner: 'a' }]);
    expect(() => table.updateElement('ada', { id: 'b' } as never)).toThrow("updateElement cannot change the key 'id'");
    expect(code(() => accounts('bag').updateElement('ada', {}))).toBe('WRONG_KIND');
  });

  it('match and select', () => {
    const table = accounts('bag');
    table.insert([ada, bob, { id: 'eve', balance: 10, owner: 'x' }]);
    expect(table.match({ balance: 10 }).map(({ id }) => id)).toEqual(['ada', 'eve']);
    expect(table.match({ owner: 'x', balance: 10 })).toHaveLength(1);
    expect(table.match({})).toHaveLength(3);
    type Owned = Account & { owner: string };
    const owned: readonly Readonly<Owned>[] = table.select((row): row is Owned => row.owner !== undefined);
    expect(owned.map(({ owner }) => owner.length)).toEqual([1]);
    expect(table.select(({ balance }) => balance > 5, 2)).toHaveLength(2);
    expect(table.matchDelete({ id: 'ada' })).toBe(1);
    expect(table.selectDelete(({ balance }) => balance >= 10)).toBe(2);
    expect(table.size).toBe(0);
  });

  it('next of a key that is gone cannot be told, but in an ordered set', () => {
    const table = accounts();
    table.insert([ada, bob]);
    expect([table.first(), table.next('ada'), table.next('bob'), table.prev('bob'), table.last()]).toEqual([
      'ada',
      'bob',
      undefined,
      'ada',
      'bob',
    ]);
    expect(code(() => table.next('eve'))).toBe('NO_ROW');
  });

  it('a dropped table says so', () => {
    const table = accounts();
    table.drop();
    for (const call of [() => table.insert(ada), () => table.lookup('a'), () => table.size, () => table.deleteAll()])
      expect(code(call)).toBe('DROPPED');
  });

  it('bad arguments are named', () => {
    expect(() => new Table({ key: undefined as never })).toThrow('`key` must be the name of a field, got undefined');
    expect(() => new Table({ key: 'id' as never, kind: 'Set' as never })).toThrow("got 'Set'");
    expect(() => accounts().insert(5 as never)).toThrow("a row must be an object with the field 'id', got 5");
    expect(() => accounts().insert({ balance: 5 } as never)).toThrow('got an object');
  });

  it('outside an iteration `async` gives promises', async () => {
    const table = accounts();
    const inserted = table.async.insert(ada);
    expect(table.size).toBe(0);
    await inserted;
    expect(await table.async.lookup('ada')).toEqual([ada]);
    expect(await table.async.updateCounter('ada', 'balance', 1)).toBe(11);
    await expect(table.async.lookupElement('eve', 'balance')).rejects.toThrow(
      "accounts: there is no row for the key 'eve'.",
    );
  });
});

it.each(['set', 'orderedSet', 'bag', 'duplicateBag'] as const)('a %s does what a list of rows does', (kind) => {
  let state = 12_345;
  const draw = (n: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % n;
  };
  type Row = { k: number; v: number };
  for (let run = 0; run < 40; run++) {
    const table = new Table<Row, 'k'>({ key: 'k', kind });
    let rows: Row[] = [];
    const put = (row: Row) => {
      if (kind === 'bag') rows = rows.filter((one) => one.k !== row.k || one.v !== row.v);
      const at = rows.findIndex((one) => one.k === row.k);
      if ((kind === 'set' || kind === 'orderedSet') && at >= 0) rows[at] = row;
      else rows.push(row);
    };
    for (let step = 0; step < 60; step++) {
      const row = { k: draw(5), v: draw(3) };
      const of = () => rows.filter(({ k }) => k === row.k);
      switch (draw(6)) {
        case 0:
        case 1:
          table.insert(row);
          put(row);
          break;
        case 2:
          expect(table.take(row.k)).toEqual(of());
          rows = rows.filter(({ k }) => k !== row.k);
          break;
        case 3:
          expect(table.insertNew(row)).toBe(of().length === 0);
          if (of().length === 0) put(row);
          break;
        case 4:
          table.deleteObject(row);
          rows = rows.filter(({ k, v }) => k !== row.k || v !== row.v);
          break;
        default:
          expect(table.lookup(row.k)).toEqual(of());
      }
      const keys = [...new Set(rows.map(({ k }) => k))];
      if (kind === 'orderedSet') expect(table.toArray()).toEqual([...rows].sort((a, b) => a.k - b.k));
      else expect(new Set(table.toArray().map(({ k }) => k))).toEqual(new Set(keys));
      expect(table.size).toBe(rows.length);
    }
  }
});
