import type { TraceEvent } from '../../src/engine/event';
import type { Site } from '../../src/engine/sites';
import { explain } from '../../src/trace/explain';

const site = (line: number, kind: Site['kind'] = 'r'): Site => ({
  file: 'src/a.ts',
  line,
  column: 2,
  function: 'f',
  kind,
  text: '',
});
/** Site ids are line numbers; those from 100 on are calls on collections. */
const siteOf = (id: number) => (id < 0 ? undefined : site(id % 100, id >= 100 ? 'm' : 'r'));

let step = 0;
/** One access, in a step of its own: task, `read` or `write`, name, value, line, and the await that it runs behind. */
function access(
  task: string,
  how: 'read' | 'write',
  name: string,
  value: string,
  line: number,
  after = -1,
): TraceEvent {
  const [object = '', key = name] = name.split('.');
  return {
    type: 'access',
    step: ++step,
    task,
    site: line,
    object: object.charCodeAt(0),
    key,
    name: name.replace(/@\d+$/, ''),
    write: how === 'write',
    value,
    after,
  };
}
const fork = (task: string): TraceEvent => ({ type: 'fork', step: 0, task, parent: '0', name: '', site: 1, agent: 0 });
const end: TraceEvent = { type: 'end', step: 99, task: '0', site: -1, time: 0, failure: 'error' };
const sentence = (...events: TraceEvent[]) => explain(events, siteOf)?.sentence;
const kind = (...events: TraceEvent[]) => explain(events, siteOf)?.kind;

beforeEach(() => {
  step = 0;
});

describe('a lost update', () => {
  const events = () => [
    access('0.2', 'read', 'account.balance', '100', 12),
    access('0.1', 'read', 'account.balance', '100', 12),
    access('0.1', 'write', 'account.balance', '70', 14, 13),
    access('0.2', 'write', 'account.balance', '80', 14, 13),
    access('0', 'read', 'account.balance', '80', 30, 29),
    end,
  ];

  it('is told with values and lines', () => {
    expect(sentence(...events())).toBe(
      'task 0.2 read `account.balance` (100) at src/a.ts:12, task 0.1 wrote it (70) at src/a.ts:14, ' +
        'task 0.2 then wrote 80 at src/a.ts:14: computed from the old value',
    );
  });

  it('comes as data, too', () => {
    expect(explain(events(), siteOf)).toMatchObject({
      kind: 'lost-update',
      name: 'account.balance',
      accesses: [
        { task: '0.2', write: false, value: '100', site: 'src/a.ts:12:3', step: 1 },
        { task: '0.1', write: true, value: '70', site: 'src/a.ts:14:3', step: 3 },
        { task: '0.2', write: true, value: '80', site: 'src/a.ts:14:3', step: 4 },
      ],
    });
  });

  it('is none when the second task read after the first had written', () => {
    expect(
      kind(
        access('0.1', 'read', 'account.balance', '100', 12),
        access('0.1', 'write', 'account.balance', '70', 14, 13),
        access('0.2', 'read', 'account.balance', '70', 12),
        access('0.2', 'write', 'account.balance', '50', 14, 13),
      ),
    ).not.toBe('lost-update');
  });

  it('is none when the second write is not computed from what the task had read, but comes after its own write', () => {
    expect(
      kind(
        access('0.1', 'read', 'account.balance', '100', 12),
        access('0.1', 'write', 'account.balance', '70', 14, 13),
        access('0.2', 'write', 'account.balance', '5', 14, 13),
        access('0.1', 'write', 'account.balance', '80', 16, 15),
      ),
    ).not.toBe('lost-update');
  });

  it('is none of two tasks that write different objects or keys', () => {
    expect(
      kind(
        access('0.1', 'read', 'account.balance', '1', 12),
        access('0.2', 'write', 'account.owner', '2', 14),
        access('0.2', 'write', 'box.balance', '2', 14),
        access('0.1', 'write', 'account.balance', '3', 14),
      ),
    ).toBeUndefined();
  });

  it('of a counter that is read again only after its check is a check that no longer held', () => {
    expect(
      sentence(
        access('0.1', 'read', 'pool.running', '0', 5),
        access('0.2', 'read', 'pool.running', '0', 5),
        access('0.1', 'read', 'pool.running', '0', 8, 6),
        access('0.1', 'write', 'pool.running', '1', 8, 6),
        access('0.2', 'read', 'pool.running', '1', 8, 6),
        access('0.2', 'write', 'pool.running', '2', 8, 6),
      ),
    ).toBe(
      'task 0.2 read `pool.running` (0) at src/a.ts:5, task 0.1 wrote it (1) at src/a.ts:8, task 0.2 then wrote 2 at src/a.ts:8: what it had checked no longer held',
    );
  });
});

