// The polynomial check for sets agrees with the definition wherever it does not decline.

import { History, type OperationInput } from '../../../../src/checkers';
import { setCheck } from '../../../../src/checkers/linearizable/polynomial/set';
import { set } from '../../../../src/checkers/models/set';
import { replayWitness } from '../../../../src/checkers/witness';
import { SCALE } from '../../reference/fuzz-scale';
import type { Draw, OperationDraw } from '../../reference/random-history';
import { fuzz } from './fuzz';

/** `at(0, 2, 'add', true)`: called at 0, returned at 2, result true. */
function at(call: number, end: number, f: string, output?: unknown, more = {}): OperationInput {
  return { process: 0, f, call, return: end, input: 'x', output, ...more };
}

function check(operations: readonly OperationInput[], model = set()) {
  const numbered = operations.map((operation, process) => ({ ...operation, process }));
  return setCheck(History.fromOperations(numbered).operations, model);
}

function orderOf(operations: readonly OperationInput[], model = set()): string {
  const outcome = check(operations, model);
  if (outcome?.verdict !== 'ok') throw new Error(`expected ok, got ${JSON.stringify(outcome)}`);
  return outcome.order.map(({ f, output }) => `${f} ${output}`).join(', ');
}

function patternOf(operations: readonly OperationInput[], model = set()) {
  const outcome = check(operations, model);
  if (outcome?.verdict !== 'violation') throw new Error(`expected a violation, got ${JSON.stringify(outcome)}`);
  return outcome.pattern;
}

const UNKNOWN = { outcome: 'info', return: undefined };

describe('what it decides', () => {
  it('orders nothing', () => expect(orderOf([])).toBe(''));

  it('adds and removes again and again', () => {
    const calls = [at(0, 9, 'remove', true), at(0, 9, 'remove', true), at(0, 9, 'add', true), at(0, 9, 'add', true)];
    expect(orderOf([...calls, at(5, 9, 'contains', true)])).toBe(
      'add true, contains true, remove true, add true, remove true',
    );
  });

  it('begins with what the set has at first', () => {
    const initial = set({ initial: ['x'] });
    expect(orderOf([at(0, 1, 'contains', true)], initial)).toBe('contains true');
    expect(patternOf([at(0, 1, 'contains', false)], initial).name).toBe('never removed');
    expect(patternOf([at(0, 1, 'contains', true)]).name).toBe('never added');
  });

  it('takes an operation that returns when another is called for concurrent', () => {
    expect(orderOf([at(0, 5, 'contains', true), at(5, 6, 'add', true)])).toBe('add true, contains true');
    expect(patternOf([at(0, 5, 'contains', true), at(6, 7, 'add', true)]).name).toBe('never added');
    expect(orderOf([at(0, 5, 'add', true), at(5, 6, 'contains', false)])).toBe('contains false, add true');
    expect(patternOf([at(0, 5, 'add', true), at(6, 7, 'contains', false)]).name).toBe('never removed');
  });

  it('uses an unknown operation if it is needed, however late', () => {
    const operations = [at(0, 0, 'add', undefined, UNKNOWN), at(1, 2, 'contains', false)];
    expect(orderOf(operations)).toBe('contains false');
    expect(orderOf([...operations, at(3, 4, 'contains', true)])).toBe('contains false, add undefined, contains true');
  });

  it('finds out what silent operations may have changed', () => {
    const operations = [at(0, 1, 'add'), at(2, 9, 'add'), at(3, 4, 'remove', true), at(5, 6, 'contains', true)];
    expect(orderOf(operations)).toBe('add undefined, remove true, add undefined, contains true');
    expect(patternOf([...operations, at(7, 8, 'remove', true), at(9, 9, 'contains', true)]).text).toMatchInlineSnapshot(
      `"whatever the operations did that do not say it, no order of them explains contains "x" -> true by process 5 (operation 5)"`,
    );
  });

  it('spares the change that can wait, if that is the way', () => {
    const silent = Array.from({ length: 10 }, (_, index) => at(-20 + index, -20 + index, index % 2 ? 'remove' : 'add'));
    const operations = [
      at(0, 1, 'add'),
      at(0, 9, 'add', true),
      at(1, 1, 'contains', true),
      at(2, 2, 'remove', true),
      at(3, 3, 'contains', true),
    ];
    expect(orderOf([...silent, ...operations])).toMatch(
      /add undefined, contains true, remove true, add true, contains true$/,
    );
  });

  it('decides any number of silent additions if nothing is removed', () => {
    const additions = Array.from({ length: 50 }, (_, index) => at(index, index + 5, 'add'));
    expect(check([...additions, at(60, 61, 'contains', true)])?.verdict).toBe('ok');
    expect(check([...additions, at(60, 61, 'contains', false)])?.verdict).toBe('violation');
  });
});

