import { criticalSentence } from '../../src/report/critical';
import { lateOperations } from '../../src/report/late-operations';
import { latentSentence } from '../../src/report/latent';
import { wantsColour } from '../../src/report/paint';
import { reasonOf } from '../../src/report/reason';
import type { CriticalPair } from '../../src/trace';
import { completes, failureOf, late, resume, traceOf } from './traces';

describe('the critical pair in words', () => {
  const trace = traceOf({ failure: null });
  const get = { task: '0.1', site: 'src/account.ts:7:21', operation: 'await' };
  const timer = { task: '0.2', site: 'src/fetch.ts:12:7', operation: 'timer' };
  const say = (kind: CriticalPair['kind'], decided: CriticalPair['decided'], failing = timer, passing = get) =>
    criticalSentence({ kind, decision: 0, decided, failing, passing }, trace);
  const getName = '`this.repository.load()` of task 0.1 at src/account.ts:7';
  const timerName = 'the timer `setTimeout(reject, 100)` of task 0.2 at src/fetch.ts:12';

  it('of two operations says which must come first', () => {
    expect(say('removal', 'pick')).toBe(
      `the failure needs ${timerName} to fire before ${getName} completes; the other way round the test passes.`,
    );
    expect(say('repair', 'pick')).toBe(
      `the undisturbed schedule fails; if ${getName} completes before ${timerName} fires, the test passes.`,
    );
  });

  it('of one late operation says so', () => {
    expect(say('removal', 'late')).toBe(
      `the failure needs ${getName} to complete late; if it completes at once, the test passes.`,
    );
    expect(say('repair', 'late', get, timer)).toBe(
      `the undisturbed schedule fails; if ${getName} completes late, the test passes.`,
    );
    const unknown = { ...get, task: '', operation: 'late' };
    expect(say('removal', 'late', timer, unknown)).toBe(
      'the failure needs `this.repository.load()` at src/account.ts:7 to complete late; if it completes at once, the test passes.',
    );
  });

  it('of a drawn value says so', () => {
    expect(say('removal', 'choose', get)).toBe(
      'the failure needs the value drawn by task 0.1 at src/account.ts:7; with a smaller one the test passes.',
    );
    expect(say('repair', 'choose', get)).toContain('with another value drawn by task 0.1 at src/account.ts:7');
    expect(say('repair', 'choose', { ...get, task: '' })).toContain('with another value drawn at src/account.ts:7');
  });

  it('does not claim an order of one operation with itself', () => {
    expect(say('removal', 'pick', get, get)).toBe(`the failure hangs on when ${getName} completes.`);
  });

  it('gives a timer no place that is only the last await before it was set', () => {
    expect(say('removal', 'pick', { ...get, operation: 'timer' }, { ...get, task: '0.3' })).toContain(
      'the failure needs the timer of task 0.1 to fire before `this',
    );
  });

  it('does without names where places are unknown', () => {
    const nameless = { task: '', site: '', operation: '' };
    expect(say('removal', 'pick', timer, nameless)).toContain('to fire before an operation completes');
    expect(say('removal', 'pick', nameless, timer)).toBeNull();
    expect(say('repair', 'late', nameless, timer)).toBeNull();
  });
});

describe('late operations', () => {
  const found = (...events: Parameters<typeof traceOf>[0]['events'] & object) =>
    lateOperations(traceOf({ failure: null, events }));

  it('are told only if something of another task overtook them', () => {
    expect(found(late(0, '0.1', 1), completes(1, '0.1', 1))).toEqual([]);
    expect(found(late(0, '0.1', 1), resume(0, '0.1', 5), completes(1, '0.1', 1))).toEqual([]);
    expect(found(late(0, '0.1', 1), resume(0, '0.2', 5), completes(1, '0.1', 1))).toMatchObject([
      {
        sentence:
          '`load` at test/account.test.ts:3 (task 0.1) completed after `this.repository.load()` at src/account.ts:7 (task 0.2)',
      },
    ]);
  });

  it('name the last thing that overtook them, and how long they took', () => {
    expect(
      found(late(0, '0.1', 1, 5), completes(1, '0.2', 3, 2, 1, 5), completes(2, '0.1', 1, 1, 0, 30))[0]?.sentence,
    ).toBe(
      '`load` at test/account.test.ts:3 (task 0.1) completed after `save` at test/account.test.ts:4 (task 0.2), 25 ms after it began',
    );
  });

  it('are not overtaken by what merely begins', () => {
    expect(found(late(0, '0.1', 1), resume(0, '0.2', 8), completes(1, '0.1', 1))).toEqual([]);
  });

  it('of the same place are matched in order', () => {
    const operations = found(
      late(0, '0.1', 1),
      late(0, '0.1', 1),
      completes(1, '0.1', 1),
      resume(1, '0.2', 5),
      completes(2, '0.1', 1),
    );
    expect(operations.map((one) => one.completed)).toEqual([true]);
  });

  it('may never have completed', () => {
    expect(found(late(0, '0.1', 1))).toMatchObject([{ completed: false }]);
  });
});

