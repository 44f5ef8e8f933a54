// The smallest comes out first: in whatever order the model says, ties included.

import type { Model, Operation } from '../../../../../src/checkers';
import { priorityQueueCheck } from '../../../../../src/checkers/linearizable/polynomial/priority-queue/priority-queue';
import { priorityQueue } from '../../../../../src/checkers/models/priority-queue';
import { SCALE } from '../../../reference/fuzz-scale';
import { tryAgainstDefinition } from '../against-definition';
import { stretchedRun } from '../containers/container-histories';
import { historyOf, type Spoken, verdictOf } from '../spoken-history';

type Compare = (one: never, other: never) => number;

const verdict = (spoken: readonly Spoken[], compare?: Compare) =>
  verdictOf(priorityQueueCheck, priorityQueue({ compare }) as Model, spoken);

const both: readonly Spoken[] = [
  [0, 1, 'insert 2'],
  [2, 3, 'insert 1'],
];

it('the smallest comes out first', () => {
  expect(verdict([...both, [4, 5, 'extractMin -> 1'], [6, 7, 'extractMin -> 2']])).toMatch(/^ok: /);
  expect(verdict([...both, [4, 5, 'extractMin -> 2'], [6, 7, 'extractMin -> 1']])).toBe(
    'priority order: insert 2, insert 1, extractMin -> 2, extractMin -> 1',
  );
});

it('says who was in the way', () => {
  const outcome = priorityQueueCheck(historyOf([...both, [4, 5, 'extractMin -> 2']]), priorityQueue() as Model);
  expect(outcome?.verdict === 'violation' && outcome.pattern.text).toMatchInlineSnapshot(
    `"all the time that extractMin -> 2 by process 2 (operation 2) can have happened, 1 was inside: smaller, so it comes first"`,
  );
});

it('a larger one comes out before the smallest is surely there and after it may be gone', () => {
  expect(
    verdict([
      [0, 1, 'insert 2'],
      [2, 9, 'insert 1'],
      [4, 5, 'extractMin -> 2'],
      [10, 11, 'extractMin -> 1'],
    ]),
  ).toBe('ok: insert 2, extractMin -> 2, insert 1, extractMin -> 1');
  expect(
    verdict([
      [0, 1, 'insert 1'],
      [2, 3, 'insert 2'],
      [4, 9, 'extractMin -> 2'],
      [7, 11, 'extractMin -> 1'],
    ]),
  ).toBe('ok: insert 1, insert 2, extractMin -> 1, extractMin -> 2');
});

it('peeks see the smallest', () => {
  expect(verdict([...both, [4, 5, 'peek -> 1']])).toBe('ok: insert 2, insert 1, peek -> 1');
  expect(verdict([...both, [4, 5, 'peek -> 2']])).toBe('priority order: insert 2, insert 1, peek -> 2');
});

it('a peek comes before a smaller one that is inserted at the same time', () => {
  expect(
    verdict([
      [0, 1, 'insert 2'],
      [2, 9, 'insert 1'],
      [3, 4, 'peek -> 2'],
      [5, 6, 'peek -> 1'],
    ]),
  ).toBe('ok: insert 2, peek -> 2, insert 1, peek -> 1');
});

it('a peek sees nothing that was not there yet', () => {
  expect(
    verdict([
      [0, 1, 'insert 1'],
      [2, 9, 'peek -> 2'],
      [4, 5, 'insert 2'],
      [10, 11, 'extractMin -> 1'],
    ]),
  ).toBe('priority order: insert 1, peek -> 2, insert 2, extractMin -> 1');
});

describe('the order is the model’s', () => {
  it('of strings', () => {
    expect(
      verdict([
        [0, 1, 'insert "b"'],
        [2, 3, 'insert "a"'],
        [4, 5, 'extractMin -> "b"'],
      ]),
    ).toMatch(/^priority order/);
  });

  it('the largest first', () => {
    const largestFirst = (one: number, other: number) => other - one;
    expect(verdict([...both, [4, 5, 'extractMin -> 1']], largestFirst)).toMatch(/^priority order/);
    expect(verdict([...both, [4, 5, 'extractMin -> 2']], largestFirst)).toMatch(/^ok/);
  });

  it('of objects by a property, where equal ones come out in any order', () => {
    const byUrgency = (one: { urgency: number }, other: { urgency: number }) => one.urgency - other.urgency;
    const objects: Spoken[] = [
      [0, 1, 'insert {"urgency":2,"id":1}'],
      [0, 1, 'insert {"urgency":1,"id":2}'],
      [0, 1, 'insert {"urgency":1,"id":3}'],
    ];
    const out = (id: number, urgency: number, time: number): Spoken => [
      time,
      time,
      `extractMin -> {"urgency":${urgency},"id":${id}}`,
    ];
    expect(verdict([...objects, out(3, 1, 4), out(2, 1, 6)], byUrgency)).toMatch(/^ok/);
    expect(verdict([...objects, out(2, 1, 4), out(3, 1, 6)], byUrgency)).toMatch(/^ok/);
    expect(verdict([...objects, out(3, 1, 4), out(1, 2, 6)], byUrgency)).toMatch(/^priority order/);
  });
});

test.each<readonly [string, Compare]>([
  ['the largest first', (one: number, other: number) => other - one],
  ['equal in pairs', (one: number, other: number) => (one >> 1) - (other >> 1)],
  ['all equal', () => 0],
])('agrees with the definition: %s', (_, compare) => {
  const model = priorityQueue({ compare }) as Model;
  const names = { insert: 'insert', remove: 'extractMin', peek: 'peek' };
  const count = 2500 * SCALE;
  const tally = tryAgainstDefinition(priorityQueueCheck, model, histories());
  expect(tally.ok).toBeGreaterThan(count / 3);
  expect(tally.violation).toBeGreaterThan(count / 20);

  function* histories(): Generator<readonly Operation[]> {
    for (let seed = 0; seed < count; seed++)
      yield stretchedRun(seed, names, model, { size: 9, stretch: 1 + (seed % 3) });
  }
});