describe('what it objects to', () => {
  it('the element was added twice', () => {
    const pattern = patternOf([at(0, 1, 'contains', false), at(2, 3, 'add', true), at(4, 5, 'add', true)]);
    expect(pattern.text).toMatchInlineSnapshot(
      `"by the end of add "x" -> true by process 2 (operation 2) the element has to have been removed once, but nothing had removed it"`,
    );
    expect(pattern.operations.map(({ f }) => f)).toEqual(['add', 'add']);
  });

  it('with the operations since the last pause, and one that tells how it was then', () => {
    const past = Array.from({ length: 9 }, (_, index) =>
      at(10 * index, 10 * index + 1, index % 2 ? 'remove' : 'add', true),
    );
    const pattern = patternOf([
      ...past,
      at(100, 103, 'contains', true),
      at(101, 103, 'add', false),
      at(110, 111, 'add', true),
    ]);
    expect(pattern.operations.map(({ call }) => call)).toEqual([80, 110]);
  });
});

describe('what it declines', () => {
  it.each<[string, OperationInput[]]>([
    ['several elements', [at(0, 1, 'add', true), at(2, 3, 'add', true, { input: 'y' })]],
    ['reads of all elements', [at(0, 1, 'read', ['x'])]],
    ['a blocked operation', [at(0, 1, 'remove', undefined, { outcome: 'blocked', return: undefined })]],
  ])('%s', (_, operations) => expect(check(operations)).toBeNull());

  it('many silent operations that no simple order explains', () => {
    const silent = Array.from({ length: 20 }, (_, index) => at(index, index + 9, index % 2 ? 'add' : 'remove'));
    expect(check([...silent, at(40, 41, 'contains', true), at(42, 43, 'contains', false)])).toBeNull();
  });
});

describe('against Wing-Gong', () => {
  const model = (draw: Draw) => set({ initial: draw(4) === 0 ? ['x'] : [] });

  function operations(silent: number) {
    return (): OperationDraw => (draw) => {
      const f = ['add', 'remove', 'contains'][draw(3)] as string;
      const refused = draw(20) === 0;
      const output = silent > 0 && draw(silent) === 0 ? undefined : draw(2) === 0;
      return { f, input: 'x', output, ...(refused && { outcome: 'mismatch' as const }) };
    };
  }

  it('operations that say what they changed are never declined', () => {
    const counts = fuzz({
      check: setCheck,
      model,
      operations: operations(0),
      histories: 15_000,
      largest: 8,
      crashes: 5,
    });
    expect(counts.declined).toBe(0);
    expect(counts.ok).toBeGreaterThan(0.15 * 15_000 * SCALE);
    expect([...counts.patterns.keys()].sort()).toMatchInlineSnapshot(`
[
  "never added",
  "never removed",
  "not added often enough",
  "not removed often enough",
]
`);
  });

  it('silent ones', () => {
    const counts = fuzz({ check: setCheck, model, operations: operations(2), histories: 15_000, largest: 8 });
    expect(counts.declined).toBe(0);
  });
});

it('orders 100,000 operations on one element', () => {
  const inputs: OperationInput[] = [];
  for (let index = 0; index < 100_000; index++) {
    inputs.push(at(10 * index, 10 * index + 35, index % 2 ? 'remove' : 'add', true));
  }
  const { operations } = History.fromOperations(inputs.map((operation, process) => ({ ...operation, process })));
  const outcome = setCheck(operations, set());
  if (outcome?.verdict !== 'ok') throw new Error(JSON.stringify(outcome));
  expect(replayWitness(operations, outcome.order, set(), 'real time')).toBeNull();
});
