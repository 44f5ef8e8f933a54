// What a queue's content rules out, and what of it nobody can see any more, never changes a verdict: few values, lost dequeues, peeks, empty results and
// waiting dequeues against plain Wing-Gong. (That it decides what the bare search does not is pinned below.)

import { checkLinearizable, History, type Model, models } from '../../../src/checkers';
import { JustInTimeSearch } from '../../../src/checkers/linearizable/just-in-time';
import { makePart, partition } from '../../../src/checkers/linearizable/make-part';
import { SCALE } from '../reference/fuzz-scale';
import { type Draw, drawFrom, type OperationDraw, randomHistory } from '../reference/random-history';
import { corruptOne, type SimulatedObject, simulatedHistory } from '../reference/simulated-history';
import { wingGong } from '../reference/wing-gong';

const queue = models.fifoQueue() as Model;
const blocking = models.fifoQueue({ blocking: true }) as Model;
const SEARCHES = [{ order: 'return' }, { order: 'call' }, { order: 'return', thrifty: true }] as const;

function simulatedQueue(values: number): SimulatedObject {
  const items: number[] = [];
  return {
    draw(draw) {
      const kind = draw(9);
      if (kind === 0) return { f: 'peek' };
      return kind < 5 ? { f: 'enqueue', input: draw(values) } : { f: 'dequeue' };
    },
    apply({ f, input }) {
      if (f === 'enqueue') {
        items.push(input as number);
        return {};
      }
      return { output: (f === 'peek' ? items[0] : items.shift()) ?? null };
    },
  };
}

const blindly: OperationDraw = (draw) => {
  if (draw(2) === 0) return { f: 'enqueue', input: draw(2) };
  const f = draw(6) === 0 ? 'peek' : 'dequeue';
  if (f === 'dequeue' && draw(8) === 0)
    return { f, outcome: draw(2) === 0 ? ('blocked' as const) : ('mismatch' as const) };
  return { f, output: draw(5) === 0 ? null : draw(2) };
};

function expectVerdict(history: History, model: Model): boolean {
  const expected = wingGong(history.operations, model);
  const [part] = partition(history.operations, model);
  for (const options of SEARCHES) {
    const made = makePart(part as NonNullable<typeof part>);
    const verdict = new JustInTimeSearch(made, options).run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    if (verdict !== (expected ? 'ok' : 'violation'))
      throw new Error(`${verdict}: ${JSON.stringify(history.operations)}`);
  }
  return expected;
}

test.each([
  ['returns nothing when it is empty', queue],
  ['waits when it is empty', blocking],
])('blind histories, a queue that %s', (_, model) => {
  const draw = drawFrom(11);
  let legal = 0;
  const runs = 3000 * SCALE;
  for (let run = 0; run < runs; run++) {
    const shape = { size: 3 + draw(5), processes: 2 + draw(3), crashes: draw(2) * 5 };
    if (expectVerdict(randomHistory(draw, blindly, shape), model)) legal++;
  }
  expect(legal).toBeGreaterThan(runs * 0.05);
});

test('real runs, with and without one result changed', () => {
  let violations = 0;
  const runs = 1500 * SCALE;
  for (let seed = 0; seed < runs; seed++) {
    const draw = drawFrom(seed);
    const shape = { size: 6 + draw(4), clients: 2 + draw(3), crashes: draw(3) * 5 };
    const real = simulatedHistory(draw, simulatedQueue(1 + draw(4)), shape);
    expect(expectVerdict(real, queue)).toBe(true);
    const changed = corruptOne(
      draw,
      real,
      (f) => f !== 'enqueue',
      (pick: Draw) => [null, 0, 1, 2][pick(4)],
    );
    if (!expectVerdict(changed, queue)) violations++;
  }
  expect(violations).toBeGreaterThan(runs * 0.1);
});

test('ten clients and items that stay: decided, where a search that does not look ahead is lost', () => {
  const history = simulatedHistory(drawFrom(3), simulatedQueue(20), { size: 100, clients: 10 });
  const budget = { maxConfigurations: 50_000 };
  expect(checkLinearizable(history, queue, budget).verdict).toBe('ok');
  // A copy of the model is not known to be a built-in one.
  expect(checkLinearizable(history, { ...queue }, budget).verdict).toBe('unknown');
});

test('a model that keeps its items in another way is not looked into', () => {
  const reversed: Model<readonly unknown[]> = {
    name: 'reversed',
    init: () => [],
    step(items, { f, input, output }) {
      if (f === 'enqueue') return [input, ...items];
      return items.at(-1) === output ? items.slice(0, -1) : models.illegal('another item');
    },
    structure: 'queue',
  };
  const operations = History.fromOperations([
    { process: 0, f: 'enqueue', input: 1, call: 0, return: 1 },
    { process: 0, f: 'enqueue', input: 2, call: 2, return: 3 },
    { process: 0, f: 'dequeue', output: 1, call: 4, return: 5 },
    { process: 0, f: 'dequeue', output: 2, call: 6, return: 7 },
  ]);
  expect(expectVerdict(operations, reversed as Model)).toBe(true);
});
