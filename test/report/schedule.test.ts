import { scheduleLines } from '../../src/report/schedule';
import type { Trace } from '../../src/trace';
import { decision, end, failureOf, fires, late, read, resume, suspend, traceOf, write } from './traces';

const failure = failureOf({ kind: 'error', name: 'Error', message: 'x' });
const timer = (delay: number, time: number): Trace['events'][0] => ({
  type: 'timer',
  step: 0,
  task: '0',
  site: 5,
  delay,
  cleared: false,
  time,
});
const texts = (...events: Trace['events']) =>
  scheduleLines(traceOf({ failure, events }), null).map((line) => line.text);

describe('the lines of a schedule, from its decisions alone', () => {
  const linesOf = (...decisions: Trace['decisions']) => scheduleLines(traceOf({ failure: null, decisions }), null);
  const load = 'test/account.test.ts:3:3';

  it('stand in the columns of their tasks, those of late operations and drawn values, too', () => {
    const lines = linesOf(
      decision('late', 2, 1, '0.1', load, 'completion'),
      decision('late', 2, 0, '0.2', load, 'completion'),
      decision('choose', 6, 3, '0.2', '', 'choose'),
    );
    expect(lines.map(({ task, text }) => [task, text])).toEqual([
      ['0.1', 'load is delayed'],
      ['0.2', 'load completes at once'],
      ['0.2', 'draws 3 of 6'],
    ]);
  });

  it('have no task where the trace does not know it', () => {
    const [line] = linesOf(decision('late', 2, 1, '', load, 'late'));
    expect(line).toMatchObject({ task: '', text: 'load is delayed', place: 'test/account.test.ts:3' });
  });

  it('say of a timer that it fires, of an immediate that it runs', () => {
    expect(
      linesOf(decision('pick', 2, 1, '0.1', '', 'timer'), decision('pick', 2, 0, '0.1', '', 'immediate')).map(
        ({ text }) => text,
      ),
    ).toEqual(['timer fires (option 2 of 2)', 'immediate runs (option 1 of 2)']);
  });
});

describe('the lines of a schedule', () => {
  it('tell only accesses to state that tasks share', () => {
    expect(texts(read(0, '0.1', 2, '1'), write(0, '0.1', 4, '2', -1))).toEqual([]);
    expect(texts(read(0, '0.1', 2, '1'), write(0, '0.2', 4, '2', -1))).toEqual([
      'reads this.balance: 1',
      'writes this.balance = 2',
    ]);
  });

  it('join equal lines that follow each other', () => {
    expect(texts(suspend(0, '0.1', 5), suspend(0, '0.1', 5), suspend(0, '0.1', 5), suspend(0, '0.2', 5))).toEqual([
      'waits for this.repository.load() (3 times)',
      'waits for this.repository.load()',
    ]);
  });

  it('tell how a function begins, a delay, a rejection', () => {
    const threw: Trace['events'][0] = {
      type: 'resume',
      step: 1,
      task: '0.1',
      site: 5,
      threw: true,
      value: 'Error:\n  no',
    };
    expect(texts(resume(0, '0.1', 1), late(0, '0.1', 1), threw)).toEqual([
      'begins load',
      'load is delayed',
      'this.repository.load() threw Error: no',
    ]);
  });

  it('call a timer that is delayed by the call that set it, not by the await before it', () => {
    const delayed = (site: number) => texts({ ...late(0, '0.1', site), kind: 'timer' } as Trace['events'][0]);
    expect(delayed(11)).toEqual(['setTimeout(reject, 100) is delayed']);
    expect(delayed(5)).toEqual(['timer is delayed']);
  });

  it('tell which timer fires, by its delay, and when', () => {
    expect(
      texts(
        timer(30, 0),
        timer(10, 0),
        fires(1, '0.1', 5, 0),
        timer(5, 10),
        fires(2, '0.2', 5, 10),
        fires(3, '0.3', 5, 15),
        end(3, '0', 'x', 30),
      ),
    ).toEqual([
      'sets a timer of 30 ms',
      'sets a timer of 10 ms',
      'timer of 10 ms fires',
      'sets a timer of 5 ms',
      'timer of 5 ms fires, at 15 ms',
      'timer of 30 ms fires',
      '<-- FAILED HERE',
    ]);
  });

  it('do not tell what the test itself throws: the failure follows', () => {
    const throws: Trace['events'][0] = { type: 'return', step: 1, task: '0', site: 1, threw: true, value: 'Error: x' };
    expect(texts(throws, end(1, '0', 'x'))).toEqual(['<-- FAILED HERE']);
    expect(texts(throws, suspend(1, '0.1', 5))).toContain('throws Error: x');
  });

  it('put a failure of no task into the column of the last line', () => {
    const lines = scheduleLines(traceOf({ failure, events: [suspend(0, '0.2', 5), end(0, '', 'deadlock')] }), null);
    expect(lines.at(-1)).toMatchObject({ task: '0.2', mark: 'failed' });
  });

  it('mark the critical decision', () => {
    const operation = { task: '', site: '', operation: '' };
    const decisions = [
      { kind: 'late', options: 2, choice: 1, task: '', site: '', operation: 'late', hash: 0 },
    ] as const;
    const critical = { kind: 'removal', decision: 0, decided: 'late', failing: operation, passing: operation } as const;
    const trace = traceOf({ failure, decisions, critical, events: [suspend(0, '0.1', 5), late(0, '0.1', 1)] });
    expect(scheduleLines(trace, null).map((line) => line.mark)).toEqual([null, 'critical']);
  });
});
