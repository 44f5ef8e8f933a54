// Causes of a failure as the difference between a failing run and a passing one: which state or function is named, and as what.

import type { TraceEvent } from '../../src/engine/event';
import type { Site } from '../../src/engine/sites';
import { type ExplainInput, explainDifference } from '../../src/trace';

const FILES = ['test/a.test.ts', 'src/own.ts', 'node_modules/subject/index.js', 'node_modules/carrier/index.js'];
/** Site ids: the hundreds are the file, from 1000 on they are functions. */
const siteOf = (id: number): Site | undefined =>
  id < 0
    ? undefined
    : {
        file: FILES[Math.floor((id % 1000) / 100)] as string,
        line: id % 100,
        column: 0,
        function: `f${id % 1000}`,
        kind: id >= 1000 ? 'f' : 'r',
        text: '',
      };
const TEST = 0;
const OWN = 100;
const SUBJECT = 200;
const CARRIER = 300;

/** `0.1 r cache.a undefined @7` with the base of the file: one access in a step of its own. */
function run(...lines: readonly (readonly [base: number, text: string])[]): TraceEvent[] {
  const events = lines.map(([base, text], index): TraceEvent => {
    const [task = '', how, name = '', value = '', line = '@0'] = text.split(' ');
    const site = base + Number(line.slice(1));
    const step = index + 1;
    if (how === 'begin') return { type: 'resume', step, task, site: site + 1000, threw: false, value: '' };
    if (how === 'return') return { type: 'return', step, task, site: site + 1000, threw: false, value: '' };
    const [object = '', key = name] = name.split('.');
    const write = how === 'w';
    return { type: 'access', step, task, site, object: object.charCodeAt(0), key, name, write, value, after: -1 };
  });
  return [...events, { type: 'end', step: 99, task: '0', site: -1, time: 0, failure: 'error' }];
}

function causes(failing: TraceEvent[], passing: TraceEvent[] | null, changes: Partial<ExplainInput> = {}) {
  const failure = { kind: 'error', message: 'failed' } as const;
  const testFiles = new Set([FILES[0] as string]);
  const recorded = (events: TraceEvent[]) => ({ events, promises: [] });
  const runs = { failing: recorded(failing), passing: passing && recorded(passing) };
  const input = { ...runs, waiting: [], overlap: null, isDrawn: false, siteOf, testFiles, failure, ...changes };
  return explainDifference(input).causes;
}

const first = (...input: Parameters<typeof causes>) => {
  const [race] = causes(...input);
  return race && `${race.kind} ${race.name}`;
};

