// The polynomial check for registers agrees with the definition wherever it does not decline.

import { History, illegal, type Model, type Operation, type OperationInput } from '../../../../../src/checkers';
import { registerCheck } from '../../../../../src/checkers/linearizable/polynomial/register/register';
import { casRegister } from '../../../../../src/checkers/models/cas-register';
import { register } from '../../../../../src/checkers/models/register';
import { replayWitness } from '../../../../../src/checkers/witness';
import { SCALE } from '../../../reference/fuzz-scale';
import type { Draw, OperationDraw } from '../../../reference/random-history';
import { fuzz } from '../fuzz';

/** `at(0, 2, 'write', 1)`: called at 0, returned at 2. */
function at(call: number, end: number, f: string, input?: unknown, output?: unknown, more = {}): OperationInput {
  return { process: 0, f, call, return: end, input, output, ...more };
}

function check(operations: readonly OperationInput[], model = casRegister({ initial: 0 })) {
  const numbered = operations.map((operation, process) => ({ ...operation, process }));
  return registerCheck(History.fromOperations(numbered).operations, model);
}

function orderOf(operations: readonly OperationInput[], model = casRegister({ initial: 0 })): string {
  const outcome = check(operations, model);
  if (outcome?.verdict !== 'ok') throw new Error(`expected ok, got ${JSON.stringify(outcome)}`);
  return outcome.order.map(({ f, input, output }) => `${f} ${JSON.stringify(input ?? output)}`).join(', ');
}

function patternOf(operations: readonly OperationInput[], model = casRegister({ initial: 0 })) {
  const outcome = check(operations, model);
  if (outcome?.verdict !== 'violation') throw new Error(`expected a violation, got ${JSON.stringify(outcome)}`);
  return outcome.pattern;
}

describe('what it decides', () => {
  it('orders nothing', () => expect(orderOf([])).toBe(''));

  it('reads the initial value until the first write, whenever that was called', () => {
    expect(orderOf([at(0, 9, 'write', 1), at(1, 2, 'read', null, 0), at(3, 4, 'read', null, 1)])).toBe(
      'read 0, write 1, read 1',
    );
  });

  it('takes an operation that returns when another is called for concurrent', () => {
    expect(orderOf([at(0, 5, 'read', null, 1), at(5, 6, 'write', 1)])).toBe('write 1, read 1');
    expect(patternOf([at(0, 5, 'read', null, 1), at(6, 7, 'write', 1)]).name).toBe('read before write');
    const touch = (start: number) => [
      at(0, 1, 'write', 1),
      at(2, 5, 'read', null, 1),
      at(3, 4, 'write', 2),
      at(start, 6, 'read', null, 2),
    ];
    expect(orderOf(touch(5))).toBe('write 1, read 1, write 2, read 2');
    const late = (start: number) => [at(0, 1, 'write', 1), at(2, 5, 'write', 2), at(start, 7, 'read', null, 1)];
    expect(orderOf(late(5))).toBe('write 1, read 1, write 2');
    expect(patternOf(late(6)).name).toBe('values interleave');
  });

  it('lets an unknown write happen late if its value was read, and never if not', () => {
    const unknown = { outcome: 'info', return: undefined };
    expect(orderOf([at(0, 0, 'write', 1, undefined, unknown), at(5, 6, 'read', null, 1)])).toBe('write 1, read 1');
    expect(orderOf([at(0, 0, 'write', 1, undefined, unknown), at(5, 6, 'read', null, 0)])).toBe('read 0');
  });

  it('takes an unknown compare-and-set for happened if its value was met, and with it what it needs', () => {
    const unknown = { outcome: 'info', return: undefined };
    const operations = [
      at(0, 0, 'write', 1, undefined, unknown),
      at(1, 1, 'cas', [1, 2], undefined, unknown),
      at(2, 2, 'cas', [2, 3], undefined, unknown),
      at(3, 4, 'cas', [2, 4]),
    ];
    expect(orderOf(operations)).toBe('write 1, cas [1,2], cas [2,4]');
  });

  it('writes nothing and reads it', () => {
    const operations = [at(0, 1, 'write', 1), at(2, 3, 'write', null), at(4, 5, 'read', undefined, null)];
    expect(orderOf(operations)).toBe('write 1, write undefined, read null');
    expect(patternOf([...operations, at(6, 7, 'write', 2), at(8, 9, 'read')]).name).toBe('values interleave');
  });

  it('keeps a chain of compare-and-sets together', () => {
    expect(
      orderOf([at(0, 9, 'write', 7), at(0, 9, 'cas', [1, 2]), at(0, 9, 'cas', [0, 1]), at(0, 9, 'read', null, 2)]),
    ).toBe('cas [0,1], cas [1,2], read 2, write 7');
  });

  it('allows a compare-and-set that was refused because its value was never there', () => {
    const operations = [at(0, 1, 'write', 1), at(2, 3, 'cas', [7, 8], false), at(4, 5, 'read', null, 1)];
    expect(orderOf(operations)).toBe('write 1, cas [7,8], read 1');
  });

  it('does not care for repeated values that nobody saw', () => {
    expect(orderOf([at(0, 1, 'write', 5), at(2, 3, 'write', 5), at(4, 5, 'write', 6), at(6, 7, 'read', null, 6)])).toBe(
      'write 5, write 5, write 6, read 6',
    );
  });

  it('knows a value by its structure', () => {
    expect(orderOf([at(0, 1, 'write', { a: [1], b: 2 }), at(2, 3, 'read', null, { b: 2, a: [1] })])).toMatch(/^write/);
    expect(orderOf([at(0, 1, 'write', Number.NaN), at(2, 3, 'read', null, Number.NaN)])).toMatch(/^write/);
  });

  it('puts a read whose result is not constrained where it fits', () => {
    const loose = { ...register({ initial: 0 }) };
    const strict = loose.step.bind(loose);
    loose.step = (state, operation) =>
      operation.output === undefined && operation.f === 'read' ? state : strict(state, operation);
    expect(
      orderOf([at(0, 1, 'write', 1), at(2, 3, 'read'), at(4, 5, 'write', 2), at(6, 7, 'read', null, 2)], loose),
    ).toBe('write 1, read undefined, write 2, read 2');
  });
});

