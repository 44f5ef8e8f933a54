import { NumberColumn } from '../../src/strategies/number-column';

describe('NumberColumn', () => {
  test('holds the initial value until an index is set', () => {
    const column = new NumberColumn(-1);
    column.set(3, 0.5);
    expect([0, 3, 4, 1_000_000].map((index) => column.get(index))).toEqual([-1, 0.5, -1, -1]);
  });

  test('grows and keeps what it held', () => {
    const column = new NumberColumn(7);
    column.set(1, 2);
    column.set(100_000, 3);
    expect([1, 2, 99_999, 100_000, 100_001].map((index) => column.get(index))).toEqual([2, 7, 7, 3, 7]);
  });

  test('a reset restores the initial value everywhere, the grown part included', () => {
    const column = new NumberColumn(7);
    for (const index of [0, 300, 1000]) column.set(index, 1);
    column.reset();
    column.set(1001, 1);
    expect([0, 300, 1000].map((index) => column.get(index))).toEqual([7, 7, 7]);
  });
});
