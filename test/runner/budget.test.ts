// The time of an exploration, on a clock that the test moves.

import { Budget, FIRST_PART } from '../../src/runner/budget';
import { exploreSubject } from '../../src/runner/explore';
import { resolveOptions } from '../../src/runner/resolve-options';
import { instrumented } from '../support/program';

let mockTime = 0;
/** Share of that time for which others had the processor. */
let mockStolen = 0;
jest.mock('../../src/engine/natives', () => ({
  ...jest.requireActual<object>('../../src/engine/natives'),
  nativeNow: () => mockTime,
  processorTime: () => mockTime * (1 - mockStolen),
}));

beforeEach(() => {
  mockTime = 1000;
  mockStolen = 0;
});

const isSpentAt = (budget: Budget) => (now: number) => {
  mockTime = now;
  return budget.isSpent(now);
};

const pass = (milliseconds: number) => async () => {
  mockTime += milliseconds;
};

it('is over after its time, spent after half as much again, and neither without a limit', () => {
  const budget = new Budget({ timeBudget: 200, shrink: 0 });
  expect([1000, 1199, 1200].map((now) => budget.isOver(now))).toEqual([false, false, true]);
  expect([1200, 1299, 1300].map(isSpentAt(budget))).toEqual([false, false, true]);
  const endless = new Budget({ timeBudget: 0, shrink: 0 });
  expect([endless.isOver(1e12), endless.isSpent(1e12)]).toEqual([false, false]);
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
  const shrunk = mockTime;
  expect([299, 300].map((later) => isSpentAt(budget)(shrunk + later))).toEqual([false, true]);
  expect(budget.elapsed).toBe(850);
});

it('an exploration that finds left-over state goes on with fresh modules within the same time', async () => {
  const body = instrumented(
    async (registry: { runs: number }, tick: () => void) => {
      tick();
      const task = async () => {
        await null;
      };
      await Promise.all([task(), task()]);
      if (++registry.runs > 12) throw new Error('left over');
    },
    { environment: true },
  );
  let runs = 0;
  const tick = () => {
    runs++;
    mockTime += 10;
  };
  const shared = { runs: 0 };
  const subject = {
    body: () => body(shared, tick),
    test: { file: 'leak.test.js', name: ['leaks'] },
    fresh: () => () => body({ runs: 0 }, tick),
  };
  const result = await exploreSubject(subject, resolveOptions({ model: 'host', timeBudget: 600, seed: 1 }));
  expect(result).toMatchObject({ passed: true, finding: null, elapsed: 600 });
  // Thirteen until it fails, one that records it, two that check it with fresh modules, one that shows what is left over, and what fits into the rest.
  expect(result.schedules).toBe(60 - 13 - 1 - 2 - 1);
  expect(runs).toBe(60);
});