describe('check-then-act', () => {
  it('is a write after nothing was found, where another wrote in between', () => {
    expect(
      sentence(
        access('0.1', 'read', 'cache.a', 'undefined', 4),
        access('0.2', 'read', 'cache.a', 'undefined', 4),
        access('0.1', 'write', 'cache.a', '"one"', 6, 5),
        access('0.2', 'write', 'cache.a', '"two"', 6, 5),
      ),
    ).toBe(
      'task 0.2 read `cache.a` (undefined) at src/a.ts:4, task 0.1 wrote it ("one") at src/a.ts:6, task 0.2 then wrote "two" at src/a.ts:6: what it had checked no longer held',
    );
  });

  it('on a Map names the entry, and no value where none is known', () => {
    const onMap = (task: string, how: 'read' | 'write', line: number) =>
      ({ ...access(task, how, 'cache', 'undefined', line + 100), key: 'a' }) as TraceEvent;
    expect(
      sentence(onMap('0.1', 'read', 4), onMap('0.2', 'read', 4), onMap('0.1', 'write', 6), onMap('0.2', 'write', 6)),
    ).toBe(
      'task 0.2 read `cache[a]` (undefined) at src/a.ts:4, task 0.1 wrote it at src/a.ts:6, task 0.2 then wrote it at src/a.ts:6: what it had checked no longer held',
    );
  });

  it('is not inferred from a binding, whose value is not recorded', () => {
    expect(
      explain(
        [
          access('0.1', 'read', 'count', 'undefined', 4),
          access('0.2', 'write', 'count', 'undefined', 5),
          access('0.1', 'write', 'count', 'undefined', 6, 5),
        ],
        siteOf,
      ),
    ).toMatchObject({ kind: 'lost-update', sentence: expect.not.stringContaining('undefined') });
  });
});

describe('an order violation', () => {
  it('is a read before anything was written', () => {
    expect(
      sentence(access('0.1', 'read', 'config.url', 'undefined', 4), access('0.2', 'write', 'config.url', '"x"', 9)),
    ).toBe(
      'task 0.1 read `config.url` (undefined) at src/a.ts:4, task 0.2 wrote it ("x") at src/a.ts:9: it was read before it was set',
    );
  });

  it('is a read after another task has removed what was there', () => {
    expect(
      sentence(
        access('0.1', 'write', 'pool.client', '[Client]', 3),
        access('0.2', 'write', 'pool.client', 'null', 8),
        access('0.1', 'read', 'pool.client', 'null', 5, 4),
      ),
    ).toBe(
      'task 0.2 wrote `pool.client` (null) at src/a.ts:8, task 0.1 read it (null) at src/a.ts:5: it was read after it was gone',
    );
  });

  it('is the older writer coming last', () => {
    const events = (late: string, early: string) => [
      fork('0.1'),
      fork('0.2'),
      access(early, 'write', 'store.results', '"new"', 7, 6),
      access(late, 'write', 'store.results', '"old"', 7, 6),
      end,
    ];
    expect(sentence(...events('0.1', '0.2'))).toBe(
      'task 0.2 wrote `store.results` ("new") at src/a.ts:7, task 0.1 wrote it ("old") at src/a.ts:7: the one that began first came last',
    );
    expect(kind(...events('0.2', '0.1'))).toBe('conflict');
    const atOnce = events('0.1', '0.2').map((event) => (event.type === 'access' ? { ...event, after: -1 } : event));
    expect(kind(...atOnce)).toBe('conflict');
    const counted = events('0.1', '0.2');
    counted.splice(3, 0, access('0.1', 'read', 'store.results', '"new"', 7, 6));
    expect(kind(...counted)).toBe('conflict');
    const unknown = events('0.1', '0.2').map((event) => (event.type === 'access' ? { ...event, value: '' } : event));
    expect(kind(...unknown)).toBe('order-violation');
  });
});

describe('weaker explanations', () => {
  it('a stale read: the reader never looked again', () => {
    expect(sentence(access('0.1', 'read', 'flag.on', '1', 4), access('0.2', 'write', 'flag.on', '2', 9))).toBe(
      'task 0.1 read `flag.on` (1) at src/a.ts:4, task 0.2 wrote it (2) at src/a.ts:9: the reader went on with the old value',
    );
  });

  it('no stale read of a value that was written as it was', () => {
    expect(kind(access('0.1', 'read', 'flag.on', '1', 4), access('0.2', 'write', 'flag.on', '1', 9))).toBe('conflict');
  });

  it('the conflicting pair nearest to the failure', () => {
    expect(
      sentence(
        access('0.1', 'write', 'a.x', '1', 4),
        access('0.2', 'read', 'a.x', '1', 5),
        access('0.3', 'read', 'a.x', '1', 6),
      ),
    ).toBe(
      'task 0.1 wrote `a.x` (1) at src/a.ts:4, task 0.3 read it (1) at src/a.ts:6: the last use of the same state by two tasks before the failure',
    );
  });

  it.each([
    ['nothing was accessed', []],
    ['only one task accesses', [access('0.1', 'read', 'a.x', '1', 1), access('0.1', 'write', 'a.x', '2', 1)]],
    ['nobody writes', [access('0.1', 'read', 'a.x', '1', 1), access('0.2', 'read', 'a.x', '1', 1)]],
  ])('nothing where %s', (_, events) => {
    expect(explain([...events, end], siteOf)).toBeNull();
  });
});

