// The heap gives operations in the order in which they return.

import { History } from '../../../../src/checkers';
import { EarliestReturnHeap } from '../../../../src/checkers/linearizable/polynomial/earliest-return-heap';
import { drawFrom } from '../../reference/random-history';

it('of equal and of unknown returns the earlier operation comes first', () => {
  const draw = drawFrom(1);
  const returns = Array.from({ length: 200 }, () => (draw(5) === 0 ? undefined : draw(60)));
  const { operations } = History.fromOperations(
    returns.map((end, process) => ({ process, f: 'add', call: 0, return: end })),
  );
  const heap = new EarliestReturnHeap(operations);
  expect(heap.top()).toBe(-1);
  const popped: number[] = [];
  const pop = () => {
    popped.push(heap.top());
    heap.pop();
  };
  for (let index = 0; index < 100; index++) heap.push(index);
  for (let count = 0; count < 50; count++) pop();
  for (let index = 100; index < 200; index++) heap.push(index);
  while (heap.top() >= 0) pop();
  const end = (index: number) => returns[index] ?? Number.POSITIVE_INFINITY;
  const sorted = (indices: number[]) =>
    indices.sort((one, other) => (end(one) === end(other) ? one - other : end(one) - end(other)));
  const first = sorted([...Array(100).keys()]).slice(0, 50);
  const rest = [...Array(200).keys()].filter((index) => !first.includes(index));
  expect(popped).toEqual([...first, ...sorted(rest)]);
});
