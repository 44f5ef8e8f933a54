// A kind of operations is one row of the table: a row that is added is read by whoever says something about operations.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceEvent } from '../../src/engine/event';
import type { OperationKind } from '../../src/engine/operation';
import * as table from '../../src/engine/operation-kinds';
import { criticalSentence } from '../../src/report/critical';
import { lateOperations } from '../../src/report/late-operations';
import { scheduleLines } from '../../src/report/schedule';
import { operationPlace } from '../../src/report/site-lookup';
import { parseTrace, stringifyTrace, type TraceDecision } from '../../src/trace';
import { completes, decision, end, failureOf, late, resume, traceOf } from './traces';

jest.mock('../../src/engine/operation-kinds', () => {
  const actual = jest.requireActual('../../src/engine/operation-kinds');
  const port = {
    noun: 'port',
    one: 'a port',
    happens: 'delivers',
    happen: 'deliver',
    isHosts: false,
    isTimed: false,
    isControlled: true,
  };
  Object.assign(actual.OPERATION_KINDS, { port, tide: { ...port, noun: 'tide', isHosts: true } });
  return { ...actual, OPERATION_KIND_NAMES: Object.keys(actual.OPERATION_KINDS) };
});

const port = 'port' as OperationKind;
const failure = failureOf({ kind: 'error', name: 'Error', message: 'x' });
const runs = (kind: string, site: number): TraceEvent => ({
  ...(completes(1, '0.1', site) as Extract<TraceEvent, { type: 'step' }>),
  kind: kind as OperationKind,
});
const linesOf = (...events: TraceEvent[]) => scheduleLines(traceOf({ failure: null, events }), null);

test('the types of the table and of operations have the same kinds', () => {
  const same: [OperationKind, table.OperationKind] extends [table.OperationKind, OperationKind] ? true : false = true;
  expect(same).toBe(true);
});

describe('a kind that was added to the table', () => {
  it('is told of in the schedule', () => {
    expect(linesOf(runs('port', -1)).map((line) => line.text)).toEqual(['port delivers']);
    expect(linesOf(runs('port', 5)).map((line) => line.text)).toEqual(['this.repository.load() delivers']);
    const delayed = { ...late(0, '0.1', -1), kind: port } as TraceEvent;
    expect(linesOf(delayed).map((line) => line.text)).toEqual(['port is delayed']);
  });

  it('is called what it is, without the place of an await, if it belongs to the host', () => {
    expect(linesOf(runs('tide', 5))).toMatchObject([{ text: 'tide delivers', place: '' }]);
    expect(operationPlace('tide', traceOf({ failure: null }).sites[5])).toBe('');
  });

  it('is told of in the critical pair', () => {
    const operation = (kind: string, site: string) => ({ task: '0.1', site, operation: kind });
    const say = (kind: string) =>
      criticalSentence(
        {
          kind: 'removal',
          decision: 0,
          decided: 'pick',
          failing: operation(kind, 'src/account.ts:7:21'),
          passing: operation(kind, ''),
        },
        traceOf({ failure: null }),
      );
    expect(say('port')).toBe(
      'the failure needs `this.repository.load()` of task 0.1 at src/account.ts:7 to deliver before a port of task 0.1 delivers; the other way round the test passes.',
    );
    expect(say('tide')).toContain('the tide of task 0.1 to deliver before the tide of task 0.1 delivers');
  });

  it('is told of where operations were overtaken', () => {
    const sentences = lateOperations(
      traceOf({ failure: null, events: [late(0, '0.2', -1), runs('tide', -1), end(1, '0', 'error')] }),
    ).map((one) => one.sentence);
    expect(sentences).toEqual(['an operation (task 0.2) had not completed when the test failed']);
    const overtaken = [late(0, '0.2', -1), runs('tide', -1), { ...runs('completion', -1), task: '0.2' }];
    expect(lateOperations(traceOf({ failure: null, events: overtaken }))[0]?.sentence).toBe(
      'an operation (task 0.2) completed after the tide (task 0.1)',
    );
  });

  it('is told of where only decisions are known', () => {
    const decisions: TraceDecision[] = [
      decision('late', 2, 1, '0.1', '', 'port'),
      decision('late', 2, 0, '0.1', '', 'port'),
      decision('pick', 2, 1, '0.1', '', 'port'),
    ];
    expect(scheduleLines(traceOf({ failure: null, decisions }), null)).toMatchObject([
      { task: '0.1', text: 'port is delayed' },
      { task: '0.1', text: 'port delivers at once' },
      { task: '0.1', text: 'port delivers (option 2 of 2)' },
    ]);
  });

  it('is written to files and read from them', () => {
    const trace = traceOf({ failure, events: [runs('port', -1), resume(1, '0.1', 5)] });
    expect(parseTrace(stringifyTrace(trace)).events).toEqual(trace.events);
  });
});

test('a kind that the table does not have reads like an operation: older traces say `late` and nothing', () => {
  const decisions = ['late', 'choose', '', 'toString'].map((kind) => decision('late', 2, 1, '', '', kind));
  const lines = scheduleLines(traceOf({ failure: null, decisions }), null);
  expect(lines.map((line) => line.text)).toEqual(Array(4).fill('operation is delayed'));
});

test('the published schema lists the kinds of the table', () => {
  const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/trace.schema.json'), 'utf8'));
  const added = ['port', 'tide'];
  expect(schema.$defs.operationKind.enum).toEqual(table.OPERATION_KIND_NAMES.filter((kind) => !added.includes(kind)));
});

test('nobody else tells the kinds apart: trace, report and command line do not name them', () => {
  const root = join(__dirname, '../../src');
  const files = ['trace', 'report', 'cli'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  );
  const sources = files.filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(50);
  // `timer` and `native` are also types of events, `native` a kind of decisions: what compares the kind of a step is looked for.
  const naming =
    /'(?:completion|immediate)'|\b(?:kind|operation) [!=]== '(?:await|timer|operation)'|\bcase '(?:await|operation)'/;
  const found = sources.filter((file) => naming.test(readFileSync(file, 'utf8').replace(/wordsFor\('\w+'\)/g, '')));
  expect(found).toEqual([]);
});
