// The trees behind the stack's check and the free times behind the priority queue's, against plain arrays.

import { History } from '../../../../../src/checkers';
import { FreeTimes } from '../../../../../src/checkers/linearizable/polynomial/priority-queue/free-times';
import { CoverageTree } from '../../../../../src/checkers/linearizable/polynomial/stack/coverage-tree';
import { MaximumTree } from '../../../../../src/checkers/linearizable/polynomial/stack/maximum-tree';
import { type Draw, drawFrom } from '../../../reference/random-history';

const SIZES = [1, 2, 3, 8, 21];

function range(draw: Draw, size: number): [number, number] {
  const [one, other] = [draw(size + 1), draw(size + 1)];
  return one < other ? [one, other] : [other, one];
}

test.each(SIZES)('coverage of %i positions', (size) => {
  const draw = drawFrom(size);
  const plain = Array.from({ length: size }, () => draw(3));
  const gone = new Set<number>();
  const tree = new CoverageTree(Int32Array.from(plain));
  for (let step = 0; step < 500; step++) {
    const [start, end] = range(draw, size);
    const lowest = Math.min(...plain.slice(start, end));
    const amount = start < end && lowest > 0 && draw(2) === 0 ? -1 : 1;
    tree.add(start, end, amount);
    for (let at = start; at < end; at++) plain[at]! += amount;
    const at = draw(size);
    if (gone.delete(at)) tree.restore(at);
    else if (draw(3) === 0) {
      tree.remove(at);
      gone.add(at);
    }
    const [from, until] = range(draw, size);
    const found = plain.findIndex(
      (count, position) => position >= from && position < until && count === 0 && !gone.has(position),
    );
    expect(tree.firstZero(from, until)).toBe(found);
  }
});

test.each(SIZES)('maxima of %i positions', (size) => {
  const draw = drawFrom(size);
  const plain = Array.from({ length: size }, () => draw(20) - 10);
  const tree = new MaximumTree(Float64Array.from(plain));
  for (let step = 0; step < 500; step++) {
    const at = draw(size);
    plain[at] = draw(8) === 0 ? Number.NEGATIVE_INFINITY : draw(20) - 10;
    tree.set(at, plain[at]!);
    const [start, end] = range(draw, size);
    const limit = draw(20) - 10;
    expect(tree.get(at)).toBe(plain[at]);
    expect(tree.maximum(start, end)).toBe(Math.max(...plain.slice(start, end)));
    expect(tree.firstAtLeast(limit, start, end)).toBe(
      plain.findIndex((number, position) => position >= start && position < end && number >= limit),
    );
  }
});

test.each([1, 40])('free times that are %i apart', (step) => {
  const inputs = Array.from({ length: 20 }, (_, at) => ({
    process: at,
    f: 'x',
    call: step * at,
    return: step * (at + 1),
  }));
  const draw = drawFrom(step);
  for (let round = 0; round < 50; round++) {
    const free = new FreeTimes(History.fromOperations(inputs).operations);
    expect([...free.times]).toEqual(Array.from({ length: 21 }, (_, at) => step * at));
    const taken = new Set<number>();
    for (let times = 0; times < 6; times++) {
      const [start, end] = range(draw, 20);
      free.take(start, end);
      for (let at = start + 1; at < end; at++) taken.add(at);
      const at = draw(21);
      let next = at;
      while (taken.has(next)) next++;
      let previous = at;
      while (taken.has(previous)) previous--;
      expect([free.position(step * at), free.from(at), free.until(at)]).toEqual([at, next, previous]);
    }
    expect(free.position(Number.POSITIVE_INFINITY)).toBe(21);
  }
});
