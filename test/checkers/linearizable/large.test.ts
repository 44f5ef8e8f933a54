// Large histories, and hard ones: how many configurations they take does not depend on the machine, so it is pinned. (Times are measured in
// benchmarks/checkers.js.)

import { checkLinearizable, History, models, type OperationInput } from '../../../src/checkers';
import { JustInTimeSearch } from '../../../src/checkers/linearizable/just-in-time';
import { makePart, type PartHistory, partition } from '../../../src/checkers/linearizable/make-part';
import { drawFrom } from '../reference/random-history';
import { simulatedElement, simulatedHistory, simulatedRegister } from '../reference/simulated-history';

const model = models.casRegister();

function register(size: number, clients: number, seed = 1, crashes = {}): History {
  return simulatedHistory(drawFrom(seed), simulatedRegister(), { size, clients, ...crashes });
}

function withImpossibleRead(history: History, at: number): History {
  const reads = history.operations.filter(({ f, outcome }) => f === 'read' && outcome === 'ok');
  const chosen = reads[Math.floor(reads.length * at)];
  return History.fromOperations(
    history.operations.map((operation) =>
      operation === chosen ? { ...operation, output: 'nobody wrote it' } : operation,
    ),
  );
}

test.each([
  ['1,000 operations by 20 clients', () => register(1000, 20), 3149],
  ['10,000 operations by 5 clients', () => register(10_000, 5), 4615],
  ['10,000 operations by 20 clients', () => register(10_000, 20), 18335],
  ['100,000 operations by 5 clients', () => register(100_000, 5), 46847],
])('%s: ok', (_, make, configurations) => {
  const { verdict, statistics } = checkLinearizable(make(), model);
  expect([verdict, statistics.configurations]).toEqual(['ok', configurations]);
});

test.each([
  ['1,000 operations by 10 clients, one impossible read', () => withImpossibleRead(register(1000, 10), 0.5), 2998],
  [
    '1,000 operations by 5 clients, 24 of them unknown, one impossible read',
    () => withImpossibleRead(register(1000, 5, 2, { crashes: 8, maxCrashes: 24 }), 0.5),
    20957,
  ],
])('%s: violation', (_, make, configurations) => {
  const { verdict, statistics } = checkLinearizable(make(), model);
  expect([verdict, statistics.configurations]).toEqual(['violation', configurations]);
});

/** Once all clients are done, the element is there and away more often than the unknown operations can explain. */
function flickering(history: History, times: number): History {
  const end = Math.max(...history.operations.map((operation) => Math.max(operation.call, finite(operation.return))));
  const contradiction = Array.from({ length: times }, (_, at) => ({
    process: 'late',
    f: 'contains',
    input: 'x',
    output: at % 2 === 0,
    call: end + 2 * at + 1,
    return: end + 2 * at + 2,
  }));
  return History.fromOperations([...history.operations, ...contradiction]);
}

const finite = (time: number) => (time === Number.POSITIVE_INFINITY ? 0 : time);

test.each([
  ['3 clients', 3, 0],
  ['10 clients', 10, 0],
  ['10 clients, 24 unknown', 10, 24],
])('10,000 operations on one element of a set by %s: ok, and a violation', (_, clients, unknown) => {
  const shape = { size: 10_000, clients, crashes: unknown === 0 ? 0 : 8, maxCrashes: unknown };
  const history = simulatedHistory(drawFrom(1), simulatedElement('x'), shape);
  const bad = flickering(history, unknown + 3);
  expect([history, bad].map((given) => checkLinearizable(given, models.set()).verdict)).toEqual(['ok', 'violation']);
});

test('with unknown operations last, all configurations that used fewer of them come before those that used more', () => {
  const history = withImpossibleRead(register(600, 5, 2, { crashes: 8, maxCrashes: 16 }), 0.5);
  const part = makePart(partition(history.operations, model)[0] as PartHistory);
  const search = new JustInTimeSearch(part, { order: 'return', thrifty: true });
  const verdict = search.run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  expect([verdict, search.configurations]).toEqual(['violation', 2800]);
});

test('a million operations, within the memory budget', () => {
  const operations: OperationInput[] = [];
  for (let index = 0; index < 1_000_000; index++) {
    const write = index % 2 === 0;
    const value = (index - (index % 2)) % 7;
    operations.push({
      process: index % 3,
      f: write ? 'write' : 'read',
      call: 2 * index,
      return: 2 * index + 3 - (index % 2),
    });
    Object.assign(operations[index] as object, write ? { input: value } : { output: value });
  }
  const { verdict, statistics, witness } = checkLinearizable(History.fromOperations(operations), model, {
    maxMemory: 2 ** 28,
  });
  expect(verdict).toBe('ok');
  expect(witness).toHaveLength(1_000_000);
  expect(statistics.memory).toBeLessThan(2 ** 28);
});

test('twenty thousand keys are twenty thousand parts', () => {
  const operations: OperationInput[] = [];
  for (let key = 0; key < 20_000; key++) {
    operations.push({ process: 0, f: 'put', key, input: key, call: 4 * key, return: 4 * key + 1 });
    operations.push({ process: 0, f: 'get', key, output: key, call: 4 * key + 2, return: 4 * key + 3 });
  }
  const { verdict, statistics } = checkLinearizable(History.fromOperations(operations), models.map());
  expect([verdict, statistics.partitions]).toEqual(['ok', 20_000]);
});

test('one operation that spans the whole history', () => {
  const short = register(5000, 3).operations;
  const end = (short.at(-1)?.call ?? 0) + 100;
  const spanning: OperationInput = { process: 'long', f: 'write', input: 'late', call: -1, return: end };
  const last: OperationInput = { process: 'after', f: 'read', output: 'late', call: end + 1, return: end + 2 };
  const { verdict } = checkLinearizable(History.fromOperations([spanning, ...short, last]), model);
  expect(verdict).toBe('ok');
});
