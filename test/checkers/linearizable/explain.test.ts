// What a person gets to see of a violation: the shortest bad prefix, a minimal core, and why nothing could be next.

import {
  checkLinearizable,
  explainViolation,
  History,
  models,
  type Operation,
  type OperationInput,
} from '../../../src/checkers';
import { drawFrom } from '../reference/random-history';
import { corruptOne, simulatedHistory, simulatedRegister } from '../reference/simulated-history';
import { wingGong } from '../reference/wing-gong';

const model = models.casRegister();

function explained(operations: readonly OperationInput[] | History) {
  const history = operations instanceof History ? operations : History.fromOperations(operations);
  return explainViolation(history, model, checkLinearizable(history, model));
}

const stale: OperationInput[] = [
  { process: 0, f: 'write', input: 1, call: 0, return: 1 },
  { process: 1, f: 'write', input: 2, call: 2, return: 3 },
  { process: 2, f: 'read', output: 2, call: 4, return: 5 },
  { process: 2, f: 'read', output: 1, call: 6, return: 7 },
  { process: 0, f: 'write', input: 3, call: 8, return: 9 },
  { process: 1, f: 'read', output: 3, call: 10, return: 11 },
];

test('a stale read: the prefix ends with it, the core is the two writes and the read', () => {
  const { prefix, core, stuck } = explained(stale);
  expect(prefix.map(({ call }) => call)).toEqual([0, 2, 4, 6]);
  expect(core.map(({ call }) => call)).toEqual([0, 2, 6]);
  expect(stuck?.order.map(({ call }) => call)).toEqual([0, 2, 4]);
  expect(stuck?.state).toBe('2');
  expect(stuck?.blockedBy?.call).toBe(6);
  expect(stuck?.candidates).toEqual([{ operation: stuck?.blockedBy, reason: 'read 1, but the register holds 2' }]);
});

test('what could still be next is said to be of no use', () => {
  const { stuck } = explained([...stale.slice(0, 4), { process: 5, f: 'write', input: 7, call: 5.5, return: 20 }]);
  expect(stuck?.candidates[1]?.reason).toMatch(
    /^possible, but .* still has no place after it: read 1, but the register holds 7$/,
  );
});

test('nothing is left out whose leaving out explains nothing: the write of a value that was read stays', () => {
  const { core } = explained(stale.slice(0, 4));
  expect(core.some(({ f, input }) => f === 'write' && input === 1)).toBe(true);
});

test('a history that is fine has no core', () => {
  expect(explained(stale.slice(0, 3))).toEqual({ prefix: [], core: [], stuck: null, pattern: null });
});

test('the core is a violation by itself whatever the others did, and no operation of it can be spared', () => {
  let seen = 0;
  for (let seed = 0; seed < 100; seed++) {
    const draw = drawFrom(seed);
    const real = simulatedHistory(draw, simulatedRegister({ values: 3 }), { size: 6, clients: 3, crashes: 9 });
    const history = corruptOne(
      draw,
      real,
      (f) => f === 'read',
      () => draw(3),
    );
    const result = checkLinearizable(history, model);
    if (result.verdict !== 'violation') continue;
    seen++;
    const { core, prefix } = explainViolation(history, model, result);
    expect(isViolationWith(history, prefix, core)).toBe(true);
    for (const operation of core) {
      const fewer = core.filter((other) => other !== operation);
      expect([seed, isViolationWith(history, prefix, fewer)]).toEqual([seed, false]);
    }
  }
  expect(seen).toBeGreaterThan(40);
});

/** The other operations of the prefix may happen at any time, or never; those that change nothing do not matter. */
function isViolationWith(_history: History, prefix: readonly Operation[], kept: readonly Operation[]): boolean {
  const end = Math.max(
    ...prefix.map((operation) => (operation.return === Infinity ? operation.call : operation.return)),
  );
  const others = prefix.filter((operation) => !kept.includes(operation) && model.pure?.(operation) !== true);
  const free = others.map((operation) => ({
    ...operation,
    outcome: 'info' as const,
    output: undefined,
    call: -1,
    return: Infinity,
  }));
  const cut = kept.map((operation) =>
    operation.return <= end ? operation : { ...operation, outcome: 'info' as const, return: Infinity },
  );
  return !wingGong([...free, ...cut], model);
}

test('a large history is explained by as few operations, within bounds', () => {
  const draw = drawFrom(5);
  const real = simulatedHistory(draw, simulatedRegister(), { size: 2000, clients: 6 });
  const history = corruptOne(
    draw,
    real,
    (f) => f === 'read',
    () => 'nobody wrote it',
  );
  const { core, prefix } = explained(history);
  expect(core.length).toBe(1);
  expect(prefix.length).toBeLessThan(2000);
});

test('what was refuted without a search is explained by operations that contradict each other', () => {
  const operations: OperationInput[] = [];
  for (let index = 0; index < 40; index++) {
    operations.push({ process: index, f: 'enqueue', input: index, call: index, return: 100 + index });
    // Elements 20 and 30 were in one after the other, and come out the other way round.
    const turn = index === 20 ? 30 : index === 30 ? 20 : index;
    operations.push({ process: 'taker', f: 'dequeue', output: index, call: 500 + 2 * turn, return: 501 + 2 * turn });
  }
  const first = operations[40] as OperationInput;
  operations[40] = { ...first, call: -2, return: -1 };
  const history = History.fromOperations(operations);
  const queue = models.fifoQueue();
  const result = checkLinearizable(history, queue);
  expect([result.verdict, result.statistics.configurations]).toEqual(['violation', 0]);
  const { core, prefix } = explainViolation(history, queue, result);
  expect(checkLinearizable(History.fromOperations(core), queue).verdict).toBe('violation');
  expect(core.length).toBeLessThan(6);
  expect(core.every((operation) => prefix.includes(operation))).toBe(true);
});

test('the result is data: JSON has everything', () => {
  const history = History.fromOperations(stale);
  const result = checkLinearizable(history, model);
  const data = JSON.parse(JSON.stringify(result));
  expect(data).toMatchObject({ verdict: 'violation', criterion: 'linearizable', model: 'cas-register', witness: null });
  expect(data.stuck.candidates).toHaveLength(1);
});
