// Last in, first out: which value can lie below which, and what is said when none can.

import type { Model } from '../../../../../src/checkers';
import { stackCheck } from '../../../../../src/checkers/linearizable/polynomial/stack/stack';
import { stack } from '../../../../../src/checkers/models/stack';
import { historyOf, type Spoken, verdictOf } from '../spoken-history';

const model = stack() as Model;
const verdict = (spoken: readonly Spoken[]) => verdictOf(stackCheck, model, spoken);

function textOf(spoken: readonly Spoken[]): string {
  const outcome = stackCheck(historyOf(spoken), model);
  return outcome?.verdict === 'violation' ? outcome.pattern.text : 'no violation';
}

it('the last one to come is the first one to leave', () => {
  expect(
    verdict([
      [0, 1, 'push 1'],
      [2, 3, 'push 2'],
      [4, 5, 'pop -> 2'],
      [6, 7, 'pop -> 1'],
    ]),
  ).toBe('ok: push 1, push 2, pop -> 2, pop -> 1');
});

it('a value does not leave from below another', () => {
  const below: Spoken[] = [
    [0, 1, 'push 1'],
    [2, 3, 'push 2'],
    [4, 5, 'pop -> 1'],
    [6, 7, 'pop -> 2'],
  ];
  expect(verdict(below)).toBe('LIFO order: push 1, push 2, pop -> 1, pop -> 2');
  expect(textOf(below)).toMatchInlineSnapshot(
    `"one of 1, 2 has to lie below the others, but none can: 1 was popped before 2 was gone; 2 was pushed after 1 was inside"`,
  );
});

it('a value does not leave from below one that stays', () => {
  expect(
    verdict([
      [0, 1, 'push 1'],
      [2, 3, 'push 2'],
      [4, 5, 'pop -> 1'],
    ]),
  ).toBe('LIFO order: push 1, push 2, pop -> 1');
});

it('a value that can come and leave at one moment is in nobody’s way', () => {
  expect(
    verdict([
      [0, 1, 'push 1'],
      [2, 5, 'push 2'],
      [5, 8, 'pop -> 2'],
      [3, 9, 'pop -> 1'],
      [4, 6, 'push 3'],
    ]),
  ).toBe('ok: push 1, pop -> 1, push 3, push 2, pop -> 2');
});

it('three values in a chain have no bottom although each two have one', () => {
  const chain: Spoken[] = [
    [0, 1, 'push 1'],
    [2, 4, 'push 2'],
    [3, 11, 'push 3'],
    [10, 15, 'pop -> 1'],
    [12, 30, 'pop -> 2'],
    [20, 21, 'pop -> 3'],
  ];
  expect(verdict(chain)).toBe('LIFO order: push 1, push 2, push 3, pop -> 1, pop -> 2, pop -> 3');
  expect(textOf(chain)).toMatchInlineSnapshot(
    `"one of 1, 2, 3 has to lie below the others, but none can: 1 was popped before 3 was gone; 2 was pushed after 1 was inside; 3 was pushed after 1 was inside"`,
  );
  for (const value of ['1', '2', '3']) {
    expect(verdict(chain.filter(([, , words]) => !words.endsWith(value)))).toMatch(/^ok: /);
  }
});

it('the chain that is told is as short as it can be', () => {
  const inside = Array.from({ length: 20 }, (_, at): Spoken[] => [
    [4, 5, `push ${at + 10}`],
    [6, 7, `pop -> ${at + 10}`],
  ]).flat();
  const long: Spoken[] = [[0, 1, 'push 1'], [2, 3, 'push 2'], ...inside, [8, 9, 'pop -> 1'], [10, 11, 'pop -> 2']];
  expect(verdict(long)).toBe('LIFO order: push 1, push 2, pop -> 1, pop -> 2');
});

describe('peeks', () => {
  it('see a value before another one comes, between two others, and after', () => {
    expect(
      verdict([
        [0, 1, 'push 1'],
        [2, 3, 'peek -> 1'],
        [3, 4, 'push 2'],
        [5, 6, 'pop -> 2'],
        [6, 7, 'peek -> 1'],
        [7, 8, 'push 3'],
        [9, 10, 'peek -> 3'],
        [11, 12, 'pop -> 3'],
        [12, 13, 'peek -> 1'],
        [14, 15, 'pop -> 1'],
      ]),
    ).toBe('ok: push 1, peek -> 1, push 2, pop -> 2, peek -> 1, push 3, peek -> 3, pop -> 3, peek -> 1, pop -> 1');
  });

  it('do not see a value below another', () => {
    const hidden: Spoken[] = [
      [0, 1, 'push 1'],
      [2, 3, 'push 2'],
      [4, 5, 'peek -> 1'],
      [6, 7, 'pop -> 2'],
      [8, 9, 'pop -> 1'],
    ];
    expect(verdict(hidden)).toBe('LIFO order: push 1, push 2, peek -> 1, pop -> 2, pop -> 1');
    expect(textOf(hidden)).toMatchInlineSnapshot(
      `"one of 1, 2 has to lie below the others, but none can: during peek -> 1 by process 2 (operation 2) 2 was inside; 2 was pushed after 1 was inside"`,
    );
  });

  it('decide who is at the bottom', () => {
    expect(
      verdict([
        [0, 2, 'push 1'],
        [1, 3, 'push 2'],
        [4, 5, 'peek -> 1'],
        [6, 8, 'pop -> 1'],
        [7, 9, 'pop -> 2'],
      ]),
    ).toBe('ok: push 2, push 1, peek -> 1, pop -> 1, pop -> 2');
  });
});
