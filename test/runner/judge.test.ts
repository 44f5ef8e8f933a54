// What a failing schedule is worth: the fixed schedules fail under their own numbers, and what modules have left over is told apart before
// anything is shrunk.

import { exploreSubject } from '../../src/runner/explore';
import { resolveOptions } from '../../src/runner/resolve-options';
import type { Subject } from '../../src/runner/subject';
import { runtime } from '../../src/runtime';
import { compareSignatures } from '../../src/trace';
import { instrumented } from '../support/program';

const { explore, replaySubject, tryIteration } = runtime.api;
const quick = { model: 'host', seed: 1, iterations: 60, timeBudget: 0 } as const;
const environment = { environment: true };

const fetchNothing = instrumented(async () => {}, environment);

/** Fails if an answer takes longer than a few microtasks: of the first three schedules, in the one that has everything late. */
const impatient = instrumented(async (answer: () => Promise<void>) => {
  let late = true;
  const arrives = async () => {
    await answer();
    late = false;
  };
  const value = Math.random();
  const pending = [arrives(), arrives()];
  for (let i = 0; i < 9; i++) await undefined;
  if (late) throw new Error(`late, and ${value} was drawn`);
  await Promise.all(pending);
});
const lateFails = () => impatient(fetchNothing);

describe('the schedule in which everything is late', () => {
  it('fails as number 2, under the name of its strategy, and is made anew from its number', async () => {
    const { finding, schedules } = await explore(lateFails, { ...quick, shrink: 0 });
    expect(schedules).toBe(3);
    expect(finding?.trace).toMatchObject({
      iteration: 2,
      strategy: 'late',
      failure: { message: expect.stringMatching(/^late/) },
    });
    const { failure } = await tryIteration(lateFails, { ...quick, iteration: 2 });
    expect(failure?.error).toEqual(finding?.error);
  });

  it('is shrunk like any other', async () => {
    const { finding } = await explore(lateFails, quick);
    expect(finding).toMatchObject({
      verdict: 'bug',
      trace: { iteration: 2, strategy: 'late' },
      shrunk: { fewest: true },
    });
  });
});

it('the fixed schedules draw the same random numbers, and a trace of one replays', async () => {
  const drawn: number[] = [];
  const body = instrumented(async (note: (value: number) => void) => note(Math.random()));
  await explore(() => body((value) => drawn.push(value)), { ...quick, iterations: 4, mustExplore: false });
  expect(drawn[1]).toBe(drawn[0]);
  expect(drawn[2]).toBe(drawn[0]);
  expect(drawn[3]).not.toBe(drawn[0]);

  const { finding } = await explore(lateFails, { ...quick, shrink: 0 });
  expect(finding?.trace.iteration).toBe(2);
  const trace = finding?.trace as NonNullable<typeof finding>['trace'];
  const subject = { body: lateFails, test: trace.test };
  const again = await replaySubject(subject, resolveOptions({}), trace, {
    mode: 'strict',
    shrink: false,
    tracePath: null,
  });
  expect(again.finding?.trace.failure?.message).toBe(trace.failure?.message);
});

interface Registry {
  runs: number;
  /** Number of the first run that failed. */
  failed?: number;
}

describe('state that modules have left over', () => {
  /** Fails from the tenth run on in one registry, where two operations are late; never in a fresh one. */
  const body = instrumented(async (registry: Registry) => {
    const order: string[] = [];
    const task = async (name: string) => {
      await null;
      await null;
      order.push(name);
    };
    registry.runs++;
    await Promise.all([task('a'), task('b'), task('c')]);
    if (registry.runs <= 10 || order.join('') === 'abc') return;
    registry.failed ??= registry.runs;
    throw new Error(`left over: ${order.join('')}`);
  }, environment);

  function subjects() {
    const shared: Registry = { runs: 0 };
    const counts = { fresh: 0 };
    const subject: Subject = {
      body: () => body(shared),
      test: { file: 'leak.test.js', name: ['leaks'] },
      fresh: () => {
        counts.fresh++;
        return () => body({ runs: 0 });
      },
    };
    return { subject, shared, counts };
  }

  it('is told before the failure is shrunk: a run that records it, and one with fresh modules', async () => {
    const { subject, shared, counts } = subjects();
    const result = await exploreSubject(subject, resolveOptions({ ...quick, iterations: 40 }));
    expect(result).toMatchObject({ passed: true, finding: null, schedules: 40 });
    expect(result.warnings[0]).toMatch(/^State is left over in modules/);
    // Once more, recorded, and once to see what is left over.
    expect(shared.runs).toBe((shared.failed as number) + 2);
    // The failing schedule and the undisturbed one, then the exploration with fresh modules.
    expect(counts.fresh).toBe(2 + 40);
  });

  it('a failure that fresh modules have as well is shrunk, and what comes out fails with fresh modules', async () => {
    const { subject, counts } = subjects();
    const own: Subject = {
      ...subject,
      fresh: () => {
        counts.fresh++;
        return () => body({ runs: 100 });
      },
    };
    const { finding } = await exploreSubject(own, resolveOptions({ ...quick, iterations: 300 }));
    expect(finding).toMatchObject({ verdict: 'bug', shrunk: { fewest: true } });
    // As it was found, and as it was shrunk.
    expect(counts.fresh).toBe(2);
  });

  it('a smaller schedule that fails only because of what is left over is not believed', async () => {
    // In the shared registry any disorder fails from the tenth run on; with fresh modules only where c is first.
    const strict = instrumented(async (registry: { runs: number; fresh: boolean }) => {
      const order: string[] = [];
      const task = async (name: string) => {
        await null;
        order.push(name);
      };
      registry.runs++;
      await Promise.all([task('a'), task('b'), task('c')]);
      const wrong = registry.fresh
        ? order.join('') === 'cba'
        : registry.runs < 12
          ? order.join('') === 'cba'
          : order[0] !== 'a';
      if (wrong) throw new Error('out of order');
    }, environment);
    const shared = { runs: 0, fresh: false };
    const subject: Subject = {
      body: () => strict(shared),
      test: { file: 'leak.test.js', name: ['leaks'] },
      fresh: () => () => strict({ runs: 0, fresh: true }),
    };
    // The first that fails is the other way round; shrinking then finds a smaller one, in the shared registry alone.
    const strategy = {
      name: 'last first',
      memory: 'none' as const,
      begin() {},
      pick: (enabled: readonly unknown[]) => enabled.length - 1,
      late: () => true,
      choose: () => 0,
    };
    const { finding } = await exploreSubject(subject, resolveOptions({ ...quick, strategy }));
    expect(finding).toMatchObject({ verdict: 'bug', shrunk: null });
    expect(compareSignatures(finding?.trace.failure?.signature ?? '', '')).toBe('different');
  });
});
