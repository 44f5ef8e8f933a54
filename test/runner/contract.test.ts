// What the runner makes of a strategy's answers, and what it tells it: seen through `explore`.

import type { IterationEnd, IterationStart, StepReport, Strategy } from '../../src';
import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

const { explore, choose } = runtime.api;
const quick = { model: 'host', seed: 1, iterations: 60, timeBudget: 0 } as const;
const environment = { environment: true };

/** Two tasks that wait twice each. */
const body = instrumented(async () => {
  let n = 0;
  const task = async () => {
    await null;
    n++;
    await null;
    n++;
  };
  await Promise.all([task(), task()]);
  if (n !== 4) throw new Error(`${n} of 4`);
}, environment);

/** A strategy that lets the others be late, with parts of its own. */
const strategyWith = (parts: Partial<Strategy>): Strategy => ({
  name: 'mine',
  begin() {},
  pick: () => 0,
  late: () => true,
  choose: () => 0,
  ...parts,
});

describe('an exploration ends when the strategy says so', () => {
  it('and the result says it', async () => {
    const strategy = strategyWith({ begin: ({ turn }) => turn < 10 });
    const result = await explore(body, { ...quick, strategy });
    expect(result).toMatchObject({ schedules: 13, exhausted: true, abandoned: 0, passed: true, strategy: 'mine' });
  });

  it('but one that ends with its budget has explored nothing to the end', async () => {
    expect(await explore(body, { ...quick, strategy: 'random' })).toMatchObject({ schedules: 60, exhausted: false });
  });

  it('one that ends before it has begun has earned nothing', async () => {
    const strategy = strategyWith({ begin: () => false });
    const { passed, exhausted, schedules, unearned } = await explore(body, { ...quick, strategy });
    expect({ passed, exhausted, schedules }).toEqual({ passed: false, exhausted: true, schedules: 3 });
    expect(unearned).toMatch(/^The strategy said that all is explored before it had explored anything/);
  });

  it('a few schedules that are all there are need not differ', async () => {
    const strategy = strategyWith({ begin: ({ turn }) => turn < 20 });
    const { passed, unearned } = await explore(body, { ...quick, strategy });
    expect({ passed, unearned }).toEqual({ passed: true, unearned: null });
  });
});

describe('a schedule that the strategy gives up', () => {
  it('counts neither as passed nor as failed', async () => {
    let turn = 0;
    const ends: IterationEnd[] = [];
    const strategy = strategyWith({
      begin: (start) => {
        turn = start.turn;
      },
      pick: (enabled) => (turn % 3 === 0 ? null : turn % enabled.length),
      end: (end) => ends.push({ ...end }),
    });
    const result = await explore(body, { ...quick, strategy });
    expect(result).toMatchObject({ schedules: 60, abandoned: 19, passed: true, finding: null });
    expect(ends.map(({ abandoned }) => abandoned).slice(0, 4)).toEqual([true, false, false, true]);
    expect(ends.every(({ failed }) => !failed)).toBe(true);
    // What was never run to its end is no schedule of its own.
    expect(result.distinct).toBeLessThanOrEqual(4);
  });

  it('if all are, nothing is earned', async () => {
    const { passed, unearned } = await explore(body, { ...quick, strategy: strategyWith({ pick: () => null }) });
    expect(passed).toBe(false);
    expect(unearned).toBe('The strategy gave up each of its 57 schedules: `pick` returned null.');
  });
});

