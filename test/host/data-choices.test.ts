// choose(): data choices, in an iteration by the strategy and stored, outside at random.

import { runtime } from '../../src/runtime';
import { record, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

const { choose } = runtime.api;

const body = instrumented(async (pick: typeof choose, note: (n: number) => void) => {
  note(pick(3));
  await null;
  note(pick(10));
});

it('the strategy chooses, and each choice is a decision with its number of values', async () => {
  const seen: number[] = [];
  const { outcome, decisions } = await record(() => body(choose, (n) => seen.push(n)), { choose: (n) => n - 1 });
  expect(outcome.failure).toBeNull();
  expect(seen).toEqual([2, 9]);
  expect(decisions.map(({ kind, options, choice }) => [kind, options, choice])).toEqual([
    ['choose', 3, 2],
    ['choose', 10, 9],
  ]);
  expect(outcome.events.filter(({ type }) => type === 'choose')).toHaveLength(2);
});

it('one value is no choice', async () => {
  const { decisions } = await record(() => choose(1));
  expect(decisions).toEqual([]);
  expect(choose(1)).toBe(0);
});

it.each([[0], [-1], [1.5], [Number.NaN], [Number.POSITIVE_INFINITY], ['3'], [undefined], [null], [3n]])(
  'refuses %p',
  async (n) => {
    const message = `choose(n) expects the number of values as an integer from 1, got ${String(n)}.`;
    expect(() => choose(n as number)).toThrow(new RangeError(message));
    expect(await verdictOf(() => choose(n as number))).toBe(`error: ${message}`);
  },
);

it('outside an iteration every value comes up', () => {
  const seen = new Set(Array.from({ length: 500 }, () => choose(4)));
  expect([...seen].sort()).toEqual([0, 1, 2, 3]);
});

it.each([[-1], [3], [0.5], [undefined]])('a strategy that answers %p is named', async (answer) => {
  await expect(verdictOf(() => choose(3), { choose: () => answer as number })).rejects.toThrow(
    `Strategy 'hand-written' chose ${String(answer)} among 3 values; choose(n) must return an integer from 0 to n - 1.`,
  );
});
