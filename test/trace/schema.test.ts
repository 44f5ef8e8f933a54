import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parseTrace, stringifyTrace, type Trace, TraceError } from '../../src/trace';
import { documentOf } from '../../src/trace/file/encode';
import { forged } from './forge';
import { sampleTrace } from './sample-trace';

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/trace.schema.json'), 'utf8'));
const ajv = new Ajv({ allErrors: true, strictTypes: false, strictTuples: false });
const isValid = ajv.compile(schema);
const isValidInMemory = ajv.compile({ $defs: schema.$defs, $ref: '#/$defs/trace' });

function accepts(text: string): { schema: boolean; code: boolean } {
  let code = true;
  try {
    parseTrace(text);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    code = false;
  }
  return { schema: isValid(JSON.parse(text)), code };
}

/** Every path into the document. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => paths(item, [...path, key]))].filter((one) => one.length > 0);
}

type Holder = Record<string, unknown>;

/** The text of a file in which something was changed, and which claims to be as it was written. */
function changed(
  document: object,
  path: readonly (string | number)[],
  change: (holder: Holder, key: string) => void,
): string {
  const copy = structuredClone(document) as unknown as Holder;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Holder;
  change(holder, String(path.at(-1)));
  return forged(copy);
}

/** One event of every type, so that each of their fields is met. */
const EVENTS: Trace['events'] = [
  { type: 'fork', step: 0, task: '0.1', parent: '0', name: 'withdraw', site: 4, agent: 0 },
  { type: 'latency', step: 0, task: '0.1', site: 4, kind: 'await', late: true, time: 0, decision: 0 },
  { type: 'suspend', step: 0, task: '0.1', site: 4 },
  { type: 'timer', step: 0, task: '0.1', site: 4, delay: 5, cleared: false, time: 0 },
  { type: 'step', step: 1, task: '0.1', kind: 'timer', site: 4, time: 5, options: 2, choice: 1, decision: 1 },
  { type: 'resume', step: 1, task: '0.1', site: 4, threw: false, value: '1' },
  {
    type: 'access',
    step: 1,
    task: '0.1',
    site: 9,
    object: 1,
    key: 'b',
    name: 'a.b',
    write: true,
    value: '8',
    after: 4,
  },
  { type: 'choose', step: 1, task: '0.1', site: 4, options: 3, choice: 2, decision: 2 },
  { type: 'return', step: 1, task: '0.1', site: 4, threw: true, value: 'Error' },
  { type: 'native', step: 1, task: '0.1', site: -1, decision: 3 },
  { type: 'latency', step: 1, task: '0.1', site: 4, kind: 'completion', late: false, time: 0 },
  { type: 'step', step: 1, task: '0.1', kind: 'immediate', site: -1, time: 5, options: 3, choice: 2 },
  { type: 'end', step: 1, task: '0', site: -1, time: 0, failure: null },
];

const full = sampleTrace({
  decisions: [
    ...sampleTrace().decisions.slice(0, 1),
    { kind: 'pick', options: 2, choice: 1, task: '0.1', site: 'a.ts:1:1', operation: 'timer', hash: 2 },
    { kind: 'choose', options: 3, choice: 2, task: '0.2', site: 'a.ts:1:1', operation: 'choose', hash: 3 },
    { kind: 'native', options: 1, choice: 2, task: '', site: '', operation: 'native', hash: 4 },
  ],
  events: EVENTS,
  leftOut: { events: 3, oversized: false },
  critical: {
    kind: 'removal',
    decision: 0,
    decided: 'late',
    failing: { task: '0.1', site: 'a.ts:1:1', operation: 'await' },
    passing: { task: '0.2', site: 'a.ts:2:1', operation: 'await' },
  },
  failure: {
    ...(sampleTrace().failure as NonNullable<Trace['failure']>),
    waiting: [{ task: '0', name: '', site: '' }],
    history: {
      criterion: 'linearizable',
      model: 'register',
      verdict: 'violation',
      reason: 'nobody wrote 3',
      picture: ['|---|'],
      events: ['{"process":0,"type":"invoke","f":"read"}'],
    },
  },
});

/** A file of each version with everything that there can be. */
const DOCUMENTS: readonly [string, object][] = [
  ['version 2', documentOf(full)],
  ['version 1', { ...full, version: 1 }],
];

/** Fields that may be absent. */
const OPTIONAL = /^(?:sources\.\S+|sites\.\d+|critical|leftOut|failure\.history|events\.\d+\.(?:decision|agent))$/;

describe('the published schema and the checks of the code', () => {
  it('accept whole traces', () => {
    const traces = [full, sampleTrace(), sampleTrace({ failure: null, events: [], decisions: [], critical: null })];
    for (const trace of traces) {
      expect(accepts(stringifyTrace(trace))).toEqual({ schema: true, code: true });
      expect(accepts(forged({ ...trace, version: 1 }))).toEqual({ schema: true, code: true });
    }
  });

  it('describe traces in memory, too', () => {
    for (const trace of [full, parseTrace(stringifyTrace(full)), sampleTrace()]) {
      expect({ valid: isValidInMemory(JSON.parse(JSON.stringify(trace))), errors: isValidInMemory.errors }).toEqual({
        valid: true,
        errors: null,
      });
    }
    expect(isValidInMemory({ ...full, events: [{ ...full.events[0], step: 'x' }] })).toBe(false);
  });

  describe.each(DOCUMENTS)('of %s', (_, document) => {
    it('refuse a trace in which any field has the wrong type', () => {
      for (const path of paths(document)) {
        // Version 1 did not know the numbers of decisions.
        if (path.at(-1) === 'decision' && path[0] === 'events') continue;
        const text = changed(document, path, (holder, key) => (holder[key] = [{ wrong: true }]));
        expect({ path, ...accepts(text) }).toEqual({ path, schema: false, code: false });
      }
    });

    it('agree on every field that is left out', () => {
      for (const path of paths(document).filter((one) => typeof one.at(-1) === 'string')) {
        const text = changed(document, path, (holder, key) => delete holder[key]);
        const optional = OPTIONAL.test(path.join('.'));
        expect({ path, ...accepts(text) }).toEqual({ path, schema: optional, code: optional });
      }
    });
  });

  it('agree on every row that is cut short or too long', () => {
    const document = documentOf(full);
    const rows = paths(document).filter(
      ([table, index, cell]) =>
        cell === undefined && typeof index === 'number' && /^(?!tasks|names)/.test(String(table)),
    );
    expect(rows.length).toBeGreaterThan(15);
    let accepted = 0;
    for (const path of rows) {
      for (const change of [(row: unknown[]) => row.slice(0, -1), (row: unknown[]) => [...row, 0, 0, 0, 0, 0]]) {
        const answer = accepts(
          changed(document, path, (holder, key) => (holder[key] = change(holder[key] as unknown[]))),
        );
        expect({ path, agree: answer.schema === answer.code }).toEqual({ path, agree: true });
        if (answer.code) accepted++;
      }
    }
    expect(accepted).toBeGreaterThan(0);
  });
});
