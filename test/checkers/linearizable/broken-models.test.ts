// Models that break the rules of the interface: each way has a clear error, and never a verdict.

import {
  checkLinearizable,
  checkSequentialConsistency,
  History,
  illegal,
  type Model,
  models,
  type OperationInput,
  oneOf,
} from '../../../src/checkers';

const { ModelError } = models;

const writes: OperationInput[] = [
  { process: 0, f: 'write', input: 1, call: 0, return: 1 },
  { process: 0, f: 'write', input: 2, call: 2, return: 3 },
];
const history = History.fromOperations(writes);

function messageOf(model: Model<never>): string {
  try {
    checkLinearizable(history, model);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelError);
    return (error as Error).message;
  }
  throw new Error('no error');
}

test('step throws', () => {
  const model: Model<number> = {
    name: 'fragile',
    init: () => 0,
    step(_, { input }) {
      if (input === 2) throw new RangeError('two is too much');
      return 1;
    },
  };
  expect(messageOf(model as Model<never>)).toBe(
    'The model "fragile" threw at write 2 in state 1: RangeError: two is too much',
  );
});

test('the state is changed in place', () => {
  const model: Model<number[]> = {
    name: 'in place',
    init: () => [],
    step(state, { input }) {
      state.push(input as number);
      return state;
    },
  };
  expect(messageOf(model as Model<never>)).toBe(
    'The model "in place" changed the state it was given at write 1: now [1]. `step` must return a new state and leave the old one as it is.',
  );
});

test('step is asynchronous', () => {
  const model = { name: 'late', init: () => 0, step: async () => 1 };
  expect(messageOf(model as unknown as Model<never>)).toBe(
    'The model "late" returned a promise at write 1 in state 0. Models are synchronous: return the state itself.',
  );
});

test('step returns undefined', () => {
  const model = { name: 'forgetful', init: () => 0, step: () => {} };
  expect(messageOf(model as unknown as Model<never>)).toBe(
    'The model "forgetful" returned undefined at write 1 in state 0, which is no state. Is a `return` missing? What cannot happen is illegal(reason).',
  );
});

test('oneOf is given no list', () => {
  const model = { name: 'choosy', init: () => 0, step: () => oneOf(3 as never) };
  expect(messageOf(model as unknown as Model<never>)).toBe(
    'The model "choosy" threw at write 1 in state 0: TypeError: oneOf expects a list of states, got 3; for a single one return the state itself',
  );
});

test.each<[unknown, string]>([
  ['register', '"register"'],
  [undefined, 'undefined'],
  [models.register, '[function register]; call it to get a model'],
  [{ init: () => 0, step: () => 0 }, 'which has no `name`'],
  [{ name: 'set', step: () => 0 }, 'which has no function `init`'],
  [{ name: 'set', init: () => 0 }, 'which has no function `step`'],
])('%p is no model', (given, message) => {
  for (const check of [checkLinearizable, checkSequentialConsistency])
    expect(() => check(history, given as Model)).toThrow(
      expect.objectContaining({
        name: 'TypeError',
        message: expect.stringMatching(/^Expected `model` to be a model, such as models\.register\(\), got /),
      }),
    );
  expect(() => checkLinearizable(history, given as Model)).toThrow(message);
});

test('events are no history', () => {
  for (const check of [checkLinearizable, checkSequentialConsistency])
    expect(() => check([] as never, models.register())).toThrow(
      'Expected `history` to be a History, such as History.fromEvents(events) or recorder.history(), got []',
    );
});

test('a state cannot be compared', () => {
  class Box {}
  const model: Model<Box> = { name: 'boxes', init: () => new Box(), step: () => new Box() };
  expect(messageOf(model as Model<never>)).toMatch(
    /^A state of the model "boxes" cannot be compared: an instance of Box.*Give the model `key\(state\)`/,
  );
});

test('a state that cannot be cloned is fine with a key', () => {
  class Box {
    constructor(readonly content: unknown) {}
    grow = (): Box => new Box([this.content]);
  }
  const model: Model<Box> = {
    name: 'boxes',
    init: () => new Box(0),
    step: (_, { input }) => new Box(input),
    key: ({ content }) => content,
  };
  expect(checkLinearizable(history, model).verdict).toBe('ok');
});

test('key is no primitive', () => {
  const model: Model<number> = { name: 'keyed', init: () => 0, step: (state) => state + 1, key: (state) => [state] };
  expect(messageOf(model as Model<never>)).toBe('`key` of the model "keyed" must return a primitive, got [0]');
});

test('an operation cannot be compared', () => {
  const model: Model<number> = { name: 'counter', init: () => 0, step: (state) => state + 1 };
  const odd = History.fromOperations([{ process: 0, f: 'call', input: () => 1, call: 0, return: 1 }]);
  expect(() => checkLinearizable(odd, model)).toThrow(
    /^An operation \(call\) cannot be compared with others: a function/,
  );
});

test('step depends on who did it, and the model does not say so', () => {
  const model: Model<unknown> = {
    name: 'owned',
    init: () => null,
    step: (owner, { process, f }) => (f === 'write' ? process : owner === process ? null : illegal('another owner')),
  };
  expect(messageOf(model as Model<never>)).toContain('The model "owned" looks at `operation.process`');
  const signed: Model<unknown> = { ...model, signature: ({ process, f }) => `${f} ${process}` };
  expect(checkLinearizable(history, signed).verdict).toBe('ok');
});

test('a hook promises what step does not keep: the witness does not replay', () => {
  const model: Model<number> = {
    name: 'liar',
    init: () => 0,
    step: (state, { f, input, output }) =>
      f === 'write' ? (input as number) : state === output ? state : illegal('another value'),
    signature: ({ f }) => f,
  };
  const told = History.fromOperations([...writes, { process: 0, f: 'read', output: 1, call: 4, return: 5 }]);
  expect(() => checkLinearizable(told, model)).toThrow(
    /^The order found for the model "liar" does not hold when it is replayed: .*`testModel` finds out which/,
  );
});

test('partition throws', () => {
  const model: Model<number> = {
    name: 'split',
    init: () => 0,
    step: (state) => state,
    partition() {
      throw new Error('no key');
    },
  };
  expect(messageOf(model as Model<never>)).toBe('The model "split" threw at partition(write 1): Error: no key');
  const ofRegisters = { ...model, part: models.register() } as Model;
  for (const split of [model as Model, ofRegisters]) {
    const check = () => checkSequentialConsistency(history, split);
    expect(check).toThrow(ModelError);
    expect(check).toThrow('The model "split" threw at partition(write 1): Error: no key');
  }
});

test('after an error the model is asked afresh', () => {
  let angry = true;
  const model: Model<number> = {
    name: 'moody',
    init: () => 0,
    step(state) {
      if (angry) throw new Error('not now');
      return state + 1;
    },
  };
  expect(messageOf(model as Model<never>)).toContain('not now');
  angry = false;
  expect(checkLinearizable(history, model).verdict).toBe('ok');
});