describe('a latent finding', () => {
  const operation = (name: string, line: number) => ({
    operation: 'x',
    function: name,
    site: `src/r.ts:${line}:1`,
    task: '0',
    completed: true,
    took: 0,
    microtasks: 0,
    sentence: '',
  });

  it('names each await once, and at most three', () => {
    expect(latentSentence([operation('get', 8), operation('get', 8)])).toBe(
      'If `get` at src/r.ts:8 ever waits for I/O, this failure can happen.',
    );
    expect(latentSentence([operation('get', 8), operation('set', 9)])).toBe(
      'If `get` at src/r.ts:8 and `set` at src/r.ts:9 ever wait for I/O, this failure can happen.',
    );
    expect(latentSentence([1, 2, 3, 4, 5].map((line) => operation('f', line)))).toContain('and 2 more ever wait');
  });

  it('says something even if no await is known', () => {
    expect(latentSentence([])).toBe('If an await in this code ever waits for I/O, this failure can happen.');
  });
});

describe('the reason', () => {
  const textOf = (failure: Parameters<typeof failureOf>[0]) => reasonOf(traceOf({ failure: failureOf(failure) })).text;

  it('says of what is no error that it is none', () => {
    expect(textOf({ kind: 'error', name: 'undefined', message: 'undefined' })).toContain(
      'undefined was thrown, which is no Error',
    );
    expect(textOf({ kind: 'error', name: 'string', message: 'oops' })).toContain(
      'the string "oops" was thrown, which is no Error',
    );
    expect(textOf({ kind: 'error', name: 'number', message: '7' })).toContain('the number 7 was thrown');
  });

  it('calls the task of the test so', () => {
    const waiting = [
      { task: '0', name: '<anonymous>', site: '' },
      { task: '0.1', name: '<anonymous>', site: '' },
    ];
    expect(textOf({ kind: 'deadlock', name: 'Error', message: '', waiting })).toContain(
      'task 0 (test) waits for something\n  task 0.1 waits',
    );
  });

  it('cuts long messages, and says so', () => {
    const message = Array.from({ length: 30 }, (_, index) => `line ${index} ${'x'.repeat(300)}`).join('\n\n');
    const lines = textOf({ kind: 'error', name: 'Error', message }).split('\n');
    expect(lines).toHaveLength(9);
    expect(lines.at(-1)).toBe('  … 22 more lines in the trace');
    for (const line of lines) expect(line.length).toBeLessThan(180);
  });

  it('of a potential deadlock does not claim certainty', () => {
    expect(textOf({ kind: 'potential-deadlock', name: 'Error', message: '' })).toContain(
      'unless something outside the control of Lockstep completes',
    );
  });

  it('lists at most eight waiting tasks', () => {
    const waiting = Array.from({ length: 20 }, (_, index) => ({ task: `0.${index}`, name: '', site: '' }));
    expect(textOf({ kind: 'deadlock', name: 'Error', message: '', waiting }).split('\n').at(-1)).toBe(
      '  … and 12 more tasks',
    );
  });

  it('of an endless loop names its place', () => {
    expect(
      textOf({ kind: 'endless-loop', name: 'Error', message: 'more than 2000 ms', site: 'src/a.ts:3:1' }),
    ).toContain('A synchronous loop did not end at src/a.ts:3.');
  });

  it('of a trace without a failure says that there is none', () => {
    expect(reasonOf(traceOf({ failure: null }))).toMatchObject({ kind: 'none', text: 'The run did not fail.' });
  });
});

describe('colour', () => {
  it('goes to terminals only, unless the environment says otherwise', () => {
    expect(wantsColour({ isTTY: true }, {})).toBe(true);
    expect(wantsColour({ isTTY: false }, {})).toBe(false);
    expect(wantsColour(undefined, {})).toBe(false);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour({ isTTY: false }, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
    expect(wantsColour({ isTTY: true }, { FORCE_COLOR: '0' })).toBe(false);
  });
});
