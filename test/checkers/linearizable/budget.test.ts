// Budgets, slices and signals: what ends early is `unknown` with what was learned, never `ok`.

import {
  checkLinearizable,
  checkLinearizableAsync,
  History,
  linearizability,
  type Model,
  models,
  type Operation,
  type OperationInput,
  runToEnd,
} from '../../../src/checkers';
import { drawFrom } from '../reference/random-history';
import { simulatedHistory, simulatedRegister } from '../reference/simulated-history';

const model = models.casRegister();

/** A real run with unknown operations, the last read of which saw what was never written: refuting it takes tens of thousands of configurations. */
function hardToRefute(): History {
  const simulation = { size: 600, clients: 6, crashes: 4, maxCrashes: 18 };
  const real = simulatedHistory(drawFrom(3), simulatedRegister(), simulation);
  const reads = real.operations.filter(({ f, outcome }) => f === 'read' && outcome === 'ok');
  const last = reads.at(-1) as Operation;
  return History.fromOperations(
    real.operations.map((operation) => (operation === last ? { ...operation, output: 'nobody wrote it' } : operation)),
  );
}

const hard = hardToRefute();

test('without a budget that ends it is decided', () => {
  const { verdict, statistics } = checkLinearizable(hard, model);
  expect(verdict).toBe('violation');
  expect(statistics.configurations).toBeGreaterThan(10_000);
  expect(statistics.memory).toBeGreaterThan(10_000);
});

test('configurations end: unknown, with the furthest point', () => {
  const result = checkLinearizable(hard, model, { maxConfigurations: 3000 });
  expect(result.verdict).toBe('unknown');
  expect(result.reason).toBe('not decided: the budget of 3000 configurations has ended (maxConfigurations)');
  expect(result.statistics.configurations).toBe(3000);
  expect(result.stuck?.order.length).toBeGreaterThan(100);
});

test('memory ends: unknown, and the tables never held more', () => {
  const result = checkLinearizable(hard, model, { maxMemory: 200_000 });
  expect(result.verdict).toBe('unknown');
  expect(result.reason).toBe('not decided: the memory budget of 200000 bytes has ended (maxMemory)');
  expect(result.statistics.memory).toBeLessThanOrEqual(200_000);
});

test('a signal that is aborted ends it', () => {
  const result = checkLinearizable(hard, model, { signal: AbortSignal.abort('enough') });
  expect(result).toMatchObject({ verdict: 'unknown', reason: 'not decided: the check was aborted: "enough"' });
});

test('the asynchronous form lets the event loop turn, so that a signal can come', async () => {
  const abort = new AbortController();
  setImmediate(() => abort.abort('stop'));
  const result = await checkLinearizableAsync(hard, model, { signal: abort.signal });
  expect(result.verdict).toBe('unknown');
  expect(result.statistics.configurations).toBeGreaterThan(0);
});

test('the asynchronous form comes to the same result', async () => {
  const synchronous = checkLinearizable(hard, model);
  const asynchronous = await checkLinearizableAsync(hard, model);
  expect(asynchronous).toEqual(synchronous);
});

test('it can be run piece by piece, each as long as was asked, with the same result', () => {
  const check = linearizability(hard, model);
  let pieces = 0;
  let result = check.run(500);
  for (; result === null; pieces++) result = check.run(500);
  const whole = checkLinearizable(hard, model);
  expect(result.verdict).toBe('violation');
  expect(pieces).toBeGreaterThan(20);
  expect(result.statistics.configurations).toBe(whole.statistics.configurations);
  expect(check.run(500)).toBe(result);
  expect(runToEnd(check)).toBe(result);
});

test('a timeout ends a long search', () => {
  const operations: OperationInput[] = Array.from({ length: 60 }, (_, index) => ({
    process: index,
    f: 'append',
    input: index,
    call: index,
    return: 1000 + index,
  }));
  // Every order of 60 concurrent appends is another state, and none has a 61st element.
  operations.push({ process: 99, f: 'read', input: 60, output: 'it', call: 2000, return: 2001 });
  const result = checkLinearizable(History.fromOperations(operations), models.log(), { timeout: 60 });
  expect(result).toMatchObject({
    verdict: 'unknown',
    reason: expect.stringContaining('the timeout of 60 ms has passed'),
  });
});

