// explore() and run(): what is found, what is said of it, and what a green run is worth.

import { DEFAULTS } from '../../src/runner/options';
import { resolveOptions } from '../../src/runner/resolve-options';
import { runtime } from '../../src/runtime';
import type { Trace } from '../../src/trace';
import { decide } from '../support/iterate';
import { instrumented } from '../support/program';

const { explore, run } = runtime.api;

/** Two tasks that read, wait and write: the update of one can be lost. */
const lostUpdate = async () => {
  let balance = 0;
  const deposit = async (amount: number) => {
    const before = balance;
    await null;
    balance = before + amount;
  };
  await Promise.all([deposit(1), deposit(2)]);
  if (balance !== 3) throw new Error(`lost an update: ${balance}`);
};

/** The same with the read behind the wait: nothing can be lost. */
const safe = async () => {
  let balance = 0;
  const deposit = async (amount: number) => {
    await null;
    balance += amount;
  };
  await Promise.all([deposit(1), deposit(2)]);
  if (balance !== 3) throw new Error(`lost an update: ${balance}`);
};

/** Fails only where the second of two operations overtakes the first. */
const overtaking = async () => {
  const order: string[] = [];
  const step = async (name: string) => {
    await null;
    order.push(name);
  };
  await Promise.all([step('a'), step('b')]);
  if (order[0] === 'b') throw new Error('b came first');
};

const environment = { environment: true };
const quick = { iterations: 60, timeBudget: 0, seed: 1 };

describe('a bug', () => {
  it('is found, shrunk to the one decision that matters, and carries what was thrown', async () => {
    const result = await explore(instrumented(overtaking, environment), quick);
    expect(result).toMatchObject({ passed: false, unearned: null, latent: null, seed: 1, strategy: 'portfolio' });
    const { finding } = result;
    expect(finding).toMatchObject({ verdict: 'bug', shrunk: { to: 1, fewest: true } });
    expect(finding?.error).toEqual(new Error('b came first'));
    expect(finding?.trace.failure).toMatchObject({ kind: 'error', name: 'Error', message: 'b came first' });
    expect(finding?.trace.decisions.filter(({ choice }) => choice !== 0)).toHaveLength(1);
  });

  it('in the undisturbed schedule is found in the first iteration, without any departure', async () => {
    const { finding, schedules } = await explore(instrumented(lostUpdate, environment), quick);
    expect(schedules).toBe(1);
    expect(finding?.trace).toMatchObject({ iteration: 0 });
    expect(finding?.trace.decisions.every(({ choice }) => choice === 0)).toBe(true);
  });

  it('is not shrunk where the options say so', async () => {
    const { finding } = await explore(instrumented(overtaking, environment), { ...quick, shrink: 0 });
    expect(finding).toMatchObject({ verdict: 'bug', shrunk: null });
  });

  it('is the same for the same seed', async () => {
    const body = instrumented(overtaking, { ...environment, file: 'same.js' });
    const [first, second] = [await explore(body, quick), await explore(body, quick)];
    // The stack ends in the lines that called explore().
    const comparable = ({ failure, ...trace }: Trace) => ({ ...trace, failure: { ...failure, stack: '' } });
    expect(comparable(second.finding?.trace as Trace)).toEqual(comparable(first.finding?.trace as Trace));
    expect(second.schedules).toBe(first.schedules);
  });

  it('past half of the step bound, where operations take turns, replays and is no leak', async () => {
    const body = instrumented(async () => {
      let rounds = 0;
      const spin = async () => {
        for (let i = 0; i < 20; i++) {
          await null;
          rounds++;
        }
      };
      await Promise.all([spin(), spin()]);
      if (rounds === 40) throw new Error('both are through');
    }, environment);
    const strategy = decide({ late: () => true });
    const { finding } = await explore(body, { ...quick, strategy, maxSteps: 50, shrink: 0 });
    expect(finding).toMatchObject({ verdict: 'bug', trace: { failure: { message: 'both are through' } } });
  });
});

