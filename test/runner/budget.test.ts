// The time of an exploration, on a clock that the test moves.

import { Budget } from '../../src/runner/budget';

let mockTime = 0;
jest.mock('../../src/engine/natives', () => ({
  ...jest.requireActual<object>('../../src/engine/natives'),
  nativeNow: () => mockTime,
}));

beforeEach(() => {
  mockTime = 1000;
});

const pass = (milliseconds: number) => async () => {
  mockTime += milliseconds;
};

it('is over after its time, and never without a limit', () => {
  const budget = new Budget({ timeBudget: 200, shrink: 0 });
  expect([1000, 1199, 1200].map((now) => budget.isOver(now))).toEqual([false, false, true]);
  expect(new Budget({ timeBudget: 0, shrink: 0 }).isOver(1e12)).toBe(false);
});

it('stands still while something is shrunk, and shrinks no longer than it was given, however often', async () => {
  const budget = new Budget({ timeBudget: 200, shrink: 500 });
  const given: number[] = [];
  for (const milliseconds of [300, 150, 100])
    await budget.shrinking(async (limit) => {
      given.push(limit);
      await pass(milliseconds)();
    });
  expect(given).toEqual([500, 200, 50]);
  expect(budget.isOver(mockTime)).toBe(false);
  expect(budget.isOver(mockTime + 200)).toBe(true);
  expect(budget.elapsed).toBe(550);
});

it('hands on what is left', async () => {
  const budget = new Budget({ timeBudget: 200, shrink: 500 });
  mockTime += 120;
  await budget.shrinking(pass(100));
  expect(budget.rest()).toEqual({ timeBudget: 80, shrink: 400 });
  mockTime += 1000;
  // Not 0, which is no limit.
  expect(budget.rest()).toEqual({ timeBudget: 1, shrink: 400 });
  expect(new Budget({ timeBudget: 0, shrink: 0 }).rest()).toEqual({ timeBudget: 0, shrink: 0 });
});