test('a model whose step never returns is stopped by the timeout, and named', () => {
  const endless: Model<number> = {
    name: 'endless',
    init: () => 0,
    step(state, { input }) {
      while (input === 'spin');
      return state + 1;
    },
  };
  const operations = ['go', 'spin'].map((input, index) => ({
    process: 0,
    f: 'step',
    input,
    call: 2 * index,
    return: 2 * index + 1,
  }));
  const result = checkLinearizable(History.fromOperations(operations), endless, { timeout: 50 });
  expect(result.verdict).toBe('unknown');
  expect(result.reason).toBe(
    'not decided: the timeout of 50 ms has passed while the model was at step "spin" in state 1: its `step` may never return',
  );
  expect(result.stuck).toBeNull();
});

test('states without end are bounded by the budget', () => {
  const counter: Model<number> = {
    name: 'counter',
    init: () => 0,
    step: (state) => models.oneOf([state + 1, state + 2]),
  };
  const operations: OperationInput[] = Array.from({ length: 2000 }, (_, index) => ({
    process: index,
    f: 'add',
    call: index,
  }));
  operations.push({ process: 'reader', f: 'add', call: 3000, return: 3001 });
  const result = checkLinearizable(History.fromOperations(operations), counter, {
    maxConfigurations: 5000,
    maxMemory: 4e6,
  });
  expect(['ok', 'unknown']).toContain(result.verdict);
  expect(result.statistics.memory).toBeLessThanOrEqual(4e6);
});

test('a hard part does not hide a violation in an easy one, whichever comes first', () => {
  const store = models.map();
  const keyed = (history: History, key: string): OperationInput[] =>
    history.operations.map(({ f, ...rest }) => ({
      ...rest,
      f: f === 'read' ? 'get' : f === 'write' ? 'put' : f,
      key,
      process: `${key}${rest.process}`,
    }));
  const easy: OperationInput[] = [
    { process: 'e', f: 'put', key: 'easy', input: 1, call: 1e6, return: 1e6 + 1 },
    { process: 'e', f: 'get', key: 'easy', output: 2, call: 1e6 + 2, return: 1e6 + 3 },
  ];
  const together = History.fromOperations([...keyed(hard, 'hard'), ...easy]);
  const result = checkLinearizable(together, store);
  expect(result).toMatchObject({ verdict: 'violation', partition: 'easy' });
  expect(result.statistics.configurations).toBeLessThan(10_000);
});

test('a violation stays one though another part ran out of memory', () => {
  const store = models.map();
  const keyed = hard.operations.map(({ f, ...rest }) => ({
    ...rest,
    f: f === 'read' ? 'get' : f === 'write' ? 'put' : f,
    key: 'hard',
  }));
  const fine: OperationInput = { process: 'e', f: 'get', key: 'easy', output: null, call: 1e6, return: 1e6 + 1 };
  const budget = { maxMemory: 200_000 };
  expect(checkLinearizable(History.fromOperations([...keyed, fine]), store, budget).verdict).toBe('unknown');
  const wrong = { ...fine, output: 5 };
  expect(checkLinearizable(History.fromOperations([...keyed, wrong]), store, budget).verdict).toBe('violation');
});

test.each([
  [
    { maxConfiguration: 5 } as object,
    'checkLinearizable() has no option `maxConfiguration`. It takes maxConfigurations, maxMemory, timeout, signal; ' +
      'did you mean `maxConfigurations`?',
  ],
  [{ maxConfigurations: 0 }, 'Expected `maxConfigurations` to be a number above 0, got 0'],
  [{ maxMemory: Number.NaN }, 'Expected `maxMemory` to be a number above 0, got NaN'],
  [{ timeout: '5' as never }, 'Expected `timeout` to be a number above 0, got 5'],
  [{ signal: true as never }, 'Expected `signal` to be an AbortSignal, got boolean'],
])('%j is refused', (options, message) => {
  expect(() => checkLinearizable(hard, model, options)).toThrow(message);
});
