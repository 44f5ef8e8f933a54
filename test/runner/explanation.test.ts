// The passing neighbour of a finding: the critical decision is one that was run, and where there is none, the overlap that it takes is told.

import { describeFinding } from '../../src/report/finding-report';
import { resolveOptions } from '../../src/runner/resolve-options';
import { runtime } from '../../src/runtime';
import { DefaultSchedule, DepartureSchedule } from '../../src/strategies';
import { departuresOf, type Trace } from '../../src/trace';
import type { Finding } from '../../src/trace/finding';
import { instrumented } from '../support/program';

const { explore, tryIteration } = runtime.api;
const environment = { environment: true };
/** The first three schedules of an exploration are fixed: a strategy steers those behind them. */
const STEERED = 5;
const quick = { model: 'host', iterations: 60, timeBudget: 0, seed: 1 } as const;

async function found(body: () => Promise<void>): Promise<Finding> {
  const { finding } = await explore(body, quick);
  if (finding === null) throw new Error('Nothing was found.');
  return finding;
}

const reportOf = (finding: Finding) => describeFinding({ finding, tracePath: null });

/** Runs the schedule of the trace with just the critical decision taken otherwise. */
function otherwise({ decisions, critical }: Trace, body: () => Promise<void>) {
  const choices = new Map(departuresOf(decisions));
  const decision = critical?.decision ?? -1;
  choices.set(decision, choices.has(decision) ? 0 : 1);
  return tryIteration(body, { ...quick, iteration: STEERED, strategy: new DepartureSchedule(choices) });
}

/** Callbacks of a fake that is not async come in the order in which they were set, unless one comes at a time of its own. */
const callbacks = instrumented(async () => {
  const fake = {
    subscribe(done: () => void) {
      setImmediate(done);
    },
  };
  const order: string[] = [];
  const client = async (name: string) => {
    await new Promise<void>((resolve) => fake.subscribe(resolve));
    order.push(name);
  };
  await Promise.all([client('a'), client('b')]);
  if (order[0] === 'a') throw new Error('a came first');
}, environment);

describe('the critical decision', () => {
  it('of a callback is told of the task that set it, and the schedule with it passes', async () => {
    const finding = await found(callbacks);
    expect(reportOf(finding).critical?.sentence).toMatch(
      /^the undisturbed schedule fails; if the callback of `setImmediate\(done\)` of task 0\.2 at \S+ comes at a time of its own, the test passes\.$/,
    );
    expect(
      (await tryIteration(callbacks, { ...quick, iteration: STEERED, strategy: new DefaultSchedule() })).failure,
    ).not.toBeNull();
    expect((await otherwise(finding.trace, callbacks)).failure).toBeNull();
  });

  it('is not one with which the test fails in another way', async () => {
    const body = instrumented(async () => {
      const order: string[] = [];
      const step = async (name: string) => {
        await null;
        order.push(name);
      };
      await Promise.all([step('a'), step('b')]);
      throw order[0] === 'b' ? new TypeError('b came first') : new Error('a came first');
    }, environment);
    const finding = await found(body);
    expect(finding.trace.critical).toBeNull();
    expect(reportOf(finding).overlap).toMatch(/^the order of completions does not matter/);
  });
});

/** Several callers ask for what is loaded once. */
const stampede = (callers: number) =>
  instrumented(async (count: number) => {
    let loads = 0;
    const cache = new Map<string, string>();
    const load = async () => {
      loads++;
      return 'page';
    };
    const get = async () => {
      await null;
      if (!cache.has('page')) cache.set('page', await load());
    };
    await Promise.all(Array.from({ length: count }, get));
    if (loads > 1) throw new Error('loaded more than once');
  }, environment).bind(null, callers);

describe('a finding of the first schedule', () => {
  it('in which several tasks must not overlap is explained by those that go on one after another', async () => {
    const { overlap, race, critical } = reportOf(await found(stampede(3)));
    expect(critical).toBeNull();
    expect(overlap).toBe('the failure needs tasks that overlap; if they go on one after another, the test passes.');
    expect(race).toMatchObject({ kind: 'check-then-act', name: 'cache[page]' });
  });

  it('that a single decision avoids has no such sentence', async () => {
    const { overlap, race, critical } = reportOf(await found(stampede(2)));
    expect(critical).not.toBeNull();
    expect(overlap).toBeNull();
    expect(race).toMatchObject({ kind: 'check-then-act', name: 'cache[page]' });
  });
});

it('a replay tells the same', async () => {
  const body = stampede(3);
  const { trace } = await found(body);
  const replayed = await runtime.api.replaySubject(
    { body, test: { file: 'a.test.ts', name: ['a'] } } as Parameters<typeof runtime.api.replaySubject>[0],
    resolveOptions(quick),
    trace,
    { mode: 'strict', shrink: false, tracePath: null },
  );
  expect(replayed.finding?.trace.explanation).toEqual(trace.explanation);
});
