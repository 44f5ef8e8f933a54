// Exhaustive search: every schedule once, the least disturbed first; what it has covered, what that proves, and what puts it in doubt.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExploreOptions } from '../../src/runner/options';
import { resolveOptions } from '../../src/runner/resolve-options';
import { runtime } from '../../src/runtime';
import { Exhaustive, strategies } from '../../src/strategies';
import { loadTrace } from '../../src/trace';
import { saveTrace } from '../../src/trace/save';
import { instrumented } from '../support/program';
import { DepthFirst } from './own/depth-first';

const { explore, pause, choose, tryIteration } = runtime.api;

const FIXED = 3;
const ALL = Number.POSITIVE_INFINITY;
const environment = { environment: true };
const whole = { model: 'host', seed: 1, iterations: 100_000, timeBudget: 0, mustExplore: false } as const;

const pauses = instrumented(async (wait: () => Promise<void>, count: number, note: (n: number) => void) => {
  const one = async (n: number) => {
    await wait();
    note(n);
  };
  await Promise.all(Array.from({ length: count }, (_, n) => one(n)));
});
const body = (count: number) => () => pauses(pause, count, () => {});

const drawing = instrumented(async (draw: (n: number) => number, wait: () => Promise<void>) => {
  if (draw(3) === 1) draw(4);
  await Promise.all([wait(), wait()]);
});

/** A search that is driven by hand: the program asks the given questions. Returns the answers of each schedule. */
function driven(search: Exhaustive, program: (ask: (options: number) => number) => void, most = 100_000): number[][] {
  const schedules: number[][] = [];
  for (let turn = 0; turn < most && search.begin({ turn } as never); turn++) {
    const answers: number[] = [];
    program((options) => {
      const answer = search.choose(options);
      answers.push(answer);
      return answer;
    });
    search.end({ abandoned: false });
    schedules.push(answers);
  }
  return schedules;
}

const departures = (answers: readonly number[]): number => answers.filter((answer) => answer !== 0).length;

/** Choice after choice, each of which may bring another question. */
const branching = (ask: (options: number) => number): void => {
  for (let i = 0; i < 4; i++) if (ask(2 + i) === 1) ask(3);
};

