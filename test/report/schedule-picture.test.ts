// A schedule as a picture: who did what when, who waited, what raced.

import { schedulePicture } from '../../src/report';
import { CASES } from './cases';
import { resume } from './traces';

const traceOfCase = (name: string) => (CASES[name] as (typeof CASES)[string]).trace;

describe('of a lost update', () => {
  const picture = schedulePicture(traceOfCase('lost-update'));
  const bars = picture.bars.map(({ lane, label, start, end }) => `${lane}: ${label} ${start}-${end}`);

  it('has a lane for each task and a bar for each event worth telling; who awaits has one until it goes on', () => {
    expect(bars).toMatchInlineSnapshot(`
[
  "0.1 withdraw: reads this.balance: 100 1-1",
  "0.1 withdraw: load is delayed 2-2",
  "0.1 withdraw: waits for this.repository.load() 3-12",
  "0.2 withdraw: reads this.balance: 100 5-5",
  "0.2 withdraw: waits for this.repository.load() 6-7",
  "0 test: waits for Promise.all([account.withdraw(20), account.with… 7-16",
  "0.2 withdraw: writes this.balance = 70 9-9",
  "0.2 withdraw: waits for this.repository.save(balance - amount) 10-10",
  "0.1 withdraw: load completes 12-12",
  "0.1 withdraw: writes this.balance = 80 14-14",
  "0.1 withdraw: waits for this.repository.save(balance - amount) 15-15",
  "0 test: <-- FAILED HERE 18-18",
]
`);
  });

  it('begins with the failure, and outlines what raced', () => {
    expect(picture.bars[picture.focus ?? -1]).toMatchObject({ state: 'failed', lane: '0 test' });
    const outlined = picture.outlined.map((number) => picture.bars[number]?.label);
    expect(outlined).toEqual([
      'reads this.balance: 100',
      'writes this.balance = 70',
      'writes this.balance = 80',
      '<-- FAILED HERE',
    ]);
  });

  it('says of each access that raced what it did', () => {
    expect(picture.sections.map(({ heading }) => heading)).toEqual(['Race', 'What raced', 'Critical decision']);
    const list = picture.sections[1];
    if (list?.kind !== 'bars') throw new Error('expected a list of bars');
    expect(list.bars.map(({ bar, text }) => [picture.bars[bar]?.lane, text])).toMatchInlineSnapshot(`
[
  [
    "0.1 withdraw",
    "task 0.1 read \`this.balance\` (100) at test/account.test.ts:3",
  ],
  [
    "0.2 withdraw",
    "task 0.2 wrote it (70) at test/account.test.ts:4",
  ],
  [
    "0.1 withdraw",
    "task 0.1 then wrote 80 at test/account.test.ts:4: computed from the old value",
  ],
]
`);
  });

  it('marks the critical decision', () => {
    expect(picture.marks).toEqual([{ owner: 'critical', label: 'load is delayed', value: '', start: 2, end: 2 }]);
  });

  it('puts the test above the tasks that it starts', () => {
    expect(picture.lanes).toEqual(['0 test', '0.1 withdraw', '0.2 withdraw']);
  });

  it('can be told by file, by place and by step', () => {
    expect(picture.bars[0]).toMatchObject({
      group: 'test/account.test.ts',
      values: ['test/account.test.ts:3'],
      step: { number: 0, link: '#step-0' },
    });
  });
});

it('a wait that never ends has no end', () => {
  const { bars } = schedulePicture(traceOfCase('deadlock'));
  const endless = bars.filter(({ end }) => end === Number.POSITIVE_INFINITY);
  expect(endless.map(({ lane, label }) => `${lane}: ${label}`)).toMatchInlineSnapshot(`
[
  "0.1 transfer: waits for ever for from.acquire()",
  "0.2 transfer: waits for ever for from.acquire()",
  "0 test: waits for ever for Promise.all([account.withdraw(20), account.with…",
  "0.1 transfer: waits for ever for to.acquire()",
  "0.2 transfer: waits for ever for to.acquire()",
]
`);
});

it('the test begins, and arrows lead from what a task did last to the first thing that the task it started did', () => {
  const trace = traceOfCase('lost-update');
  const { arrows, bars } = schedulePicture({ ...trace, events: [resume(0, '0', 8), ...trace.events] });
  expect(bars[0]).toMatchObject({ lane: '0 test', label: 'begins', start: 0, end: 0 });
  expect(arrows.map(({ from, to }) => [bars[from], bars[to]].map((bar) => `${bar?.lane}: ${bar?.label}`))).toEqual([
    ['0 test: begins', '0.1 withdraw: reads this.balance: 100'],
    ['0 test: begins', '0.2 withdraw: reads this.balance: 100'],
  ]);
});

it('a trace without events is a picture without bars', () => {
  const trace = { ...traceOfCase('lost-update'), events: [] };
  expect(schedulePicture(trace)).toMatchObject({ bars: [], focus: null, outlined: [] });
});
