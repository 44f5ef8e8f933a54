import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parseTrace, stringifyTrace, type Trace, TraceError } from '../../src/trace';
import { sampleTrace } from './sample-trace';

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/trace.schema.json'), 'utf8'));
const isValid = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

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

/** Every path into the document, arrays by their first element. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => paths(item, [...path, key]))].filter((one) => one.length > 0);
}

type Holder = Record<string, unknown>;

function changed(
  trace: object,
  path: readonly (string | number)[],
  change: (holder: Holder, key: string) => void,
): Trace {
  const copy = structuredClone(trace) as Trace;
  let holder = copy as unknown as Holder;
  for (const key of path.slice(0, -1)) holder = holder[key] as Holder;
  change(holder, String(path.at(-1)));
  return copy;
}

/** One event of every type, so that each of their fields is met. */
const EVENTS: Trace['events'] = [
  { type: 'fork', step: 0, task: '0.1', parent: '0', name: 'withdraw', site: 4 },
  { type: 'latency', step: 0, task: '0.1', site: 4, kind: 'await', late: true, time: 0 },
  { type: 'suspend', step: 0, task: '0.1', site: 4 },
  { type: 'timer', step: 0, task: '0.1', site: 4, delay: 5, cleared: false, time: 0 },
  { type: 'step', step: 1, task: '0.1', kind: 'timer', site: 4, time: 5, options: 2, choice: 1 },
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
  { type: 'choose', step: 1, task: '0.1', site: 4, options: 3, choice: 2 },
  { type: 'return', step: 1, task: '0.1', site: 4, threw: true, value: 'Error' },
  { type: 'native', step: 1, task: '0.1', site: -1 },
  { type: 'end', step: 1, task: '0', site: -1, time: 0, failure: null },
];

const full = sampleTrace({
  events: EVENTS,
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

describe('the published schema and the checks of the code', () => {
  it('accept whole traces', () => {
    for (const trace of [
      full,
      sampleTrace(),
      sampleTrace({ failure: null, events: [], decisions: [], critical: null }),
    ]) {
      expect(accepts(stringifyTrace(trace))).toEqual({ schema: true, code: true });
    }
  });

  it('refuse a trace in which any field has the wrong type', () => {
    for (const path of paths(full)) {
      const text = stringifyTrace(changed(full, path, (holder, key) => (holder[key] = [{ wrong: true }])));
      expect({ path, ...accepts(text) }).toEqual({ path, schema: false, code: false });
    }
  });

  it('agree on every field that is left out', () => {
    const free = new Set([
      'sources.src/account.ts',
      'sources.test/account.test.ts',
      'sites.4',
      'sites.9',
      'critical',
      'failure.history',
    ]);
    for (const path of paths(full).filter((one) => typeof one.at(-1) === 'string')) {
      const text = stringifyTrace(changed(full, path, (holder, key) => delete holder[key]));
      const optional = free.has(path.join('.'));
      expect({ path, ...accepts(text) }).toEqual({ path, schema: optional, code: optional });
    }
  });
});