describe('the order', () => {
  it('has each schedule once, those with fewer departures first', () => {
    const schedules = driven(new Exhaustive(), branching);
    expect(new Set(schedules.map(String)).size).toBe(schedules.length);
    // A question with n options makes n schedules of each, and one of them two more.
    expect(schedules.length).toBe((2 + 2) * (3 + 2) * (4 + 2) * (5 + 2));
    const numbers = schedules.map(departures);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it.each([0, 1, 2, 3, 4])('with up to %i departures has those, and no others', (most) => {
    const all = driven(new Exhaustive(), branching).filter((answers) => departures(answers) <= most);
    const search = new Exhaustive({ departures: most });
    expect(driven(search, branching)).toEqual(all);
    expect(search.reach).toEqual({ departures: most, complete: false, diverged: false });
  });

  it('a bound that leaves nothing out is none', () => {
    const search = new Exhaustive({ departures: 8 });
    driven(search, branching);
    expect(search.reach).toEqual({ departures: ALL, complete: true, diverged: false });
  });

  it('goes depth first where a level is too large to be kept, and still has each schedule once', () => {
    // 2^20 schedules: the levels in the middle have 184,756.
    const search = new Exhaustive();
    let count = 0;
    let sum = 0;
    let deepFirst = false;
    let last = 0;
    for (let turn = 0; search.begin({ turn } as never); turn++) {
      let value = 0;
      let ones = 0;
      for (let i = 0; i < 20; i++) {
        const answer = search.choose(2);
        value = 2 * value + answer;
        ones += answer;
      }
      search.end({ abandoned: false });
      count++;
      sum += value;
      deepFirst ||= ones < last;
      last = ones;
    }
    expect([count, sum]).toEqual([2 ** 20, (2 ** 20 * (2 ** 20 - 1)) / 2]);
    expect(deepFirst).toBe(true);
    expect(search.reach).toEqual({ departures: ALL, complete: true, diverged: false });
  });

  it('ends there if it is not to go depth first, and knows that this is not all', () => {
    const search = new Exhaustive({}, false);
    const schedules = driven(search, (ask) => {
      for (let i = 0; i < 20; i++) ask(2);
    });
    expect(schedules.length).toBeLessThan(2 ** 18);
    expect(Math.max(...new Set(schedules.map(departures)))).toBeLessThan(10);
    expect(search.reach.complete).toBe(false);
    expect(search.reach.departures).toBeGreaterThanOrEqual(3);
  });

  it('says how far it has come', () => {
    const search = new Exhaustive();
    const reached = (schedules: number) => {
      driven(search, branching, schedules);
      return search.reach.departures;
    };
    const all = driven(new Exhaustive(), branching).map(departures);
    // The end of a level is known when the next one begins.
    expect(reached(all.filter((n) => n <= 1).length)).toBe(0);
    expect(reached(all.filter((n) => n <= 1).length + 1)).toBe(1);
    expect(reached(1)).toBe(-1);
  });
});

describe('a body', () => {
  it.each([1, 2, 3, 4, 5])('of %i operations: as many schedules as depth-first search finds', async (count) => {
    const other = await explore(body(count), { ...whole, strategy: () => new DepthFirst() });
    const result = await explore(body(count), { ...whole, strategy: 'exhaustive' });
    expect(result).toMatchObject({ exhausted: true, distinct: other.distinct, schedules: other.distinct + FIXED });
    expect(result.covered).toEqual([{ model: 'host', departures: 'all' }]);
    expect(result.proof).toBe('No schedule of the model host fails, for these inputs.');
  });

  it('values are choices, too', async () => {
    const { schedules } = await explore(() => drawing(choose, pause), { ...whole, strategy: 'exhaustive' });
    expect(schedules - FIXED).toBe(30);
  });

  it('under both models: each has a proof of its own', async () => {
    const result = await explore(body(2), { ...whole, model: 'auto', strategy: 'exhaustive' });
    expect(result.covered.map(({ model, departures: most }) => [model, most])).toEqual([
      ['host', 'all'],
      ['await', 'all'],
    ]);
    expect(result.proof).toBe(
      'No schedule of the model host fails, and no schedule of the model await fails, for these inputs.',
    );
  });

  it('within a bound: the proof names it, and not all is explored', async () => {
    const result = await explore(body(4), { ...whole, strategy: strategies.exhaustive({ departures: 1 }) });
    expect(result).toMatchObject({ exhausted: false, passed: true, covered: [{ model: 'host', departures: 1 }] });
    expect(result.proof).toBe(
      'No schedule of the model host with up to 1 departure from the undisturbed one fails, for these inputs.',
    );
  });

  const overtaken = instrumented(async (note: (amount: number) => void) => {
    const order: string[] = [];
    const amount = Math.random();
    note(amount);
    const answer = async () => {};
    const ask = async (name: string) => {
      await answer();
      order.push(name);
    };
    await Promise.all([ask('a'), ask('b')]);
    if (order[0] !== 'a') throw new Error(`${order} of ${amount}`);
  }, environment);

  it('that fails has no proof; the failing schedule is known by its number and by its trace, random numbers included', async () => {
    const drawn: number[] = [];
    const draw = (amount: number) => drawn.push(amount);
    const options = { ...whole, strategy: 'exhaustive', shrink: 0 } as ExploreOptions;
    const { finding, proof, covered, exhausted } = await explore(() => overtaken(draw), options);
    expect({ proof, covered, exhausted }).toEqual({ proof: null, covered: [], exhausted: false });
    expect(new Set(drawn).size).toBe(1);
    const iteration = finding?.trace.iteration as number;
    expect(iteration).toBeGreaterThanOrEqual(FIXED);
    const again = await tryIteration(() => overtaken(draw), { ...options, iteration });
    expect(again.failure?.error).toMatchObject({ message: finding?.trace.failure?.message });
    const folder = mkdtempSync(join(tmpdir(), 'lockstep-exhaustive-'));
    try {
      const trace = loadTrace(saveTrace(finding!.trace, folder));
      expect(trace).toMatchObject({ strategy: 'exhaustive', stream: 0 });
      const subject = { body: () => overtaken(draw), test: trace.test };
      const replay = { mode: 'strict', shrink: false, tracePath: null } as const;
      const replayed = await runtime.api.replaySubject(subject, resolveOptions(options), trace, replay);
      expect(replayed.finding?.error).toMatchObject({ message: trace.failure?.message });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('nothing is proved', () => {
  const doubtOf = async (subject: () => unknown, options: ExploreOptions = {}) => {
    const result = await explore(subject, { ...whole, strategy: 'exhaustive', uncontrolled: 'allow', ...options });
    expect(result).toMatchObject({ finding: null, exhausted: false, proof: null });
    expect(result.covered).toEqual([{ model: 'host', departures: null }]);
    return result.warnings.join('\n');
  };

  it('where something is waited for outside control', async () => {
    const outside = instrumented(async (wait: () => Promise<void>, real: () => Promise<void>) => {
      await Promise.all([wait(), real()]);
    });
    const real = () => new Promise<void>((resolve) => setImmediate(resolve));
    expect(await doubtOf(() => outside(pause, real), { iterations: 200 })).toMatch(
      /^All schedules were run, but that proves nothing: the order of what is waited for outside control is not part of a schedule \(.+\)\.$/m,
    );
  });

  it.each<[string, (run: number) => number]>([
    ['from schedule to schedule', (run) => 1 + (run % 3)],
    ['once', (run) => (run === 5 ? 1 : 3)],
  ])('where the same choices lead to different schedules %s', async (_, operations) => {
    let run = 0;
    expect(await doubtOf(() => pauses(pause, operations(run++), () => {}), { iterations: 2000 })).toMatch(
      /proves nothing: the same choices led to different schedules|took another course when it was repeated|took different courses/,
    );
  });

  it('where schedules are so long that operations take turns', async () => {
    const spins = instrumented(async (wait: () => Promise<void>) => {
      let isOver = false;
      const spin = async () => {
        while (!isOver) await new Promise<void>((resolve) => setImmediate(resolve));
      };
      const end = async () => {
        await wait();
        isOver = true;
      };
      await Promise.all([spin(), end()]);
    });
    const result = await explore(() => spins(pause), {
      ...whole,
      strategy: 'exhaustive',
      iterations: 50,
      maxSteps: 20,
    });
    expect(result.proof).toBeNull();
  });
});

describe('the search of the default', () => {
  it('ends a small body with a proof', async () => {
    const result = await explore(body(2), { model: 'host', seed: 1 });
    expect(result).toMatchObject({ passed: true, exhausted: true, strategy: 'portfolio', distinct: 5 });
    expect(result.schedules).toBeLessThan(20);
    expect(result.proof).toBe('No schedule of the model host fails, for these inputs.');
  });

  it('leaves the model await behind two departures and enough samples, where that of the model host is proved', async () => {
    const awaits = instrumented(async (wait: () => Promise<void>) => {
      const one = async () => {
        await wait();
        for (let i = 0; i < 6; i++) await null;
      };
      await Promise.all([one(), one()]);
    });
    const result = await explore(() => awaits(pause), { seed: 1, timeBudget: 0, iterations: 100_000 });
    expect(result).toMatchObject({ passed: true, exhausted: false });
    expect(result.covered[0]).toEqual({ model: 'host', departures: 'all' });
    expect(result.covered[1]?.departures).toBeGreaterThanOrEqual(2);
    expect(result.schedules).toBeLessThan(20_000);
    expect(result.proof).toMatch(
      /^No schedule of the model host fails, and no schedule of the model await with up to \d departures/,
    );
  });

  it('is no part of an exploration with another strategy, or where it is not wanted', async () => {
    for (const options of [{ strategy: 'random' }, { search: false }] as const) {
      const result = await explore(body(2), { model: 'host', seed: 1, iterations: 100, ...options });
      expect(result).toMatchObject({ schedules: 100, exhausted: false, covered: [], proof: null });
    }
  });

  it('goes on where nothing can be proved', async () => {
    let run = 0;
    const result = await explore(() => pauses(pause, 1 + (run++ % 3), () => {}), {
      model: 'host',
      seed: 1,
      iterations: 500,
    });
    expect(result).toMatchObject({ schedules: 500, exhausted: false, proof: null });
  });

  it.each(['host', 'await', 'auto'] as const)('model %s: every schedule is known by its number', async (model) => {
    const orders: string[] = [];
    const noting = () => {
      orders.push('');
      return pauses(pause, 4, (n) => {
        orders.push(`${orders.pop()}${n}`);
      });
    };
    const options = { model, seed: 3, timeBudget: 0 } as const;
    await explore(noting, { ...options, iterations: 150 });
    const explored = [...orders];
    for (const iteration of [4, 5, 6, 7, 20, 60, 149]) {
      await tryIteration(noting, { ...options, iteration });
      expect([iteration, orders.at(-1)]).toEqual([iteration, explored[iteration]]);
    }
  });
});

describe('options', () => {
  it.each([-1, 1.5, Number.NaN, '2'])('departures: %p is refused', (departures) => {
    expect(() => strategies.exhaustive({ departures } as never)).toThrow(
      `Strategy 'exhaustive' expects \`departures\` to be an integer from 0, or to be left out for any number; got ${departures}.`,
    );
  });

  it('one that does not exist is refused', () => {
    expect(() => strategies.exhaustive({ depth: 2 } as never)).toThrow('has no option `depth`');
  });

  it('search must be true or false', async () => {
    await expect(explore(body(1), { search: 'yes' } as never)).rejects.toThrow('`search` must be true or false');
  });
});
