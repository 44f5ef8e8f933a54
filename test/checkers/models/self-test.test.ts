import { type Model, models, type Operation } from '../../../src/checkers';
import { illegal, OneOf } from '../../../src/checkers/models/model';
import { assertModel, testModel } from '../../../src/checkers/models/self-test';
import type { OperationDraft } from '../../../src/checkers/models/self-test/walk';

const OPERATIONS: OperationDraft[] = [
  { f: 'read', output: 0 },
  { f: 'read', output: 1 },
  { f: 'write', input: 1 },
  { f: 'write', input: 2 },
  { f: 'write', input: 1, key: 'a' },
];

function step(state: number, { f, input, output, outcome }: Operation): number | ReturnType<typeof illegal> {
  if (outcome === 'mismatch') return illegal('never refused');
  if (f === 'write') return input as number;
  return output === undefined || output === state ? state : illegal(`read ${output}, but it holds ${state}`);
}

/** A sound register with what a test breaks in it. */
function broken(change: Partial<Model<never>>): Model {
  return { name: 'broken', init: () => 0, step, ...change } as Model;
}

function kinds(change: Partial<Model<never>>, operations: readonly OperationDraft[] = OPERATIONS): string[] {
  return [...new Set(testModel(broken(change), { operations, steps: 300 }).problems.map(({ kind }) => kind))];
}

/** A list to which is written, and which can be read. */
interface List {
  readonly items: unknown[];
}
const list = (change: (state: List, operation: Operation) => unknown): Partial<Model<never>> => ({
  init: () => ({ items: [] }) as never,
  step: (state: List, operation) => (operation.f === 'write' ? (change(state, operation) as never) : (state as never)),
});

test('a sound model has no problems', () => {
  expect(kinds({ init: () => Number.NaN as never })).toEqual([]);
  expect(kinds({})).toEqual([]);
  expect(
    kinds({ pure: ({ f }) => f === 'read', observes: ({ f, output }) => (f === 'write' ? [] : [output as never]) }),
  ).toEqual([]);
  expect(
    kinds(list(({ items }, { input }) => (items.length < 3 ? { items: [...items, input] } : illegal('full')))),
  ).toEqual([]);
});

describe('each broken rule is found, and nothing else is said', () => {
  class Cell {
    constructor(public value = 0) {}
  }
  const isRead = ({ f }: Operation) => f === 'read';

  it.each<[string, Partial<Model<never>>, string[]]>([
    [
      'init throws',
      {
        init: () => {
          throw new Error('no');
        },
      },
      ['throws'],
    ],
    ['init is asynchronous', { init: (async () => 0) as never }, ['promise']],
    [
      'init gives unequal states',
      {
        init: (
          (count = 0) =>
          () =>
            count++ as never
        )(),
      },
      ['init'],
    ],
    [
      'step throws for a refused operation',
      {
        step: (state: number, operation: Operation) => {
          if (operation.outcome === 'mismatch') throw new Error('what?');
          return step(state, operation) as never;
        },
      },
      ['throws'],
    ],
    ['step is asynchronous', { step: (async (state: number) => state) as never }, ['promise']],
    ['one key for all states, which are numbers', { key: () => 0 }, ['key']],
    ['step returns nothing', { step: (() => {}) as never }, ['no result']],
    ['step returns a choice of nothing', { step: () => new OneOf<never>([]) }, ['no choice']],
    [
      'step pushes to the list it was given',
      list((state, { input }) => {
        if (state.items.length < 3) state.items.push(input);
        return state;
      }),
      ['mutation'],
    ],
    [
      'step changes the list it was given and back, which shows only when it is frozen',
      list((state) => {
        state.items.push(1);
        state.items.pop();
        return state;
      }),
      ['mutation'],
    ],
    [
      'step adds to the Set it was given',
      { init: () => new Set() as never, step: (state: Set<unknown>, { input }) => state.add(input) as never },
      ['mutation'],
    ],
    [
      'step depends on how often it is asked',
      {
        step: (
          (count = 0) =>
          () =>
            (count++ % 3) as never
        )(),
      },
      ['not deterministic'],
    ],
    ['a state without key', { init: () => new Cell() as never, step: (state: Cell) => state as never }, ['key']],
    ['a key that is no primitive', { key: (state) => [state] }, ['key']],
    [
      'a key by identity',
      {
        ...list(({ items }) => ({ items: [...items] })),
        key: (
          (known = new Map<unknown, number>()) =>
          (state: unknown) =>
            known.get(state) ?? known.set(state, known.size).size - 1
        )(),
      },
      ['init', 'key'],
    ],
    [
      'a key that is too coarse',
      {
        ...list(({ items }, { input }) => ({ items: [items.length + Number(input)] })),
        key: () => 'same',
        step: (({ items }: List, { f, input }: Operation) =>
          f === 'write' ? { items: [input] } : items.length === 0 ? { items } : illegal('not empty')) as never,
      },
      ['key'],
    ],
    ['describe returns no string', { describe: (state) => state }, ['describe']],
    [
      'describe throws',
      {
        describe: () => {
          throw new Error('no');
        },
      },
      ['describe'],
    ],
    ['a write said to be pure', { pure: () => true }, ['pure']],
    ['a signature that is no primitive', { signature: () => ({}) }, ['signature']],
    [
      'a signature without the result',
      { signature: ({ f, input, outcome }) => `${f} ${input} ${outcome}` },
      ['signature'],
    ],
    [
      'no signature where the process matters',
      { step: ((_: number, { process }: Operation) => process) as never },
      ['signature'],
    ],
    ['reads said to observe nothing', { observes: () => [] }, ['observes']],
    ['a read said to observe another value', { observes: ({ f }) => (f === 'read' ? [2 as never] : []) }, ['observes']],
    [
      'a crashed write that is said to do nothing',
      {
        step: ((state: number, operation: Operation) =>
          operation.outcome === 'info' ? state : step(state, operation)) as never,
      },
      ['unknown result'],
    ],
    [
      'a crashed write that cannot happen',
      {
        step: ((state: number, operation: Operation) =>
          operation.outcome === 'info' && operation.f === 'write' ? illegal('?') : step(state, operation)) as never,
      },
      ['unknown result'],
    ],
    [
      'a blocked write that cannot happen',
      {
        step: ((state: number, operation: Operation) =>
          operation.outcome === 'blocked' && operation.f === 'write' ? illegal('?') : step(state, operation)) as never,
      },
      ['unknown result'],
    ],
    ['a partition of a register', { partition: ({ key }) => key ?? 'none' }, ['partition']],
    ['a partition of reads and writes', { partition: ({ f }) => f }, ['partition']],
    [
      'partition throws',
      {
        partition: () => {
          throw new Error('no');
        },
      },
      ['throws'],
    ],
    [
      'pure throws',
      {
        pure: (operation) => {
          if (isRead(operation)) throw new Error('no');
          return false;
        },
      },
      ['throws'],
    ],
    ['nothing can happen', { step: () => illegal('no') }, ['nothing legal']],
  ])('%s', (_, change, expected) => expect(kinds(change)).toEqual(expected));
});

