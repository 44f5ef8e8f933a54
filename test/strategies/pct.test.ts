import { Idpct, Pct, RandomWalk } from '../../src/strategies';
import { overtaking, stale } from './programs';
import { explore } from './simulator';

/** How many of `iterations` iterations fail. */
const failures = (
  ...[program, strategy, iterations]: [Parameters<typeof explore>[0], Parameters<typeof explore>[1], number]
) => explore(program, strategy, { seed: 1, iterations, stop: false }).length;

describe('PCT', () => {
  test('finds a bug of depth 2 as often as the bound 1/(n·k) promises', () => {
    // stale_8: two tasks, at most 17 decisions, one change point (right after the victim's read): at least 1/34 of the iterations.
    // 5,000 iterations: at least 147 expected; fewer than 74 have a chance of exp(-147/8) = 10^-8 (Chernoff). With the length taken
    // for 1000 instead of measured about 3 would remain.
    expect(failures(stale(8), new Pct({ depth: 2 }), 5000)).toBeGreaterThan(73);
  });

  test('finds a bug of depth 3 as often as the bound 1/(n·k²) promises', () => {
    // Depth 3 covers depth 2, with a second change point somewhere: at least 1/(2·17²) of the iterations; 10,000 of them, 17
    // expected, none found with a chance of 4·10^-8.
    expect(failures(stale(8), new Pct({ depth: 3 }), 10_000)).toBeGreaterThan(0);
  });

  test('never finds it at depth 1: without change points the victim runs through or not at all', () => {
    expect(failures(stale(8), new Pct({ depth: 1 }), 1000)).toBe(0);
  });

  test('which a random walk misses', () => {
    // The victim loses sixteen draws in a row with a chance of about 2^-16: 1.5 % for 1,000 iterations.
    expect(failures(stale(8), new RandomWalk(), 1000)).toBe(0);
  });

  test('finds a bug of order alone by its initial priorities, as often as 1/n!', () => {
    // Of 5 tasks with a step each one order of 120 fails; change points only move tasks that have the highest priority to the end,
    // which keeps the order random. 6,000 iterations, 50 expected, standard deviation 7.
    const found = failures(overtaking(5), new Pct({ depth: 1 }), 6000);
    expect(found).toBeGreaterThan(50 - 42);
    expect(found).toBeLessThan(50 + 42);
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses a depth of %p', (depth) => {
    expect(() => new Pct({ depth })).toThrow(`Expected \`depth\` to be an integer of at least 1, got ${depth}.`);
  });
});

describe('IDPCT', () => {
  test('goes through the depths by turn', () => {
    class Probe extends Idpct {
      depths = (turns: number): number[] => Array.from({ length: turns }, (_, turn) => this.depthOf(turn));
    }
    expect(new Probe().depths(7)).toEqual([2, 3, 4, 5, 6, 2, 3]);
    expect(new Probe({ from: 1, to: 2 }).depths(3)).toEqual([1, 2, 1]);
  });

  test('costs at most as many times more than the right depth as there are depths', () => {
    // The bound of PCT at depth 2 divided by 5: at least 1/170 of the iterations; 5,000 of them, 29 expected, none with 10^-13.
    expect(failures(stale(8), new Idpct(), 5000)).toBeGreaterThan(0);
  });

  test.each([
    [0, 3],
    [3, 2],
    [1.5, 3],
  ])('refuses depths from %p to %p', (from, to) => {
    expect(() => new Idpct({ from, to })).toThrow(`1 <= from <= to, got from ${from} and to ${to}.`);
  });
});
