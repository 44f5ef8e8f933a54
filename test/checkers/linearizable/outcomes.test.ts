// What each outcome, odd value and odd size of a history comes to.

import { checkLinearizable, History, illegal, type Model, models, type OperationInput } from '../../../src/checkers';

const register = models.register();
const lock = models.lock();

let time = 0;
beforeEach(() => {
  time = 0;
});

/** An operation that ends before the next one begins. */
function alone(f: string, fields: Partial<OperationInput> = {}): OperationInput {
  time += 2;
  return { process: 0, f, call: time - 1, return: time, ...fields };
}

/** An operation whose outcome is lost: from now on it may take effect at any time. */
function lost(f: string, input?: unknown): OperationInput {
  return { process: `p${++time}`, f, input, call: time, outcome: 'info' };
}

function verdictOf(operations: readonly OperationInput[], model: Model<never> | Model = register): string {
  return checkLinearizable(History.fromOperations(operations), model as Model).verdict;
}

test('nothing happened: ok', () => {
  const result = checkLinearizable(History.fromOperations([]), register);
  expect(result).toMatchObject({ verdict: 'ok', witness: [], statistics: { method: 'trivial', configurations: 0 } });
});

test('one operation is right or wrong by itself', () => {
  expect(verdictOf([alone('read', { output: null })])).toBe('ok');
  expect(verdictOf([alone('read', { output: 1 })])).toBe('violation');
});

test('an unknown write may have taken effect, at any later time, or never', () => {
  expect(verdictOf([lost('write', 1), alone('read', { output: null }), alone('read', { output: 1 })])).toBe('ok');
  expect(verdictOf([lost('write', 1), alone('read', { output: null })])).toBe('ok');
  expect(verdictOf([alone('read', { output: 1 }), lost('write', 1)])).toBe('violation');
  expect(verdictOf([lost('write', 1), alone('read', { output: 1 }), alone('read', { output: null })])).toBe(
    'violation',
  );
});

test('a failed write surely did not happen', () => {
  expect(verdictOf([alone('write', { input: 1, outcome: 'fail' }), alone('read', { output: null })])).toBe('ok');
  expect(verdictOf([alone('write', { input: 1, outcome: 'fail' }), alone('read', { output: 1 })])).toBe('violation');
});

test('a refusal says what the state was not', () => {
  const refused = { input: [1, 2], outcome: 'mismatch' as const };
  const model = models.casRegister();
  expect(verdictOf([alone('write', { input: 3 }), alone('cas', refused)], model)).toBe('ok');
  expect(verdictOf([alone('write', { input: 1 }), alone('cas', refused)], model)).toBe('violation');
});

test('a blocked operation must not be able to go on at the end: that is a lost wake-up', () => {
  const waiting: OperationInput = { process: 1, f: 'acquire', call: 1.5, outcome: 'blocked' };
  const held = [alone('acquire')];
  expect(verdictOf([...held, waiting], lock)).toBe('ok');
  const released = [...held, alone('release')];
  const result = checkLinearizable(History.fromOperations([...released, waiting]), lock);
  expect(result.verdict).toBe('violation');
  expect(result.stuck).toMatchObject({ blockedBy: null, candidates: [{ operation: { outcome: 'blocked' } }] });
});

test('a blocked operation in a large history, too', () => {
  const rounds = Array.from({ length: 40 }, () => [alone('acquire'), alone('release')]).flat();
  const waiting: OperationInput = { process: 1, f: 'acquire', call: 3.5, outcome: 'blocked' };
  expect(verdictOf([...rounds, waiting], lock)).toBe('violation');
  expect(verdictOf([...rounds, waiting, alone('acquire')], lock)).toBe('ok');
});

test.each([
  ['NaN', Number.NaN],
  ['-0', -0],
  ['a structure with undefined in it', { a: [undefined, Number.NaN] }],
  ['a big integer', 1n],
])('%s is written and read back', (_, value) => {
  const copy = typeof value === 'object' ? { a: [undefined, Number.NaN] } : value;
  expect(verdictOf([alone('write', { input: value }), alone('read', { output: copy })])).toBe('ok');
  expect(verdictOf([alone('write', { input: value }), alone('read', { output: 'other' })])).toBe('violation');
});

test('0 and -0 are the same value, 0 and "0" and 0n are not', () => {
  expect(verdictOf([alone('write', { input: 0 }), alone('read', { output: -0 })])).toBe('ok');
  expect(verdictOf([alone('write', { input: 0 }), alone('read', { output: '0' })])).toBe('violation');
  expect(verdictOf([alone('write', { input: 0 }), alone('read', { output: 0n })])).toBe('violation');
});

test('intervals are closed: what returns when another is called overlaps it', () => {
  const write = (end: number): OperationInput => ({ process: 0, f: 'write', input: 1, call: 0, return: end });
  const read: OperationInput = { process: 1, f: 'read', output: null, call: 5, return: 6 };
  expect(verdictOf([write(5), read])).toBe('ok');
  expect(verdictOf([write(4), read])).toBe('violation');
});

test('all operations at one moment are concurrent', () => {
  const together = (f: string, fields: object): OperationInput => ({
    process: ++time,
    f,
    call: 7,
    return: 7,
    ...fields,
  });
  expect(verdictOf([together('read', { output: 1 }), together('write', { input: 1 })])).toBe('ok');
});

test('a model that takes one of several ways is followed on each', () => {
  const coin: Model<number> = {
    name: 'coin',
    init: () => 0,
    step(state, { f, output }) {
      if (f === 'toss') return models.oneOf([1, 2]);
      return output === state ? state : illegal(`it shows ${state}`);
    },
  };
  const tosses = Array.from({ length: 20 }, (_, index) => [
    alone('toss'),
    alone('look', { output: 1 + ((index * 7) % 2) }),
    alone('look', { output: 1 + ((index * 7) % 2) }),
  ]).flat();
  expect(verdictOf(tosses, coin)).toBe('ok');
  expect(verdictOf([...tosses, alone('look', { output: 3 })], coin)).toBe('violation');
});

test('the witness is one order for all parts, each operation within its time', () => {
  const model = models.map();
  const operations: OperationInput[] = [
    { process: 0, f: 'put', key: 'a', input: 1, call: 0, return: 9 },
    { process: 1, f: 'get', key: 'b', output: 2, call: 1, return: 8 },
    { process: 2, f: 'put', key: 'b', input: 2, call: 2, return: 7 },
    { process: 3, f: 'get', key: 'a', output: 1, call: 3, return: 6 },
  ];
  const { witness, statistics } = checkLinearizable(History.fromOperations(operations), model);
  expect(statistics.partitions).toBe(2);
  const order = witness?.map(({ index }) => index) ?? [];
  expect([...order].sort()).toEqual([0, 1, 2, 3]);
  expect(order.indexOf(0)).toBeLessThan(order.indexOf(3));
  expect(order.indexOf(2)).toBeLessThan(order.indexOf(1));
});
