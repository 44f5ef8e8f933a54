// More of a value out than in: found where values repeat, outcomes are lost and the container does not begin empty, and never where an order exists.

import { checkLinearizable, History, type Model, models, type OperationInput } from '../../../../../src/checkers';
import { takenTooOften } from '../../../../../src/checkers/linearizable/polynomial/containers/taken-too-often';
import { drawFrom, type OperationDraw, randomHistory } from '../../../reference/random-history';
import { wingGong } from '../../../reference/wing-gong';

const names = { insert: 'enqueue', remove: 'dequeue', peek: 'peek' };

/** Each operation `f value [call, return]`; no return: the outcome is lost. */
function history(
  ...operations: readonly (readonly [f: string, value: unknown, call: number, end?: number])[]
): History {
  return History.fromOperations(
    operations.map(([f, value, call, end], process): OperationInput => {
      const said = f === 'enqueue' ? { input: value } : { output: value };
      return end === undefined
        ? { process, f, ...said, call, outcome: 'info' }
        : { process, f, ...said, call, return: end };
    }),
  );
}

function patternOf(given: History, model: Model = models.fifoQueue() as Model): string | null {
  const outcome = takenTooOften(given.operations, model, names);
  return outcome?.verdict === 'violation'
    ? `${outcome.pattern.text}; ${outcome.pattern.operations.length} operations`
    : null;
}

test('two came out, one went in', () => {
  expect(patternOf(history(['enqueue', 1, 0, 1], ['dequeue', 1, 2, 3], ['dequeue', 1, 2, 4]))).toBe(
    'when dequeue -> 1 by process 2 (operation 2), the last of 2 of 1, returned, 1 enqueue of 1 had been called; 3 operations',
  );
});

test('the second went in after the second had come out', () => {
  const early = ['enqueue', 1, 5, 6] as const;
  expect(patternOf(history(['enqueue', 1, 0, 1], ['dequeue', 1, 2, 3], ['dequeue', 1, 2, 4], early))).not.toBeNull();
  const overlapping = ['enqueue', 1, 4, 6] as const;
  expect(patternOf(history(['enqueue', 1, 0, 1], ['dequeue', 1, 2, 3], ['dequeue', 1, 2, 4], overlapping))).toBeNull();
});

test('what was there at first, and what may have gone in, counts', () => {
  const twice = [
    ['dequeue', 1, 2, 3],
    ['dequeue', 1, 2, 4],
  ] as const;
  expect(patternOf(history(['enqueue', 1, 0], ...twice))).not.toBeNull();
  expect(patternOf(history(['enqueue', 1, 0], ['enqueue', 1, 0], ...twice))).toBeNull();
  expect(patternOf(history(...twice), models.fifoQueue({ initial: [1, 1] }) as Model)).toBeNull();
  expect(patternOf(history(...twice), models.fifoQueue({ initial: [1, 2] }) as Model)).not.toBeNull();
});

test('a peek takes nothing, but sees what went in', () => {
  expect(patternOf(history(['enqueue', 1, 0, 1], ['peek', 1, 2, 3], ['peek', 1, 2, 4]))).toBeNull();
  expect(patternOf(history(['peek', 1, 2, 3], ['enqueue', 1, 4, 5]))).not.toBeNull();
});

test('what it refutes has no order', () => {
  const draw = drawFrom(4);
  const operation: OperationDraw = (random) => {
    if (random(2) === 0) return { f: 'enqueue', input: random(2) };
    return { f: random(4) === 0 ? 'peek' : 'dequeue', output: random(5) === 0 ? null : random(2) };
  };
  const model = models.fifoQueue({ initial: [1] }) as Model;
  let refuted = 0;
  for (let run = 0; run < 2000; run++) {
    const random = randomHistory(draw, operation, { size: 2 + draw(5), crashes: 4 });
    if (patternOf(random, model) === null) continue;
    refuted++;
    if (wingGong(random.operations, model)) throw new Error(JSON.stringify(random.operations));
  }
  expect(refuted).toBeGreaterThan(200);
  expect(refuted).toBeLessThan(1800);
});

test('a large history with repeated values and lost outcomes is refuted without a search', () => {
  const operations: OperationInput[] = [];
  for (let index = 0; index < 100; index++) {
    const times = { call: 10 * Math.floor(index / 10), return: 10 * Math.floor(index / 10) + 9 };
    operations.push({ process: index % 10, f: 'enqueue', input: index % 7, ...times });
  }
  operations.push({ process: 'lost', f: 'dequeue', call: 100, outcome: 'info' });
  operations.push({ process: 'last', f: 'dequeue', output: 7, call: 101, return: 102 });
  const { verdict, pattern, statistics } = checkLinearizable(History.fromOperations(operations), models.fifoQueue());
  expect([verdict, pattern?.name, statistics.configurations]).toEqual(['violation', 'more out than in', 0]);
});
