// Superseded work that comes last: two requests for the same thing, registered by one task (`load().then(store)`), of which the
// older one is answered last.

import type { TraceEvent } from '../../src/engine/event';
import type { Site } from '../../src/engine/sites';
import { explain } from '../../src/trace/explain';

const LOAD = 3;
const SAVE = 4;
const STORE = 10;

const siteOf = (id: number): Site => ({ file: 'src/a.ts', line: id, column: 0, function: 'f', kind: 'r', text: '' });
const latency = (task: string, late: boolean, site = LOAD): TraceEvent => ({
  type: 'latency',
  step: 0,
  task,
  site,
  kind: 'completion',
  late,
  time: 0,
});
const completion = (step: number, task: string, site = LOAD): TraceEvent => ({
  type: 'step',
  step,
  task,
  kind: 'completion',
  site,
  time: 0,
  options: 2,
  choice: 0,
});
const resume = (step: number): TraceEvent => ({
  type: 'resume',
  step,
  task: '0',
  site: 12,
  threw: false,
  value: 'undefined',
});
function access(step: number, write: boolean, value: string, site = STORE): TraceEvent {
  return { type: 'access', step, task: '0', site, object: 1, key: 'page', name: 'view.page', write, value, after: 12 };
}
const told = (...events: TraceEvent[]) => explain(events, siteOf)?.sentence;
const kind = (...events: TraceEvent[]) => explain(events, siteOf)?.kind;

const FIRST_LATE = [latency('0.1', true), latency('0', false)];
const LOOK = [resume(1), access(1, false, '"old"', 11)];

it('names both writes and the read that saw the older answer', () => {
  expect(told(...FIRST_LATE, access(0, true, '"new"'), completion(1, '0.1'), access(1, true, '"old"'), ...LOOK)).toBe(
    'task 0 wrote `view.page` ("new") at src/a.ts:10, task 0.1 wrote it ("old") at src/a.ts:10, ' +
      'task 0 then read it ("old") at src/a.ts:11: what had begun first came last',
  );
});

it('is told of two late answers, too, and although each looks at the state before it writes', () => {
  expect(
    told(
      latency('0.1', true),
      latency('0.2', true),
      completion(1, '0.2'),
      access(1, false, '"none"'),
      access(1, true, '"new"'),
      completion(2, '0.1'),
      access(2, false, '"new"'),
      access(2, true, '"old"'),
    ),
  ).toMatch(
    /^task 0.2 wrote .* \("new"\) .*, task 0.1 wrote it \("old"\) at src\/a.ts:10: what had begun first came last$/,
  );
});

describe('is not claimed', () => {
  const isOrderViolation = (...events: TraceEvent[]) => kind(...events) === 'order-violation';
  const written = (early: string, late: string) =>
    [access(0, true, early), completion(1, '0.1'), access(1, true, late), ...LOOK] as const;

  it('where the answers come in the order of the requests', () => {
    expect(isOrderViolation(latency('0', false), latency('0.1', true), ...written('"old"', '"new"'))).toBe(false);
  });

  it('where they are answers to different requests', () => {
    expect(isOrderViolation(latency('0.1', true), latency('0', false, SAVE), ...written('"new"', '"old"'))).toBe(false);
  });

  it('where it is not known what the first write followed', () => {
    expect(isOrderViolation(latency('0.1', true), ...written('"new"', '"old"'))).toBe(false);
  });

  it('where different lines wrote', () => {
    const elsewhere = { ...access(0, true, '"new"'), site: 9 } as TraceEvent;
    const [, ...rest] = written('"new"', '"old"');
    expect(isOrderViolation(...FIRST_LATE, elsewhere, ...rest)).toBe(false);
  });

  it('where both wrote the same', () => {
    expect(isOrderViolation(...FIRST_LATE, ...written('true', 'true'))).toBe(false);
  });

  it('of a counter, to which the order does not matter', () => {
    const count = [
      access(0, false, '0'),
      access(0, true, '1'),
      completion(1, '0.1'),
      access(1, false, '1'),
      access(1, true, '2'),
    ];
    expect(isOrderViolation(...FIRST_LATE, ...count, ...LOOK)).toBe(false);
  });

  it('of what a task writes when it goes on behind its own await in the step of another', () => {
    const events = [access(0, true, '"new"'), completion(1, '0.1'), resume(1), access(1, true, '"old"')];
    expect(explain([...FIRST_LATE, ...events], siteOf)).toBeNull();
  });
});
