import { PrioritySchedule } from '../../src/strategies/priority-schedule';
import { RandomSource } from '../../src/strategies/random-source';
import { pendingOperation } from './pending';

const begin = (schedule: PrioritySchedule, seed: number, length: number, depth = 3, fairAfter = 10_000): void =>
  schedule.begin({ random: new RandomSource(seed, 0), depth, length, fairAfter });

/** Picks among tasks that always have a next operation; returns the tasks chosen. */
function picks(schedule: PrioritySchedule, tasks: number, decisions: number): number[] {
  const enabled = Array.from({ length: tasks }, (_, task) => pendingOperation(task));
  return Array.from({ length: decisions }, () => {
    const index = schedule.pick(enabled);
    enabled[index] = pendingOperation(index);
    return index;
  });
}

const switches = (order: readonly number[]): number => order.filter((task, i) => i > 0 && task !== order[i - 1]).length;

describe('a schedule by priorities', () => {
  test('stays with one task between change points: at most depth - 1 switches', () => {
    for (let seed = 0; seed < 50; seed++) {
      const schedule = new PrioritySchedule();
      begin(schedule, seed, 60, 3);
      expect(switches(picks(schedule, 4, 60))).toBeLessThanOrEqual(2);
    }
  });

  test('uses its change points, the first and the last decision included', () => {
    const changedAt = new Set<number>();
    for (let seed = 0; seed < 400; seed++) {
      const schedule = new PrioritySchedule();
      begin(schedule, seed, 5, 2);
      const order = picks(schedule, 2, 10);
      order.forEach((task, i) => {
        if (i > 0 && task !== order[i - 1]) changedAt.add(i + 1);
      });
    }
    // A change at the first decision is invisible. Each other has a fifth of 400 seeds: missed with a chance of 10^-39.
    expect([...changedAt].sort()).toEqual([2, 3, 4, 5]);
  });

  test('has no change point while the length is unknown', () => {
    for (let seed = 0; seed < 50; seed++) {
      const schedule = new PrioritySchedule();
      begin(schedule, seed, 0, 6);
      expect(switches(picks(schedule, 3, 50))).toBe(0);
    }
  });

  test('demotes a task that was preferred for a hundred decisions in a row', () => {
    const schedule = new PrioritySchedule();
    begin(schedule, 1, 0);
    const order = picks(schedule, 3, 350);
    expect(switches(order)).toBe(3);
    expect(new Set(order).size).toBe(3);
    expect(order.lastIndexOf(order[0] as number, 200)).toBe(99);
  });

  test('gives a new task a random rank', () => {
    let first = 0;
    for (let seed = 0; seed < 600; seed++) {
      const schedule = new PrioritySchedule();
      begin(schedule, seed, 0);
      const old = [pendingOperation(0), pendingOperation(1)];
      schedule.pick(old);
      if (schedule.pick([...old, pendingOperation(2)]) === 2) first++;
    }
    // A third of 600, standard deviation 12.
    expect(Math.abs(first - 200)).toBeLessThan(72);
  });

  test('picks at random once it must be fair', () => {
    const schedule = new PrioritySchedule();
    begin(schedule, 1, 0, 1, 10);
    const order = picks(schedule, 2, 60);
    expect(switches(order.slice(0, 10))).toBe(0);
    // 50 coin tosses: fewer than 10 switches with a chance of 10^-5.
    expect(switches(order.slice(10))).toBeGreaterThanOrEqual(10);
  });
});
