// explore(): runs a body under many schedules and says what came of it. tryIteration() runs one of these schedules.

import { nativeNow, nativeSetImmediate, nativeSetTimeout } from '../engine/natives';
import type { IterationOutcome } from '../engine/outcome';
import { Exploration } from './exploration';
import { isolated } from './fresh-check';
import type { ExploreOptions, ResolvedOptions } from './options';
import { resolveOptions } from './resolve-options';
import type { ExploreResult } from './result';
import type { Subject } from './subject';
import { OptionError } from './validate';
import { LEAKED } from './warnings';

/** Real milliseconds after which the exploration lets the real event loop turn. */
const SLICE = 100;
/** Steps from which a schedule counts as long: the clock is read after each. */
const LONG = 50;

/** Explores a subject; what `explore`, `run` and `ctest` share. */
export async function exploreSubject(subject: Subject, options: ResolvedOptions): Promise<ExploreResult> {
  // The caller's own code must come to its await before an iteration takes over.
  await null;
  const exploration = new Exploration(subject, options);
  let result: ExploreResult;
  try {
    await exploration.begin();
    await runSchedules(exploration);
    result = await exploration.conclude();
  } finally {
    exploration.leave();
  }
  const fresh = result.finding?.verdict === 'leak' && !options.isolate ? isolated(subject) : null;
  if (fresh === null) return result;
  const clean = await exploreSubject(fresh, { ...options, ...exploration.budget.rest(), isolate: true });
  // Unless the fresh registry alone breaks the test, what it says counts.
  if (clean.finding !== null && clean.finding.trace.iteration === 0) return result;
  return { ...clean, elapsed: exploration.budget.elapsed, warnings: [LEAKED, ...clean.warnings] };
}

/** Runs schedules until one fails the test, the strategy has explored all, or the budget is spent. */
async function runSchedules(exploration: Exploration): Promise<void> {
  const { tally, budget } = exploration;
  const { iterations, isolate } = exploration.options;
  let slice = budget.started;
  for (let iteration = 1; exploration.finding === null; iteration++) {
    if (tally.schedules >= iterations || !exploration.open) return;
    const schedule = exploration.schedule(iteration);
    if (!exploration.isOpen(schedule.lane)) continue;
    const pending = exploration.run(schedule);
    const isLate = pending !== null && 'then' in pending;
    const outcome = isLate ? await pending : pending;
    if (outcome === null) continue;
    if (outcome.failure !== null) await exploration.judge(schedule, outcome);
    // The clock is read (40 ns) every 16 schedules, or at once where a schedule is long or has modules of its own.
    if ((tally.schedules & 15) === 0 || outcome.steps >= LONG || isLate || isolate) {
      const now = nativeNow();
      if (budget.isOver(now)) return;
      if (now - slice > SLICE) {
        await turnOfTheEventLoop();
        slice = nativeNow();
      }
    }
  }
}

function turnOfTheEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (nativeSetImmediate !== undefined) nativeSetImmediate(() => resolve());
    else nativeSetTimeout(resolve, 0);
  });
}

function subjectOf(body: unknown, caller: string): Subject {
  if (typeof body !== 'function')
    throw new TypeError(`${caller}(body, options) expects the body as a function, got ${describe(body)}.`);
  return { body: body as () => unknown, test: { file: '', name: [body.name || 'body'] } };
}

function describe(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
}

/**
 * Explores the schedules of `body`, which is called anew for each of them.
 * @param body the test: ordinary asynchronous code, instrumented by babel-plugin-lockstep. It must make its own state at each call.
 * @returns what was found and how much was explored; a finding does not throw
 * @throws TypeError if `body` is no function or an option is unknown or of the wrong type
 * @example
 * const result = await explore(async () => { await Promise.all([deposit(10), deposit(20)]); assert.equal(balance, 30); });
 */
export async function explore(body: () => unknown, options: ExploreOptions = {}): Promise<ExploreResult> {
  return exploreSubject(subjectOf(body, 'explore'), resolveOptions(options));
}

/**
 * One schedule of those that `explore` runs with the same options, by its number. What the strategy has learned by then is derived by
 * running the schedules from which it has.
 * @throws OptionError if there is no schedule with that number
 */
export async function tryIteration(
  body: () => unknown,
  options: ExploreOptions & { iteration?: number } = {},
): Promise<IterationOutcome> {
  const { iteration = 0, ...rest } = options;
  if (!Number.isSafeInteger(iteration) || iteration < 0)
    throw new OptionError(
      `tryIteration: \`iteration\` must be an integer of 0 or more; got ${String(iteration)}.`,
      'iteration',
    );
  const resolved = resolveOptions(rest);
  const subject = subjectOf(body, 'tryIteration');
  await null;
  const exploration = new Exploration(subject, resolved);
  const outcome = await exploration.reproduce(exploration.schedule(iteration)).finally(() => exploration.leave());
  if (outcome === null)
    throw new OptionError(
      `tryIteration: there is no iteration ${iteration}; the strategy has explored everything before it.`,
      'iteration',
    );
  return outcome;
}