describe('what it objects to', () => {
  it('a value that nobody wrote', () => {
    const pattern = patternOf([at(0, 1, 'write', 1), at(2, 3, 'read', null, 7)]);
    expect(pattern.name).toBe('value from nowhere');
    expect(pattern.text).toMatchInlineSnapshot(`"read -> 7 by process 1 (operation 1) met a value that nobody wrote"`);
    expect(pattern.operations.map(({ f }) => f)).toEqual(['read']);
  });

  it('the initial value after another one', () => {
    const pattern = patternOf([at(0, 1, 'write', 1), at(2, 3, 'read', null, 0)]);
    expect(pattern.name).toBe('initial value comes back');
    expect(pattern.text).toMatchInlineSnapshot(
      `"what was there at first cannot come back, but write 1 by process 0 (operation 0) returned before read -> 0 by process 1 (operation 1) was called"`,
    );
  });

  it('two values that need each other out of the way', () => {
    const pattern = patternOf([
      at(0, 1, 'write', 1),
      at(2, 3, 'write', 2),
      at(4, 5, 'read', null, 1),
      at(6, 7, 'read', null, 2),
    ]);
    expect(pattern.name).toBe('values interleave');
    expect(pattern.text).toMatchInlineSnapshot(
      `"operations on one value stand together, so one value comes wholly before the other; but write 2 by process 1 (operation 1) returned before read -> 1 by process 2 (operation 2) was called, and write 1 by process 0 (operation 0) returned before read -> 2 by process 3 (operation 3) was called"`,
    );
  });

  it('a read after the compare-and-set that took its value away', () => {
    const pattern = patternOf([at(0, 1, 'write', 1), at(2, 3, 'cas', [1, 2]), at(4, 5, 'read', null, 1)]);
    expect(pattern.name).toBe('stale read');
    expect(pattern.operations).toHaveLength(3);
  });

  it('two compare-and-sets that took the same value', () => {
    const pattern = patternOf([at(0, 9, 'write', 1), at(0, 9, 'cas', [1, 2]), at(0, 9, 'cas', [1, 3])]);
    expect(pattern.name).toBe('value taken twice');
    expect(pattern.operations).toHaveLength(3);
  });

  it('compare-and-sets that need each other', () => {
    expect(patternOf([at(0, 9, 'cas', [2, 1]), at(0, 9, 'cas', [1, 2])]).name).toBe('circular compare-and-set');
  });
});

