import type { TraceEvent } from '../../src/engine/event';
import { renderReport } from '../../src/report';
import { jsonReport } from '../../src/report/json';
import { scheduleLines } from '../../src/report/schedule';
import { schedulePicture } from '../../src/report/schedule-picture';
import { sequenceDiagram } from '../../src/report/sequence-diagram';
import type { Trace } from '../../src/trace';
import { end, failureOf, findingOf, fork, sources, suspend, traceOf } from './traces';

const failure = failureOf({ kind: 'error', name: 'Error', message: 'x' });
/** The first task of an agent has its name. */
const starts = (task: string, name: string, agent: number): TraceEvent =>
  ({ ...fork(task, name, 7), agent }) as TraceEvent;
const send = (step: number, task: string, message: number, port: number): TraceEvent => ({
  type: 'send',
  step,
  task,
  site: 5,
  message,
  port,
});
const deliver = (step: number, task: string, message: number, port: number): TraceEvent => ({
  ...(send(step, task, message, port) as Extract<TraceEvent, { message: number }>),
  type: 'deliver',
});
const arrives = (step: number, task: string): TraceEvent => ({
  type: 'step',
  step,
  task,
  kind: 'message',
  site: 7,
  time: 0,
  options: 2,
  choice: 0,
});
const tell = (step: number, task: string, name: string): TraceEvent => ({ type: 'tell', step, task, site: 7, name });

const two: TraceEvent[] = [
  starts('0.1', 'events of worker a.js', 0),
  starts('0.2', 'worker a.js', 1),
  send(0, '0', 1, 2),
  arrives(1, '0.2'),
  deliver(1, '0.2', 1, 2),
  send(1, '0.2', 2, 1),
  arrives(2, '0.1'),
  tell(2, '0.1', 'exit'),
];
const traceWith = (...events: TraceEvent[]): Trace =>
  traceOf({ failure, events: [...events, end(3, '0', 'error: x')] });
const texts = (...events: TraceEvent[]) =>
  scheduleLines(traceWith(...events), null).map(({ task, place, text }) => [task, place, text]);

describe('a schedule of several agents', () => {
  it('tells each message by its number, from whom to whom, in one line for its step', () => {
    expect(texts(...two)).toEqual([
      ['0', 'src/account.ts:7', '#1 → agent 1'],
      ['0.2', '', '→ #1 from main, sent at src/account.ts:7'],
      ['0.2', 'src/account.ts:7', '#2 → not delivered by the end'],
      ['0.1', '', '→ `exit` of worker a.js'],
      ['0', '', '<-- FAILED HERE'],
    ]);
  });

  it('says to whom a message goes that is not delivered, if another has come there', () => {
    expect(texts(...two, send(2, '0', 3, 2)).at(-2)).toEqual([
      '0',
      'src/account.ts:7',
      '#3 → agent 1, not delivered by the end',
    ]);
  });

  it('names all receivers of a broadcast, and tasks of the sender by their ids', () => {
    const broadcast = [
      send(0, '0', 1, 0),
      arrives(1, '0.2'),
      deliver(1, '0.2', 1, 2),
      arrives(2, '0.3'),
      deliver(2, '0.3', 1, 3),
    ];
    const told = texts(starts('0.2', 'worker a.js', 1), starts('0.3', 'message', 0), ...broadcast);
    expect(told.map(([, , text]) => text)).toEqual([
      '#1 → agent 1, task 0.3',
      '→ #1 from main, sent at src/account.ts:7',
      '→ #1 from task 0, sent at src/account.ts:7',
      '<-- FAILED HERE',
    ]);
  });

  it('tells what is taken without a step of its own, too', () => {
    expect(texts(starts('0.2', 'worker a.js', 1), send(0, '0.2', 1, 1), deliver(0, '0', 1, 1))[1]).toEqual([
      '0',
      '',
      '→ #1 from agent 1, sent at src/account.ts:7',
    ]);
  });

  it('has a column for each agent, and tasks where an agent has several', () => {
    const text = renderReport({ finding: findingOf(traceWith(...two)), tracePath: null, sources });
    expect(text.slice(text.indexOf('Schedule:')).split('\n').slice(1, 7)).toEqual([
      '      main                  agent 1 a.js (0.2)',
      '   0  0 test: account.ts:7 #1 → agent 1',
      '   1                        → #1 from main, sent at src/account.ts:7',
      '                            account.ts:7 #2 → not delivered by the end',
      '   2  0.1: → `exit` of worker a.js',
      '   3  0: <-- FAILED HERE',
    ]);
  });

  it('becomes a list where there are more agents than columns', () => {
    const six = [1, 2, 3, 4, 5, 6].flatMap((agent) => [
      starts(`0.${agent}`, 'worker a.js', agent),
      suspend(0, `0.${agent}`, 5),
    ]);
    const text = renderReport({ finding: findingOf(traceWith(...six)), tracePath: null, sources });
    expect(text).toMatch(/^ {6}agent 6 {2}account\.ts:7 waits for this\.repository\.load\(\)$/m);
  });

  it('is data, too, with the tasks of each agent', () => {
    const { agents } = jsonReport({ finding: findingOf(traceWith(...two)), tracePath: null });
    expect(agents).toEqual([
      { agent: 0, name: 'main', tasks: ['0', '0.1'] },
      { agent: 1, name: 'worker a.js', tasks: ['0.2'] },
    ]);
  });

  it('has an arrow for each delivery in pictures, and lanes by agent', () => {
    const { arrows, lanes, bars } = schedulePicture(traceWith(...two));
    expect(lanes).toEqual(['main: 0 test', 'main: 0.1 events of worker a.js', 'agent 1 a.js: 0.2 worker a.js']);
    const labels = arrows.map(({ from, to }) => [bars[from]?.label, bars[to]?.label]);
    expect(labels).toContainEqual(['#1 → agent 1', '→ #1 from main, sent at src/account.ts:7']);
    expect(sequenceDiagram(traceWith(...two)).split('\n')).toEqual([
      'sequenceDiagram',
      '  participant p0 as main',
      '  participant p1 as agent 1 a.js',
      '  Note over p0: 0: src/account.ts:7 #35;1 → agent 1',
      '  p0-)p1: 0.2: → #35;1 from main, sent at src/account.ts:7',
      '  Note over p1: 0.2: src/account.ts:7 #35;2 → not delivered by the end',
      '  Note over p0: 0.1: → `exit` of worker a.js',
      '  Note over p0: 0: #60;-- FAILED HERE',
      '',
    ]);
  });
});

describe('a schedule of one agent', () => {
  const one = [send(0, '0', 1, 2), starts('0.1', 'message', 0), arrives(1, '0.1'), deliver(1, '0.1', 1, 2)];

  it('tells messages in its own words, in columns of tasks', () => {
    expect(texts(...one).map(([, , text]) => text)).toEqual([
      'sends message 1',
      'message arrives',
      'receives message 1',
      '<-- FAILED HERE',
    ]);
    const text = renderReport({ finding: findingOf(traceWith(...one)), tracePath: null, sources });
    expect(text).toMatch(/^ {6}0 test +0\.1 message$/m);
    expect(text).not.toContain('agent');
    expect(jsonReport({ finding: findingOf(traceWith(...one)), tracePath: null }).agents).toEqual([]);
  });
});