test('parts that do not add up to the whole are found', () => {
  const whole = models.map({ initial: 0 });
  const operations = [
    ...['x', 'y'].flatMap((key) => [
      { f: 'get', key, output: 0 },
      { f: 'put', key, input: 1 },
    ]),
  ];
  expect(testModel(whole, { operations }).problems).toEqual([]);
  const { problems } = testModel({ ...whole, part: models.map({ initial: 1 }).part as Model }, { operations });
  expect(problems.map(({ kind }) => kind)).toEqual(['partition']);
  expect(problems[0]?.text).toMatch(
    /^get .* in state Map \{.*\}: legal on the (whole, but not on its part|part, but not on the whole), after the same operations$/,
  );
});

test('parts whose operations do not commute are found, even if none is ever illegal', () => {
  const operations = [
    { f: 'write', input: 1, key: 'x' },
    { f: 'write', input: 2, key: 'y' },
  ];
  const { problems } = testModel(broken({ partition: ({ key }) => key }), { operations });
  expect(problems.map(({ kind }) => kind)).toEqual(['partition']);
  expect(problems[0]?.text).toMatch(
    /^write .* and write .* are of different parts, but in state \d they do not commute$/,
  );
});

test('operations with one signature of which one is pure are found', () => {
  const change: Partial<Model<never>> = {
    pure: ({ f, process }) => f === 'read' && process === 0,
    signature: ({ f, input, outcome, output }) => `${f} ${input} ${outcome} ${output}`,
  };
  expect(kinds(change)).toEqual(['signature']);
});

test('a problem names the operation and the state', () => {
  const { ok, problems } = testModel(broken({ pure: () => true }), { operations: [{ f: 'write', input: 7 }] });
  expect(ok).toBe(false);
  expect(problems).toMatchObject([
    {
      kind: 'pure',
      state: '0',
      operation: { f: 'write', input: 7, outcome: 'ok' },
      text: 'write 7 in state 0: `step` changes the state, though `pure` says that it never does',
    },
  ]);
});

test('the same seed gives the same test, another seed another walk', () => {
  const run = (seed: number) => {
    const drawn: unknown[] = [];
    const operations = (random: { below(n: number): number }) => {
      drawn.push(random.below(1000));
      return { f: 'write', input: 1 };
    };
    testModel(broken({}), { operations, seed, steps: 20 });
    return drawn;
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test('assertModel throws with every problem, and is silent about a sound model', () => {
  assertModel(broken({}), { operations: OPERATIONS });
  const change = { pure: () => true, describe: () => 1 as never };
  expect(() => assertModel(broken(change), { operations: OPERATIONS, steps: 50 })).toThrow(
    /^The model "broken" breaks the rules of models: \n {2}\w+: .*\n {2}\w+: /,
  );
});

test.each<[object, string]>([
  [
    { operations: [] },
    'Expected `operations` of testModel() to be a list of operations, objects with `f`, or a function that draws one, got []',
  ],
  [{ operations: ['read'] }, 'objects with `f`, or a function that draws one, got ["read"]'],
  [undefined as never, 'Expected `operations` of testModel() to be a list of operations'],
  [{ operations: OPERATIONS, seed: 0.5 }, 'Expected `seed` of testModel() to be an integer, got 0.5'],
  [{ operations: OPERATIONS, steps: 0 }, 'Expected `steps` of testModel() to be an integer of at least 1, got 0'],
])('options %j are refused', (options, message) => {
  expect(() => testModel(broken({}), options as never)).toThrow(message);
});