describe('what a strategy is told', () => {
  it('at the beginning: turns from 0, the number of the schedule, the model, which teach', async () => {
    const told: unknown[] = [];
    const begin = ({ iteration, turn, model, teaches, maxSteps }: IterationStart) => {
      told.push([iteration, turn, model, teaches, maxSteps]);
    };
    await explore(body, { ...quick, iterations: 80, maxSteps: 500, strategy: strategyWith({ begin }) });
    expect(told.slice(0, 2)).toEqual([
      [3, 0, 'host', true, 500],
      [4, 1, 'host', true, 500],
    ]);
    expect(told).toHaveLength(77);
    expect(told.at(-1)).toEqual([79, 76, 'host', true, 500]);
  });

  it('at the end: picks, all questions, steps', async () => {
    const drawing = instrumented(async (draw: (n: number) => number) => {
      const task = async () => {
        await null;
        draw(4);
      };
      await Promise.all([task(), task()]);
    }, environment);
    const counted = { picks: 0, others: 0 };
    const ends: IterationEnd[] = [];
    const strategy = strategyWith({
      pick: () => {
        counted.picks++;
        return 0;
      },
      late: () => {
        counted.others++;
        return true;
      },
      choose: () => {
        counted.others++;
        return 1;
      },
      end: (end) => ends.push({ ...end }),
    });
    await explore(() => drawing(choose), { ...quick, iterations: 4, strategy });
    const { picks, others } = counted;
    expect(ends).toEqual([{ picks, decisions: picks + others, steps: 4, failed: false, abandoned: false }]);
    // Four steps: at the last one nothing else is enabled. Two tasks wait, draw and complete.
    expect([picks, others]).toEqual([3, 6]);
  });

  it('of a step, when it and the jobs behind it are over: first the start of the body', async () => {
    const log: string[] = [];
    const noting = instrumented(async (note: (text: string) => void) => {
      const task = async (name: string) => {
        note(`${name} starts`);
        await null;
        note(`${name} goes on`);
      };
      await Promise.all([task('a'), task('b')]);
    }, environment);
    const ran = ({ operation, made }: StepReport) => {
      log.push(
        `ran ${operation === null ? 'the start' : operation.task.id}, made ${made.map(({ task }) => task.id).join()}`,
      );
    };
    let own = false;
    const strategy = strategyWith({
      begin: () => {
        own = true;
      },
      ran,
    });
    await explore(() => noting((text) => own && log.push(text)), { ...quick, iterations: 4, strategy });
    expect(log).toEqual([
      'a starts',
      'b starts',
      'ran the start, made 0.1,0.2',
      'a goes on',
      'ran 0.1, made 0.1',
      'b goes on',
      'ran 0.2, made 0.2',
      'ran 0.1, made ',
      'ran 0.2, made ',
    ]);
  });

  it('what steps touch, if it wants footprints, and only then', async () => {
    const touchedBy = async (parts: Partial<Strategy>) => {
      const touched: number[][] = [];
      const strategy = strategyWith({ ran: (step) => touched.push([...step.touched]), ...parts });
      await explore(body, { ...quick, iterations: 30, strategy });
      return touched;
    };
    // The same variable in each of the 27 schedules: each task reads and writes it twice, and the body reads it in the last step.
    const touched = await touchedBy({ footprints: true, memory: 'none' });
    expect(touched.slice(0, 7)).toEqual([[], [0, 1], [0, 1], [0, 1], [0, 1], [], [0]]);
    expect(touched.slice(-7)).toEqual(touched.slice(0, 7));
    expect((await touchedBy({ memory: 'none' })).flat()).toEqual([]);
    // One that learns gets them in its tracked lessons.
    expect((await touchedBy({ memory: 'lessons' })).flat().length).toBeGreaterThan(0);
  });
});

describe('an answer that is none ends the exploration', () => {
  it.each<[string, Partial<Strategy>, string]>([
    ['pick', { pick: () => 7 }, "Strategy 'mine' answered pick(enabled) for 2 operations with 7; expected an integer"],
    ['pick', { pick: () => undefined as never }, 'with undefined; expected an integer from 0 to 1, or null'],
    ['late', { late: () => 1 as never }, "Strategy 'mine' answered late(operation) with 1; expected true or false."],
    ['begin', { begin: () => 'go' as never }, "Strategy 'mine' answered begin(start) with 'go'; expected false if"],
  ])('%s', async (_method, parts, message) => {
    await expect(explore(body, { ...quick, strategy: strategyWith(parts) })).rejects.toThrow(message);
    // And the next one begins as if nothing had happened.
    expect(await explore(body, { ...quick, strategy: 'random' })).toMatchObject({ passed: true });
  });
});

describe('two models', () => {
  it('need two strategies: one object explores the host model alone, and the result says so, unless it keeps nothing', async () => {
    const auto = { ...quick, model: 'auto' } as const;
    const modelsOf = async (parts: Partial<Strategy>, options: object = {}) => {
      const models = new Set<string>();
      const strategy = strategyWith({ ...parts, begin: ({ model }) => void models.add(model) });
      const { warnings } = await explore(body, { ...auto, ...options, strategy });
      return { models: [...models].sort(), warnings: warnings.filter((one) => one.includes('was not explored')) };
    };
    expect(await modelsOf({})).toEqual({
      models: ['host'],
      warnings: [expect.stringContaining("The model await was not explored: `strategy` is one object ('mine')")],
    });
    expect(await modelsOf({ memory: 'none' })).toEqual({ models: ['await', 'host'], warnings: [] });
    expect(await modelsOf({}, { latent: 'off' })).toEqual({ models: ['host'], warnings: [] });
    expect(await modelsOf({}, { model: 'await' })).toEqual({ models: ['await'], warnings: [] });
  });

  it('have two: each of them counts its own turns', async () => {
    const made: string[][] = [];
    const strategy = () => {
      const turns: string[] = [];
      made.push(turns);
      return strategyWith({ begin: ({ model, turn }) => void turns.push(`${model} ${turn}`) });
    };
    await explore(body, { ...quick, model: 'auto', iterations: 9, strategy });
    expect(made).toEqual([
      ['host 0', 'host 1', 'host 2', 'host 3'],
      ['await 0', 'await 1'],
    ]);
  });

  it('end one by one: the exploration is over when both have', async () => {
    const strategy = () => strategyWith({ begin: ({ model, turn }) => turn < (model === 'host' ? 5 : 2) });
    const result = await explore(body, { ...quick, model: 'auto', strategy });
    expect(result).toMatchObject({ schedules: 3 + 5 + 2, exhausted: true });
  });
});