describe('a run without a finding', () => {
  it('says how much was explored', async () => {
    const result = await explore(instrumented(safe, environment), quick);
    expect(result).toMatchObject({ passed: true, finding: null, latent: null, unearned: null, schedules: 60 });
    expect(result.distinct).toBeGreaterThan(3);
    expect(result.maxChoices).toBeGreaterThan(0);
    expect(result.boundReached).toBe(0);
    expect(result.warnings).toEqual([]);
  });

  it('is not earned where no two tasks are ever under way', async () => {
    const body = instrumented(async () => {
      await null;
      await null;
    }, environment);
    const result = await explore(body, quick);
    expect(result).toMatchObject({ passed: false, finding: null, maxChoices: 0 });
    expect(result.unearned).toMatch(/^No schedule had a choice/);
    expect(await explore(body, { ...quick, mustExplore: false })).toMatchObject({ passed: true, unearned: null });
  });

  it('ends with its time budget', async () => {
    const { schedules } = await explore(instrumented(safe, environment), { iterations: 10_000_000, timeBudget: 30 });
    expect(schedules).toBeLessThan(10_000_000);
    expect(schedules).toBeGreaterThan(3);
  });
});

describe('reaching the step bound', () => {
  const sometimes = instrumented(async () => {
    let stop = false;
    const stopper = async () => {
      await null;
      stop = true;
    };
    const spinner = async () => {
      while (!stop) await new Promise((resolve) => setTimeout(resolve, 1));
      for (;;) await new Promise((resolve) => setTimeout(resolve, 1));
    };
    await Promise.race([stopper().then(() => new Promise(() => {})), spinner()]);
  }, environment);

  it('is none if the schedule comes to its end in ten times as many steps, and what it ends with counts', async () => {
    const counting = instrumented(async (count: number, expected: number) => {
      let sum = 0;
      const add = async () => {
        const before = sum;
        await null;
        sum = before + 1;
      };
      for (let i = 0; i < count; i++) await Promise.all([add()]);
      if (sum !== expected) throw new Error(`it is ${sum}`);
    }, environment);
    const options = { ...quick, iterations: 20, maxSteps: 50, shrink: 0 };
    expect(await explore(() => counting(200, 200), options)).toMatchObject({ finding: null, boundReached: 0 });
    const { finding } = await explore(() => counting(200, 0), options);
    expect(finding).toMatchObject({ verdict: 'bug', trace: { failure: { message: 'it is 200' } } });
  });

  it('is a finding of its own kind, with the share of schedules that reached it', async () => {
    const { finding, boundReached, passed } = await explore(sometimes, { ...quick, iterations: 5, maxSteps: 50 });
    expect(passed).toBe(false);
    expect(boundReached).toBe(1);
    expect(finding).toMatchObject({ verdict: 'bug', shrunk: null, trace: { failure: { kind: 'step-bound' } } });
  });
});

it('endless microtasks in each of the fixed schedules end the run, and the report says what they are', async () => {
  const body = instrumented(async () => {
    const again = () => queueMicrotask(again);
    again();
    await new Promise(() => {});
  });
  const { finding, schedules, boundReached } = await explore(body, { ...quick, iterations: 100 });
  expect({ schedules, boundReached }).toEqual({ schedules: 3, boundReached: 1 });
  expect(finding?.trace.failure).toMatchObject({
    kind: 'step-bound',
    message: expect.stringMatching(
      /^1000000 microtasks ran without a pause: a loop that only awaits what is already settled/,
    ),
  });
});

it('a livelock goes on for ten times the step bound; its trace ends where the bound is reached, and replays', async () => {
  const counts = { runs: 0 };
  const body = instrumented(async (begins: () => void) => {
    begins();
    for (;;) await new Promise((resolve) => setTimeout(resolve, 1));
  }, environment);
  const counted = () => body(() => counts.runs++);
  const { finding } = await explore(counted, { ...quick, iterations: 5, maxSteps: 50 });
  // The fixed schedules, and one that makes the trace.
  expect(counts.runs).toBe(4);
  expect(finding).toMatchObject({ verdict: 'bug', trace: { iteration: 0, failure: { kind: 'step-bound' } } });
  expect(finding?.trace.events.length).toBeGreaterThan(50);
  expect(finding?.trace.events.at(-1)).toMatchObject({ type: 'end', step: 51 });
  const trace = finding?.trace as NonNullable<typeof finding>['trace'];
  const again = await runtime.api.replaySubject({ body: counted, test: trace.test }, resolveOptions({}), trace, {
    mode: 'strict',
    shrink: false,
    tracePath: null,
  });
  expect(again.sameBug).toBe(true);
});