describe('kinds', () => {
  it('a lost update', () => {
    const failing = run(
      [OWN, '0.1 r account.balance 100 @1'],
      [OWN, '0.2 r account.balance 100 @1'],
      [OWN, '0.1 w account.balance 80 @2'],
      [OWN, '0.2 w account.balance 70 @2'],
    );
    const passing = run(
      [OWN, '0.1 r account.balance 100 @1'],
      [OWN, '0.1 w account.balance 80 @2'],
      [OWN, '0.2 r account.balance 80 @1'],
      [OWN, '0.2 w account.balance 50 @2'],
    );
    expect(first(failing, passing)).toBe('lost-update account.balance');
  });

  it('check-then-act', () => {
    const failing = run(
      [OWN, '0.1 r cache.a undefined @1'],
      [OWN, '0.2 r cache.a undefined @1'],
      [OWN, '0.1 w cache.a 1 @2'],
      [OWN, '0.2 w cache.a 2 @2'],
    );
    const passing = run([OWN, '0.1 r cache.a undefined @1'], [OWN, '0.1 w cache.a 1 @2'], [OWN, '0.2 r cache.a 1 @1']);
    expect(first(failing, passing)).toBe('check-then-act cache.a');
  });

  it('a stale write', () => {
    const failing = run(
      [OWN, '0.2 w box.shown "ab" @1'],
      [OWN, '0.1 w box.shown "a" @1'],
      [TEST, '0 r box.shown "a" @9'],
    );
    const passing = run(
      [OWN, '0.1 w box.shown "a" @1'],
      [OWN, '0.2 w box.shown "ab" @1'],
      [TEST, '0 r box.shown "ab" @9'],
    );
    expect(first(failing, passing)).toBe('stale-write box.shown');
  });

  it('an order violation: read before it was set', () => {
    const failing = run([OWN, '0.1 r session.ready false @1'], [OWN, '0.2 w session.ready true @2']);
    const passing = run([OWN, '0.2 w session.ready true @2'], [OWN, '0.1 r session.ready true @1']);
    expect(first(failing, passing)).toBe('order-violation session.ready');
  });

  it('an order violation: read after it was gone', () => {
    const failing = run([OWN, '0.2 w view.node null @2'], [OWN, '0.1 r view.node null @1']);
    const passing = run([OWN, '0.1 r view.node {} @1'], [OWN, '0.2 w view.node null @2']);
    expect(causes(failing, passing)[0]?.sentence).toMatch(/: it was read after it was gone$/);
  });

  it('a stale read', () => {
    const failing = run([OWN, '0.1 r token.value "old" @1'], [OWN, '0.2 w token.value "new" @2']);
    const passing = run([OWN, '0.2 w token.value "new" @2'], [OWN, '0.1 r token.value "new" @1']);
    expect(first(failing, passing)).toBe('stale-read token.value');
  });

  it('a double execution, with both starts', () => {
    const failing = run([OWN, '0.1 begin - - @1'], [OWN, '0.2 begin - - @1'], [OWN, '0.1 return - - @1']);
    const passing = run([OWN, '0.1 begin - - @1'], [OWN, '0.1 return - - @1'], [OWN, '0.2 begin - - @1']);
    expect(causes(failing, passing)[0]?.sentence).toBe(
      'task 0.1 started `f101` at src/own.ts:1, task 0.2 started it again at src/own.ts:1: the first had not ended',
    );
  });

  it('a leak: a counter that is not changed back, by a task that is over', () => {
    const failing = run([OWN, '0.1 r pool.free 1 @1'], [OWN, '0.1 return - - @5'], [TEST, '0 r pool.free 0 @9']);
    const passing = run(
      [OWN, '0.1 r pool.free 1 @1'],
      [OWN, '0.1 r pool.free 0 @2'],
      [OWN, '0.1 w pool.free 1 @2'],
      [TEST, '0 r pool.free 1 @9'],
    ).map((event) => ({ ...event, step: event.task === '0.1' ? 1 : event.step }));
    expect(first(failing, passing)).toBe('leak pool.free');
  });

  it('a limit that holds in no order: the number that was looked at before one more was started', () => {
    const failing = run(
      [SUBJECT, '0.1 r queue.length 0 @1'],
      [TEST, '0.1 begin - - @5'],
      [SUBJECT, '0.2 r queue.length 1 @1'],
      [TEST, '0.2 begin - - @5'],
    );
    expect(first(failing, null)).toBe('limit queue.length');
  });
});

