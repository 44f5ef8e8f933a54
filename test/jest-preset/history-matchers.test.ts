// The matchers for histories: what they take, when they fail, and what a failure says. In a ctest they are tested by docs/checkers.md.

import { historyMatchers } from '../../jest-preset/history-matchers';
import { History, HistoryRecorder, illegal, models } from '../../src/checkers';
import type { FailedHistory } from '../../src/trace';

expect.extend(historyMatchers);

const events = (value: number) => [
  { process: 0, type: 'invoke' as const, f: 'write', value: 1 },
  { process: 0, type: 'ok' as const, f: 'write', value: undefined },
  { process: 1, type: 'invoke' as const, f: 'read', value: undefined },
  { process: 1, type: 'ok' as const, f: 'read', value },
];
const fine = History.fromEvents(events(1));
const bad = History.fromEvents(events(2));

/** What an expectation has thrown. */
function thrownBy(expectation: () => void): Error & { matcherResult?: { failedHistory?: FailedHistory } } {
  try {
    expectation();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('toBeLinearizable', () => {
  it.each<[string, unknown]>([
    ['a history', fine],
    ['events', events(1)],
    ['operations', [{ process: 0, f: 'write', input: 1, call: 0, return: 1 }]],
    ['a history of another copy of the class', { operations: [...fine.operations], annotations: [] }],
    ['no events', []],
  ])('takes %s', (_, received) => {
    expect(received).toBeLinearizable(models.register());
  });

  it('takes a recorder', async () => {
    const recorder = new HistoryRecorder();
    await recorder.op(0, 'write', 1, () => undefined);
    await recorder.op(1, 'read', undefined, () => 2);
    expect(recorder).not.toBeLinearizable(models.register());
    expect(thrownBy(() => expect(recorder).toBeLinearizable(models.register())).message).toContain('read -> 2');
  });

  it.each([
    [null, 'null'],
    [7, 'number'],
    [{}, 'an object'],
    [[7], 'an object'],
  ])('refuses %j', (received, what) => {
    expect(() => expect(received).toBeLinearizable(models.register())).toThrow(
      `toBeLinearizable(register) expects a History, a HistoryRecorder, or an array of events or operations, got ${what}`,
    );
  });

  it('refuses to go without a model', () => {
    expect(() => expect(fine).toBeLinearizable(undefined as never)).toThrow(
      'The criterion linearizable needs a model: expected `model` to be a model, such as models.register(), or the name of one, got undefined',
    );
  });

  it('shows what contradicts what', () => {
    expect(thrownBy(() => expect(bad).toBeLinearizable(models.register())).message).toMatchInlineSnapshot(`
"expect(history).toBeLinearizable(register)

VIOLATION (linearizable, model register): no order of the operations explains every result

process 0 [#0 write 1]
process 1             [=#1 read -> 2=]

[--] from call to return   [==] named by the result

The longest legal order found (1): #0 write 1
State after it: 1
#1 read -> 2 (process 1) has to come before anything that was called after its return.
What could be next, and why it cannot be:
  - #1 read -> 2 (process 1): read 2, but the register holds 1"
`);
  });

  it('carries the history to the report, in a form that lockstep check reads', () => {
    const { matcherResult } = thrownBy(() => expect(bad).toBeLinearizable(models.register()));
    expect(matcherResult?.failedHistory).toMatchObject({
      criterion: 'linearizable',
      model: 'register',
      verdict: 'violation',
      events: expect.arrayContaining(['{"process":1,"type":"ok","f":"read","value":2}']),
    });
  });

  it('says the same however often it is asked', () => {
    const messages = Array.from(
      { length: 3 },
      () => thrownBy(() => expect(bad).toBeLinearizable(models.register())).message,
    );
    expect(new Set(messages).size).toBe(1);
  });

  it('carries no events where a value has no notation, and is refused all the same', () => {
    const never = { name: 'never', init: () => 0, step: () => illegal('it never can'), signature: () => 0 };
    const odd = [...events(1), { process: 2, type: 'invoke' as const, f: 'read', value: () => 1 }];
    const { matcherResult } = thrownBy(() => expect(odd).toBeLinearizable(never));
    expect(matcherResult?.failedHistory?.events).toEqual([]);
  });

  it('.not', () => {
    expect(bad).not.toBeLinearizable(models.register());
    expect(() => expect(fine).not.toBeLinearizable(models.register())).toThrow(
      'expect(history).not.toBeLinearizable(register)\n\nExpected a violation, but: ',
    );
  });

  it('.not shows the history and the order that explains it', () => {
    expect(thrownBy(() => expect(fine).not.toBeLinearizable(models.register())).message).toMatchInlineSnapshot(`
"expect(history).not.toBeLinearizable(register)

Expected a violation, but: an order that explains every result was found and replayed

process 0 [#0 write 1]
process 1             [#1 read -> 1]

[--] from call to return

An order that explains it: #0 write 1, #1 read -> 1"
`);
    expect(thrownBy(() => expect([]).not.toBeLinearizable(models.register())).message).toBe(
      'expect(history).not.toBeLinearizable(register)\n\nExpected a violation, but: an order that explains every result was found and replayed',
    );
  });

  it('shows of a large history the fewest operations that contradict each other, and the faults among them', () => {
    const writes = Array.from({ length: 30 }, (_, value) => [
      { process: 0, type: 'invoke' as const, f: 'write', value },
      { process: 0, type: 'ok' as const, f: 'write' },
    ]).flat();
    const stale = [
      { process: 'nemesis', type: 'info' as const, f: 'heal' },
      { process: 1, type: 'invoke' as const, f: 'read' },
      { process: 1, type: 'ok' as const, f: 'read', value: 28 },
    ];
    const { message } = thrownBy(() => expect([...writes, ...stale]).toBeLinearizable(models.register()));
    expect(message).toMatchInlineSnapshot(`
"expect(history).toBeLinearizable(register)

VIOLATION (linearizable, model register): no order of the operations explains every result

nemesis                               (heal)
process 0 [#28 write 28][#29 write 29]
process 1                                   [#30 read -> 28]

[--] from call to return   (#) fault or remark

These contradict each other, whenever and whether the other operations took effect:
  #28 write 28 (process 0)
  #29 write 29 (process 0)
  #30 read -> 28 (process 1)

The longest legal order found (30): 18 before, then #18 write 18, #19 write 19, #20 write 20, #21
  write 21, #22 write 22, #23 write 23, #24 write 24, #25 write 25, #26 write 26, #27 write 27, #28
  write 28, #29 write 29
State after it: 29
#30 read -> 28 (process 1) has to come before anything that was called after its return.
What could be next, and why it cannot be:
  - #30 read -> 28 (process 1): read 28, but the register holds 29"
`);
  });

  it.each<[string, unknown, string]>([
    ['a factory', models.register, '[function register]; call it to get a model'],
    ['a model without step', { name: 'none', init: () => 0 }, 'which has no function `step`'],
  ])('refuses %s', (_, model, message) => {
    expect(() => expect(fine).toBeLinearizable(model as never)).toThrow(message);
  });
});

describe('a check that is not decided', () => {
  const processes = Array.from({ length: 13 }, (_, process) => process);
  const hard = [
    ...processes.map((process) => ({ process, type: 'invoke' as const, f: 'increment', value: 2 ** process })),
    ...processes.map((process) => ({ process, type: 'ok' as const, f: 'increment', value: undefined })),
    { process: 99, type: 'invoke' as const, f: 'read', value: undefined },
    { process: 99, type: 'ok' as const, f: 'read', value: 2 ** 21 },
  ];
  const budget = { maxConfigurations: 1000 };

  it('fails, and so does .not', () => {
    const message = 'counter)\n\nNot decided: the budget of 1000 configurations has ended';
    expect(() => expect(hard).toBeLinearizable(models.counter(), budget)).toThrow(message);
    expect(() => expect(hard).not.toBeLinearizable(models.counter(), budget)).toThrow(message);
    expect(() => expect(hard).toBeLinearizable(models.counter(), budget)).toThrow('Raise `maxConfigurations`');
  });

  it('passes if that is accepted, with a warning if one is wanted', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    try {
      expect(hard).toBeLinearizable(models.counter(), { ...budget, unknown: 'pass' });
      expect(hard).not.toBeLinearizable(models.counter(), { ...budget, unknown: 'pass' });
      expect(warn).not.toHaveBeenCalled();
      expect(hard).toBeLinearizable(models.counter(), { ...budget, unknown: 'warn' });
      expect(warn.mock.calls).toEqual([[expect.stringContaining('Not decided')]]);
    } finally {
      warn.mockRestore();
    }
  });

  it('refuses another answer', () => {
    expect(() => expect(fine).toBeLinearizable(models.register(), { unknown: 'ok' as never })).toThrow(
      'toBeLinearizable(register) expects `unknown` to be one of fail, warn, pass, got ok',
    );
    expect(() => expect(fine).toBeLinearizable(models.register(), 7 as never)).toThrow(
      'toBeLinearizable(register) expects its options to be an object, got 7',
    );
  });
});

describe('the other criteria', () => {
  const stale = History.fromEvents([
    { process: 0, type: 'invoke', f: 'write', value: 1 },
    { process: 0, type: 'ok', f: 'write', value: undefined },
    { process: 0, type: 'invoke', f: 'write', value: 2 },
    { process: 0, type: 'ok', f: 'write', value: undefined },
    { process: 1, type: 'invoke', f: 'read', value: undefined },
    { process: 1, type: 'ok', f: 'read', value: 1 },
  ]);

  it('judge by themselves', () => {
    expect(stale).not.toBeLinearizable(models.register());
    expect(stale).toBeSequentiallyConsistent(models.register());
    expect(stale).toBeCausallyConsistent();
    expect(stale).toBeCausallyConsistent({ variant: 'CM' });
    expect(bad).not.toBeSequentiallyConsistent(models.register());
    expect(bad).not.toBeCausallyConsistent({ variant: 'CCv' });
  });

  it('session guarantees, all or one', () => {
    const write = (process: number, input: unknown, call: number) => ({
      process,
      f: 'write',
      input,
      call,
      return: call,
    });
    const read = (process: number, output: unknown, call: number) => ({
      process,
      f: 'read',
      output,
      call,
      return: call,
    });
    const back = [write(0, 1, 0), write(0, 2, 1), read(1, 2, 2), read(1, 1, 3)];
    expect(back).not.toSatisfySessionGuarantees();
    expect(back).toSatisfySessionGuarantees({ guarantee: 'read-your-writes' });
    expect([read(0, 7, 0)]).toSatisfySessionGuarantees({ initial: 7 });
    expect([read(0, 7, 0)]).not.toSatisfySessionGuarantees();
    expect([read(0, 7, 0)]).toBeCausallyConsistent({ initial: 7 });
  });

  it('transactions, by level', () => {
    const txn = (process: number, ...micro: [f: string, key: string, value: unknown][]) => [
      {
        process,
        type: 'invoke' as const,
        f: 'txn',
        value: micro.map(([f, key, value]) => [f, key, f === 'r' ? null : value]),
      },
      { process, type: 'ok' as const, f: 'txn', value: micro },
    ];
    const serial = [...txn(0, ['append', 'x', 1]), ...txn(1, ['r', 'x', [1]])];
    expect(serial).toSatisfyIsolation();
    expect(serial).toSatisfyIsolation('strict-serializable');
    const late = [...txn(0, ['append', 'x', 1]), ...txn(1, ['r', 'x', []]), ...txn(2, ['r', 'x', [1]])];
    expect(late).toSatisfyIsolation('serializable');
    expect(late).not.toSatisfyIsolation('strict-serializable');
    expect(() => expect(serial).toSatisfyIsolation('serialisable' as never)).toThrow("did you mean 'serializable'?");
  });

  it('refuse a variant that there is not', () => {
    expect(() => expect(fine).toBeCausallyConsistent({ variant: 'CX' as never })).toThrow(
      'toBeCausallyConsistent expects `variant` to be one of CC, CCv, CM, got CX',
    );
  });
});