describe('uncontrolled waits', () => {
  const waits = instrumented(async (native: () => Promise<void>) => {
    const task = async () => {
      await null;
      await native();
    };
    await Promise.all([task(), task()]);
  }, environment);
  const body = () => waits(() => new Promise((resolve) => setImmediate(resolve)));
  const few = { ...quick, iterations: 5 };

  it('warn, with their places', async () => {
    const { passed, uncontrolled, warnings } = await explore(body, few);
    expect(passed).toBe(true);
    expect(uncontrolled.map(({ site, count }) => `${site?.text} ${count}`)).toEqual(['native() 10']);
    expect(warnings).toEqual([expect.stringMatching(/^Some waits are not under control .* \(10 times\)/)]);
  });

  it('fail where the options say so, and are silent where they are allowed', async () => {
    const failed = await explore(body, { ...few, uncontrolled: 'error' });
    expect(failed.passed).toBe(false);
    expect(failed.unearned).toMatch(
      /^The body waited for something outside the controller, and uncontrolled is 'error'/,
    );
    expect((await explore(body, { ...few, uncontrolled: 'allow' })).warnings).toEqual([]);
  });
});

describe('state that is left over', () => {
  it('a first schedule that does not repeat is warned of', async () => {
    const loaded = new Set<string>();
    const body = instrumented(async (cache: Set<string>) => {
      const load = async () => {
        if (cache.has('x')) return;
        await null;
        cache.add('x');
      };
      await Promise.all([load(), load()]);
    }, environment);
    const { warnings, passed } = await explore(() => body(loaded), quick);
    expect(passed).toBe(true);
    expect(warnings).toEqual([expect.stringMatching(/^The first schedule, run twice, took different courses/)]);
  });

  it('a failure that does not replay is a leak, with the failure as it was', async () => {
    let runs = 0;
    const body = instrumented(async (count: () => number) => {
      const task = async () => {
        await null;
      };
      await Promise.all([task(), task()]);
      if (count() === 10) throw new Error('the tenth');
    }, environment);
    const { finding, warnings, passed } = await explore(() => body(() => ++runs), quick);
    expect(passed).toBe(false);
    expect(finding).toMatchObject({ verdict: 'leak', shrunk: null, trace: { failure: { message: 'the tenth' } } });
    expect(warnings).toEqual([expect.stringMatching(/^The failing schedule did not fail again/)]);
  });
});

describe('candidates', () => {
  it('are async functions of the code under test that never wait', async () => {
    const repository = instrumented(() => ({
      get: async (id: number) => id,
      slow: async () => {
        await null;
      },
    }))();
    const body = instrumented(async (repo: typeof repository) => {
      await Promise.all([repo.get(1), repo.get(2), repo.slow()]);
    }, environment);
    const { candidates } = await explore(() => body(repository), { ...quick, iterations: 4, mustExplore: false });
    expect(candidates.map((site) => site.function)).toEqual(['get']);
  });
});

describe('run()', () => {
  it('returns the result of a run without a finding', async () => {
    expect(await run(instrumented(safe, environment), quick)).toMatchObject({ passed: true, schedules: 60 });
  });

  it('throws a finding as BugFound, with what was thrown as its cause', async () => {
    await expect(run(instrumented(overtaking, environment), quick)).rejects.toMatchObject({
      name: 'BugFound',
      verdict: 'bug',
      seed: 1,
      cause: new Error('b came first'),
    });
  });

  it('throws what is not earned', async () => {
    await expect(
      run(
        instrumented(async () => {}),
        quick,
      ),
    ).rejects.toThrow(/^Lockstep explored nothing: No schedule had/);
  });
});

it('bad options are refused before anything runs', async () => {
  let called = false;
  const body = () => {
    called = true;
  };
  await expect(explore(body, { iteratons: 5 } as never)).rejects.toThrow(
    'explore: there is no option `iteratons`. Did you mean `iterations`?',
  );
  await expect(explore(body, { strategy: 'rnadom' as never })).rejects.toThrow("did you mean 'random'?");
  expect(called).toBe(false);
  expect(DEFAULTS.mustExplore).toBe(true);
});