describe('what is named first', () => {
  /** The same check-then-act on a place of each of two files. */
  const both = (guilty: number, other: number, name: string, otherName: string) =>
    [
      run(
        [other, `0.1 r ${otherName} undefined @1`],
        [other, `0.2 r ${otherName} undefined @1`],
        [guilty, `0.1 r ${name} undefined @3`],
        [guilty, `0.2 r ${name} undefined @3`],
        [guilty, `0.1 w ${name} 1 @4`],
        [guilty, `0.2 w ${name} 2 @4`],
        [other, `0.1 w ${otherName} 1 @2`],
        [other, `0.2 w ${otherName} 2 @2`],
      ),
      run(
        [other, `0.1 r ${otherName} undefined @1`],
        [guilty, `0.1 r ${name} undefined @3`],
        [guilty, `0.1 w ${name} 1 @4`],
        [other, `0.1 w ${otherName} 1 @2`],
        [other, `0.2 r ${otherName} 1 @1`],
        [guilty, `0.2 r ${name} 1 @3`],
      ),
    ] as const;

  it.each([
    ['the code under test before the Set of the fake', OWN, TEST],
    ['the code under test before a package that carries it', OWN, SUBJECT],
    ['the package under test before the test', SUBJECT, TEST],
  ])('%s', (_, guilty, other) => {
    expect(first(...both(guilty, other, 'cache.a', 'set.a'))).toBe('check-then-act cache.a');
  });

  it('the package that is reached first before those that it uses', () => {
    const [failing, passing] = both(SUBJECT, CARRIER, 'cache.a', 'lru.a');
    const reached: TraceEvent = { type: 'resume', step: 0, task: '0', site: SUBJECT + 1050, threw: false, value: '' };
    expect(first([reached, ...failing], [reached, ...passing])).toBe('check-then-act cache.a');
  });

  /** A counter that each task changes in one go, beside a lost update. */
  const counted = (name: string, base: number) => {
    const step = (task: string, from: number, at: number) =>
      run([base, `${task} r ${name} ${from} @1`], [base, `${task} w ${name} ${from + 1} @1`])
        .slice(0, 2)
        .map((event) => ({ ...event, step: at }));
    const update = (task: string, how: string, value: number) =>
      run([base, `${task} ${how} account.balance ${value} @${how === 'r' ? 5 : 6}`]).slice(0, 1);
    const failing = [
      ...step('0.2', 0, 1),
      ...step('0.1', 1, 2),
      ...update('0.1', 'r', 0),
      ...update('0.2', 'r', 0),
      ...update('0.1', 'w', 1),
      ...update('0.2', 'w', 1),
    ];
    const passing = [
      ...step('0.1', 0, 1),
      ...step('0.2', 1, 2),
      ...update('0.1', 'r', 0),
      ...update('0.1', 'w', 1),
      ...update('0.2', 'r', 1),
      ...update('0.2', 'w', 2),
    ];
    return [failing, passing] as const;
  };

  it.each([
    ['the counter of the test', 'running', TEST],
    ['a version counter of the code', 'store.version', OWN],
    ['a counter of a package', 'ids.next', SUBJECT],
  ])('the state that was raced for before %s, although it differs earlier', (_, name, base) => {
    expect(first(...counted(name, base))).toBe('lost-update account.balance');
  });

  it('not what the failed assertion reads, which shows the failure only', () => {
    const failing = run([TEST, '0.1 r live.value 0 @1'], [TEST, '0.2 w live.value 1 @2'], [TEST, '0 r shown 0 @9']).map(
      (event) => (event.task === '0' ? { ...event, step: 99 } : event),
    );
    const passing = run([TEST, '0.2 w live.value 1 @2'], [TEST, '0.1 r live.value 1 @1'], [TEST, '0 r shown 1 @9']);
    expect(first(failing, passing)).toBe('stale-read live.value');
  });
});

describe('from what the failure may have been computed', () => {
  /** Two stale reads; the test reads `shown`, which the task writes that has read `used`. */
  const reads = (isFailing: boolean) => {
    const read = (name: string, value: string): [number, string] => [OWN, `0.1 r ${name}.v ${value} @1`];
    const other: [number, string][] = [
      [OWN, '0.3 w unused.v 1 @2'],
      [OWN, '0.3 w yused.v 1 @2'],
    ];
    const value = isFailing ? '0' : '1';
    const own: [number, string][] = [
      [OWN, `0.2 r unused.v ${value} @3`],
      read('yused', value),
      [OWN, `0.1 w shown.v ${value} @4`],
    ];
    const lines = isFailing ? [...own, ...other] : [...other, ...own];
    return run(...lines, [TEST, `0 r shown.v ${value} @9`]);
  };

  it('comes before what differs earlier and matters to nobody', () => {
    expect(causes(reads(true), reads(false)).map(({ name }) => name)).toEqual(['yused.v', 'unused.v']);
  });

  it('where a write is missing, what its task had read', () => {
    const failing = run(
      [OWN, '0.2 r unused.v 0 @3'],
      [OWN, '0.1 r gate.open false @1'],
      [OWN, '0.3 w gate.open true @2'],
      [OWN, '0.3 w unused.v 1 @2'],
      [TEST, '0 r log.v 0 @9'],
    );
    const passing = run(
      [OWN, '0.3 w gate.open true @2'],
      [OWN, '0.3 w unused.v 1 @2'],
      [OWN, '0.2 r unused.v 1 @3'],
      [OWN, '0.1 r gate.open true @1'],
      [OWN, '0.1 w log.v 1 @4'],
      [TEST, '0 r log.v 1 @9'],
    );
    expect(first(failing, passing)).toBe('order-violation gate.open');
  });
});