describe('what it declines', () => {
  it.each<[string, OperationInput[]]>([
    [
      'a value that was written twice and read',
      [at(0, 1, 'write', 1), at(0, 1, 'write', 1), at(2, 3, 'read', null, 1)],
    ],
    ['the initial value written and read', [at(0, 1, 'write', 0), at(2, 3, 'read', null, 0)]],
    ['a refused compare-and-set', [at(0, 1, 'write', 1), at(2, 3, 'cas', [1, 2], false)]],
    ['a refused compare-and-set of the initial value', [at(0, 1, 'cas', [0, 2], undefined, { outcome: 'mismatch' })]],
    ['a blocked operation', [at(0, 1, 'write', 1, undefined, { outcome: 'blocked', return: undefined })]],
    ['another operation', [at(0, 1, 'increment', 1)]],
    ['a value without equality', [at(0, 1, 'write', () => 1), at(2, 3, 'read', null, 0)]],
  ])('%s', (_, operations) => expect(check(operations)).toBeNull());

  it('nothing that was written, if the model does not say what reading nothing means', () => {
    const operations = [at(0, 1, 'write', null), at(2, 3, 'write', 1), at(4, 5, 'read')];
    const model = register({ initial: 0 });
    const loose = { ...model, step: (state: unknown, operation: Operation) => looseStep(state, operation) };
    function looseStep(state: unknown, operation: Operation) {
      return operation.f === 'read' && operation.output === undefined ? state : model.step(state, operation);
    }
    expect(check(operations, model)?.verdict).toBe('violation');
    expect(check(operations, loose)).toBeNull();
  });

  it('a model whose state is not the value', () => {
    const model: Model<{ value: unknown }> = {
      name: 'boxed register',
      init: () => ({ value: 0 }),
      step: (state, { f, input, output }) => {
        if (f === 'write') return { value: input };
        return state.value === output ? state : illegal('another value');
      },
      structure: 'register',
    };
    expect(check([at(0, 1, 'read', null, 0)], model as Model)).toBeNull();
  });
});

describe('against Wing-Gong', () => {
  const initial = (draw: Draw) => [null, 0, 1][draw(3)];

  it('reads and writes', () => {
    const operations = (draw: Draw): OperationDraw => {
      let written = 0;
      const limit = 2 + draw(3);
      return () => {
        if (draw(14) === 0) return { f: 'write', input: null };
        if (draw(2) === 0) return { f: 'write', input: written < limit || draw(8) > 0 ? ++written : draw(written) };
        const outcome = draw(12) === 0 ? 'fail' : undefined;
        return { f: 'read', output: draw(5) === 0 ? null : draw(written + 2), ...(outcome && { outcome }) };
      };
    };
    const model = (draw: Draw) => register({ initial: initial(draw) });
    const counts = fuzz({ check: registerCheck, model, operations, histories: 12_000 });
    expect(counts.declined).toBeLessThan(0.25 * 12_000 * SCALE);
    expect(counts.ok).toBeGreaterThan(0.15 * 12_000 * SCALE);
    expect([...counts.patterns.keys()].sort()).toMatchInlineSnapshot(`
[
  "initial value comes back",
  "read before write",
  "value from nowhere",
  "values interleave",
]
`);
  });

  it('with compare-and-set', () => {
    const operations = (draw: Draw): OperationDraw => {
      let written = 0;
      return () => {
        const kind = draw(5);
        if (kind === 0) return { f: 'write', input: ++written };
        if (kind < 3) return { f: 'read', output: draw(written + 2) };
        const refused = draw(10) === 0;
        const input = [draw(written + 2), draw(12) === 0 ? draw(written + 1) : ++written];
        return {
          f: 'cas',
          input,
          output: [true, undefined][draw(2)],
          ...(refused && { outcome: 'mismatch' as const }),
        };
      };
    };
    const model = () => casRegister({ initial: 0 });
    const counts = fuzz({ check: registerCheck, model, operations, histories: 12_000 });
    expect(counts.declined).toBeLessThan(0.35 * 12_000 * SCALE);
    expect(counts.ok).toBeGreaterThan(0.15 * 12_000 * SCALE);
    expect([...counts.patterns.keys()].sort()).toMatchInlineSnapshot(`
[
  "circular compare-and-set",
  "initial value comes back",
  "read before write",
  "stale read",
  "value from nowhere",
  "value taken twice",
  "values interleave",
  "writes out of order",
]
`);
  });
});

it('orders 100,000 operations of 10 processes', () => {
  const operations: OperationInput[] = [];
  for (let index = 0; index < 50_000; index++) {
    operations.push(at(10 * index, 10 * index + 19, 'write', index + 1));
    operations.push(at(10 * index + 15, 10 * index + 40, 'read', null, index + 1));
  }
  const model = register({ initial: 0 });
  const numbered: readonly Operation[] = History.fromOperations(
    operations.map((operation, process) => ({ ...operation, process })),
  ).operations;
  const outcome = registerCheck(numbered, model);
  if (outcome?.verdict !== 'ok') throw new Error(JSON.stringify(outcome));
  expect(replayWitness(numbered, outcome.order, model, 'real time')).toBeNull();
});