describe('what is no race', () => {
  it('bindings of a function that every task writes before it reads: each call has its own', () => {
    const release = (task: string, name: string) => [
      access(task, 'write', name, 'undefined', 4),
      access(task, 'read', name, 'undefined', 6, 5),
    ];
    const both = (name: string) => [...release('0.1', name), ...release('0.2', name)];
    expect(explain(both('release@3'), siteOf)).toBeNull();
    expect(explain(both('ofTheModule'), siteOf)).not.toBeNull();
  });

  it('what a task and the one that waits for it do one after the other', () => {
    expect(
      explain(
        [
          access('0', 'write', 'a.x', '1', 1),
          access('0.1', 'write', 'a.x', '2', 2),
          access('0', 'read', 'a.x', '2', 3),
        ],
        siteOf,
      ),
    ).toBeNull();
    expect(
      explain(
        [
          access('0.1', 'write', 'a.x', '1', 1),
          access('0.1', 'write', 'a.x', 'null', 2),
          access('0', 'read', 'a.x', 'null', 3),
        ],
        siteOf,
      ),
    ).toBeNull();
    expect(
      explain([access('0.1', 'read', 'a.x', '1', 1), access('0.10', 'write', 'a.x', '2', 2)], siteOf),
    ).not.toBeNull();
  });

  it('entries of a collection whose keys are objects, which cannot be told apart', () => {
    const entry = (task: string, how: 'read' | 'write') =>
      ({ ...access(task, how, 'cache', '1', 104), key: '[object Object]' }) as TraceEvent;
    expect(explain([entry('0.1', 'read'), entry('0.2', 'write'), entry('0.1', 'write')], siteOf)).toBeNull();
  });

  it('the state of helpers that run down-levelled async functions', () => {
    const events = [
      access('0.1', 'read', 'x.label', '1', 4),
      access('0.2', 'write', 'x.label', '2', 5),
      access('0.1', 'write', 'x.label', '3', 6),
    ];
    expect(explain(events, siteOf)).not.toBeNull();
    expect(explain(events, () => ({ ...site(1), file: 'node_modules/tslib/tslib.js' }))).toBeNull();
    expect(explain(events, () => ({ ...site(1), function: '__generator' }))).toBeNull();
  });

  it('a mere conflict on bindings of a function, outside the test: they may be those of two calls', () => {
    const binding = (task: string, how: 'read' | 'write', line: number) =>
      ({ ...access(task, how, 'done', 'undefined', line), key: 'done@3' }) as TraceEvent;
    const events = [binding('0.1', 'read', 4), binding('0.2', 'write', 5)];
    expect(explain(events, siteOf, { testFile: 'test/a.test.ts' })).toBeNull();
    expect(explain(events, siteOf, { testFile: 'src/a.ts' })?.name).toBe('done');
  });

  it('a mere conflict, where only strong explanations are wanted', () => {
    const events = [access('0.1', 'write', 'a.x', '1', 4), access('0.2', 'write', 'a.x', '2', 5)];
    expect(explain(events, siteOf)?.kind).toBe('conflict');
    expect(explain(events, siteOf, { strong: true })).toBeNull();
  });
});

describe('among several races', () => {
  const lostUpdate = (name: string, one: string, other: string) => [
    access(one, 'read', name, '0', 2),
    access(other, 'write', name, '1', 3),
    access(one, 'write', name, '2', 4, 3),
  ];

  it('the stronger kind wins over the nearer one', () => {
    expect(
      explain(
        [
          ...lostUpdate('a.x', '0.1', '0.2'),
          access('0.1', 'write', 'b.y', '1', 8),
          access('0.2', 'read', 'b.y', '1', 9),
        ],
        siteOf,
      )?.name,
    ).toBe('a.x');
  });

  it('the nearer to the failure wins among equals', () => {
    const events = [...lostUpdate('a.x', '0.1', '0.2'), ...lostUpdate('b.y', '0.1', '0.2')];
    expect(explain(events, siteOf)?.name).toBe('b.y');
  });

  it('that of the tasks of the critical pair wins', () => {
    const events = [...lostUpdate('a.x', '0.1', '0.2'), ...lostUpdate('b.y', '0.3', '0.4')];
    const operation = (task: string) => ({ task, site: '', operation: 'await' });
    const critical = {
      kind: 'removal',
      decision: 0,
      decided: 'pick',
      failing: operation('0.2'),
      passing: operation('0.1'),
    } as const;
    expect(explain(events, siteOf, { critical })?.name).toBe('a.x');
  });

  it('that which ends in the failing step wins', () => {
    const events = [...lostUpdate('a.x', '0.1', '0.2'), ...lostUpdate('b.y', '0.1', '0.2')];
    expect(explain(events, siteOf, { failStep: 3 })?.name).toBe('a.x');
  });

  it('that which the message mentions wins', () => {
    const events = [...lostUpdate('a.stock', '0.1', '0.2'), ...lostUpdate('b.y', '0.1', '0.2')];
    expect(explain(events, siteOf, { message: 'stock must not be negative' })?.name).toBe('a.stock');
  });
});