describe('collections as a whole', () => {
  it('what reads all entries is told apart by a write of one', () => {
    const failing = run([OWN, '0.1 r room.* Set(0) @1'], [OWN, '0.2 w room.ann true @2']);
    const passing = run([OWN, '0.2 w room.ann true @2'], [OWN, '0.1 r room.* Set(1) @1']);
    expect(first(failing, passing)).toBe('stale-read room.*');
  });

  it('what is put in after a look overwrites nothing', () => {
    const failing = run(
      [OWN, '0.1 r seats.* [] @1'],
      [OWN, '0.2 r seats.* [] @1'],
      [OWN, '0.1 w seats.*  @2'],
      [OWN, '0.2 w seats.*  @2'],
    );
    const passing = run(
      [OWN, '0.1 r seats.* [] @1'],
      [OWN, '0.1 w seats.*  @2'],
      [OWN, '0.2 r seats.* [1] @1'],
      [OWN, '0.2 w seats.*  @2'],
    );
    expect(first(failing, passing)).toBe('check-then-act seats.*');
  });

  it('the length of a list is one with its contents', () => {
    const failing = run([OWN, '0.1 r queue.length 0 @1'], [OWN, '0.2 w queue.*  @2']);
    const passing = run([OWN, '0.2 w queue.*  @2'], [OWN, '0.1 r queue.length 1 @1']);
    expect(first(failing, passing)).toBe('stale-read queue.length');
  });
});

it('a rollback that brings an old value back is a lost update', () => {
  const events = run(
    [OWN, '0.1 r list.items [a] @1'],
    [OWN, '0.1 w list.items [A] @2'],
    [OWN, '0.2 r list.items [A] @1'],
    [OWN, '0.2 w list.items [AB] @2'],
    [OWN, '0.1 w list.items [a] @4'],
  );
  expect(causes(events, null)[0]).toMatchObject({
    kind: 'lost-update',
    sentence: expect.stringMatching(/task 0\.1 then wrote \[a\] .*: it brought the old value back$/),
  });
});

describe('a function of the test that runs twice at a time', () => {
  const begin = (task: string) => [TEST, `${task} begin - - @5`] as const;
  const end = (task: string) => [TEST, `${task} return - - @5`] as const;
  const counter = (isTorn: boolean) => [
    [OWN, '0 r running 0 @1'] as const,
    ...(isTorn ? [] : [[OWN, '0.1 r running 0 @2'] as const, [OWN, '0.1 w running 1 @2'] as const]),
    [OWN, `0 r running ${isTorn ? 0 : 1} @1`] as const,
    ...(isTorn ? [[OWN, '0.1 r running 0 @2'] as const, [OWN, '0.1 w running 1 @2'] as const] : []),
    [OWN, '0.2 r running 1 @2'] as const,
    [OWN, '0.2 w running 2 @2'] as const,
  ];

  it('is told by the check that let it, although that is the same in both runs', () => {
    const torn = counter(true);
    const failing = run(...torn, begin('0.1'), begin('0.2'), end('0.1'), end('0.2'));
    const passing = run(...torn, begin('0.1'), end('0.1'), begin('0.2'), end('0.2'));
    const [cause] = causes(failing, passing);
    expect(cause).toMatchObject({ kind: 'check-then-act', name: 'running' });
    expect(cause?.accesses.map(({ task, write }) => `${task} ${write ? 'w' : 'r'}`)).toEqual(['0 r', '0.1 w', '0.2 w']);
  });
});

it('a counter that goes up and down and ends with another value has leaked', () => {
  const go = (task: string, from: number, to: number, at: number) =>
    run([OWN, `${task} r pool.taken ${from} @${at}`], [OWN, `${task} w pool.taken ${to} @${at}`])
      .slice(0, 2)
      .map((event) => ({ ...event, step: at }));
  const look = run([OWN, '0 r pool.taken 1 @9']);
  const failing = [...go('0', 0, 1, 1), ...go('0', 1, 0, 2), ...go('0', 0, 1, 3), ...look];
  const passing = [...go('0', 0, 1, 1), ...go('0', 1, 0, 2), ...run([OWN, '0 r pool.taken 0 @9'])];
  expect(causes(failing, passing)[0]).toMatchObject({
    kind: 'leak',
    name: 'pool.taken',
    sentence: expect.stringMatching(/it ends with 1, and with 0 in a schedule that passes$/),
  });
});

