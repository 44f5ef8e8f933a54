// Until when a state is told from others: as long as any operation that observes it may be open, in whatever order they were called.

import { History, type Model, models, type OperationInput } from '../../../src/checkers';
import { makePart } from '../../../src/checkers/linearizable/make-part';
import type { ObservedUntil } from '../../../src/checkers/linearizable/observation';
import { makeTimeline } from '../../../src/checkers/linearizable/timeline';

const written = { process: 0, f: 'write', input: 1, call: 0, return: 1 };

/** Until which return the value 1 is told from others, and the number of returns. */
function untilOfOne(...reads: readonly OperationInput[]): [until: number | undefined, returns: number] {
  const { operations } = History.fromOperations([written, ...reads]);
  const part = makePart({ key: undefined, operations, model: models.casRegister() as Model });
  const timeline = makeTimeline(part, 'return', Number.POSITIVE_INFINITY);
  const one = part.system.step(part.system.initial, part.kinds[0] as number);
  return [(part.observation(timeline) as ObservedUntil | null)?.until(one), timeline.returns];
}

const long = { process: 1, f: 'read', output: 1, call: 2, return: 9 };
const short = { process: 2, f: 'read', output: 1, call: 3, return: 4 };
const other = { process: 3, f: 'read', output: 2, call: 5, return: 6 };

test('the read that returns last counts, not the one that is called last', () => {
  expect(untilOfOne(long, short, other)).toEqual([3, 4]);
  expect(untilOfOne(short, other)).toEqual([1, 3]);
});

test('nobody observes it', () => {
  expect(untilOfOne(other)).toEqual([-1, 2]);
});

test('an unknown compare-and-set observes for ever', () => {
  expect(untilOfOne(short, { process: 4, f: 'cas', input: [1, 2], call: 3, outcome: 'info' })).toEqual([2, 2]);
});

test('several kinds that observe one state: the last of them', () => {
  const cas = { process: 4, f: 'cas', input: [1, 2], call: 2, return: 8 };
  expect(untilOfOne(cas, short, other)).toEqual([3, 4]);
  expect(untilOfOne(long, { ...cas, return: 7 }, other)).toEqual([3, 4]);
});