describe('a body of a given duration', () => {
  const twoTasks = instrumented(
    async (tick: () => void) => {
      tick();
      const task = async () => {
        await null;
      };
      await Promise.all([task(), task()]);
    },
    { environment: true },
  );
  /** Fails if the second answer comes first, which no schedule of the fixed ones does. */
  const racy = instrumented(
    async (tick: () => void) => {
      tick();
      let last = '';
      const answer = async (name: string) => {
        last = name;
      };
      const ask = async (name: string) => {
        await answer(name);
        last = name;
      };
      await Promise.all([ask('a'), ask('b')]);
      if (last !== 'b') throw new Error('overtaken');
    },
    { environment: true },
  );
  const lasting = (body: typeof twoTasks, milliseconds: number) => {
    const counts = { runs: 0 };
    const tick = () => {
      counts.runs++;
      mockTime += milliseconds;
    };
    const subject = { body: () => body(tick), test: { file: 'slow.test.js', name: ['slow'] } };
    return { subject, counts };
  };
  const explored = (body: typeof twoTasks, milliseconds: number, options: object = {}) =>
    exploreSubject(lasting(body, milliseconds).subject, resolveOptions({ seed: 1, timeBudget: 300, ...options }));

  it.each([1, 3, 9, 10, 13])('of %i ms is run as often as the first part says, or longer', async (milliseconds) => {
    const { schedules, elapsed, warnings } = await explored(twoTasks, milliseconds);
    expect(schedules).toBe(Math.max(FIRST_PART, Math.ceil(300 / milliseconds)));
    expect(elapsed).toBe(schedules * milliseconds);
    expect(warnings).toEqual([]);
  });

  it.each([
    [40, 12],
    [100, 5],
  ])(
    'of %i ms begins no schedule behind one and a half budgets, and says that it was cut short',
    async (milliseconds, fit) => {
      const { schedules, elapsed, warnings, passed } = await explored(twoTasks, milliseconds);
      expect({ schedules, elapsed, passed }).toEqual({ schedules: fit, elapsed: fit * milliseconds, passed: true });
      expect(elapsed).toBeLessThan(300 * 1.5 + milliseconds);
      expect(warnings).toEqual([
        `Only ${fit} schedules fitted into the time budget of 300 ms: a bug that more schedules show is missed. Raise timeBudget, or make the body do less.`,
      ]);
    },
  );

  it.each([150, 200, 450, 5000])(
    'of %i ms never comes to the strategy, so its green is not earned',
    async (milliseconds) => {
      const { passed, unearned, finding, exhausted } = await explored(twoTasks, milliseconds);
      expect({ passed, finding, exhausted }).toEqual({ passed: false, finding: null, exhausted: false });
      expect(unearned).toMatch(
        /^The time budget of 300 ms was spent on [123] schedules?, and none of them was chosen by the strategy\. Raise timeBudget/,
      );
      expect((await explored(twoTasks, milliseconds, { mustExplore: false })).passed).toBe(true);
    },
  );

  it('without a budget is run as often as asked for', async () => {
    expect((await explored(twoTasks, 1000, { timeBudget: 0, iterations: 50, model: 'host' })).schedules).toBe(50);
  });

  it('runs its first part to the end where others have the processor most of the time', async () => {
    mockStolen = 0.9;
    const { schedules, warnings, passed } = await explored(twoTasks, 100);
    expect({ schedules, warnings, passed }).toEqual({ schedules: FIRST_PART, warnings: [], passed: true });
    // 200 ms of each second are its own: 450 ms of them bound it.
    const longer = await explored(twoTasks, 1000);
    expect({ schedules: longer.schedules, passed: longer.passed }).toEqual({ schedules: 5, passed: true });
    expect(longer.warnings).toEqual([expect.stringContaining('Only 5 schedules fitted')]);
  });

  it('has the same bug found by the same schedule however long a schedule takes', async () => {
    const found = [];
    for (const milliseconds of [0.01, 1, 10, 20, 100]) {
      const { finding, elapsed } = await explored(racy, milliseconds, { shrink: 0 });
      found.push(finding?.trace.iteration);
      expect(elapsed).toBeLessThan(300 * 1.5 + 3 * Math.max(milliseconds, 1));
    }
    expect(new Set(found)).toEqual(new Set([found[0]]));
    expect(found[0]).toBeGreaterThan(2);
  });

  it('is shrunk within the time for it, what is run around the search included', async () => {
    for (const milliseconds of [10, 50, 100, 400]) {
      const before = mockTime;
      const { finding, elapsed } = await explored(racy, milliseconds, { timeBudget: 2000, shrink: 1000 });
      expect(finding?.verdict).toBe('bug');
      expect(mockTime - before).toBe(elapsed);
      // The schedules up to the one that fails, the one that records it, and the search.
      const schedules = (finding?.trace.iteration ?? 0) + 2;
      expect(elapsed).toBeLessThanOrEqual(schedules * milliseconds + 1000);
    }
  });
});