describe('a pattern that both runs have', () => {
  const update = run(
    [OWN, '0.1 r account.balance 100 @1'],
    [OWN, '0.2 r account.balance 100 @1'],
    [OWN, '0.1 w account.balance 80 @2'],
    [OWN, '0.2 w account.balance 70 @2'],
  );
  const check = run(
    [OWN, '0.1 r cache.a undefined @1'],
    [OWN, '0.2 r cache.a undefined @1'],
    [OWN, '0.1 w cache.a 1 @2'],
    [OWN, '0.2 w cache.a 2 @2'],
  );

  it('is named if an update is lost in any case: in the other run the test does not look at it', () => {
    expect(first(update, update)).toBe('lost-update account.balance');
  });

  it('is not named if it may be harmless, unless no schedule passes', () => {
    expect(causes(check, check)).toEqual([]);
    expect(first(check, null)).toBe('check-then-act cache.a');
  });
});

describe('nothing is named', () => {
  it('if what was read is the same in both runs', () => {
    const events = run([OWN, '0.1 r cache.a undefined @1'], [OWN, '0.2 w cache.a 1 @2']);
    expect(causes(events, events)).toEqual([]);
  });

  it('if a read differs only because an earlier one does', () => {
    const failing = run([OWN, '0.1 w sum.total 1 @1'], [TEST, '0 r sum.total 1 @9']);
    const passing = run([OWN, '0.1 w sum.total 2 @1'], [TEST, '0 r sum.total 2 @9']);
    expect(causes(failing, passing)).toEqual([]);
  });

  it('of a flag that the last call of the test writes', () => {
    const failing = run(
      [OWN, '0.3 w consumer.stopped false @1'],
      [OWN, '0 r consumer.stopped false @2'],
      [OWN, '0 w consumer.stopped true @3'],
    );
    expect(causes(failing, failing)).toEqual([]);
  });

  it('of a deadlock: who waits for what explains it', () => {
    const failing = run([OWN, '0.1 r a.x undefined @1'], [OWN, '0.2 w a.x 1 @2']);
    const passing = run([OWN, '0.2 w a.x 1 @2'], [OWN, '0.1 r a.x 1 @1']);
    expect(causes(failing, passing, { failure: { kind: 'deadlock', message: '' } })).toEqual([]);
    expect(causes(failing, passing)).not.toEqual([]);
  });

  it('that one run lacks, if the runs differ in a value that was drawn', () => {
    const failing = run([OWN, '0 r a.x 0 @1']);
    const passing = run([OWN, '0.1 w a.x 1 @2'], [OWN, '0 r a.x 1 @1']);
    expect(causes(failing, passing, { isDrawn: true })).toEqual([]);
    expect(causes(failing, passing)).not.toEqual([]);
  });
});

it('a result that is old when it arrives is a stale read of what was changed meanwhile', () => {
  const late = (isLate: boolean): TraceEvent => ({
    type: 'latency',
    step: 2,
    task: '0.1',
    site: 1001,
    kind: 'completion',
    late: isLate,
    time: 0,
  });
  const completes: TraceEvent = {
    type: 'step',
    step: 4,
    task: '0.1',
    site: 1001,
    kind: 'completion',
    time: 0,
    options: 1,
    choice: 0,
  };
  const [begin, read, write, end] = run(
    [TEST, '0.1 begin - - @1'],
    [TEST, '0.1 r live.value 0 @2'],
    [TEST, '0.2 w live.value 1 @3'],
  ) as [TraceEvent, TraceEvent, TraceEvent, TraceEvent];
  const failing = [begin, read, late(true), write, completes, end];
  const passing = [begin, read, late(false), write, end];
  expect(first(failing, passing)).toBe('stale-read live.value');
  expect(causes(failing, failing)).toEqual([]);
});
