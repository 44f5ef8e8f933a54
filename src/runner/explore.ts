// explore(): runs a body under many schedules and says what came of it. tryIteration() runs one of these schedules.

import type { IterationOutcome } from '../engine/outcome';
import { Budget } from './budget';
import { Exploration } from './exploration';
import { withFreshModules } from './fresh-modules';
import { exploreNatively } from './native-exploration';
import type { ExploreOptions, ResolvedOptions } from './options';
import { resolveOptions } from './resolve-options';
import type { ExploreResult } from './result';
import { REPEATED, runSchedules } from './run-schedules';
import type { Subject } from './subject';
import { OptionError } from './validate';

/** Explores a subject; what `explore`, `run` and `ctest` share. */
export async function exploreSubject(subject: Subject, options: ResolvedOptions): Promise<ExploreResult> {
  if (options.native) return exploreNatively(subject, options);
  // The caller's own code must come to its await before an iteration takes over.
  await null;
  const exploration = new Exploration(subject, options, new Budget(options));
  try {
    await exploration.begin();
    await runSchedules(exploration, 1, REPEATED);
    const differs = exploration.differs && !(await exploration.hasOnlyWarmedUp());
    const early = differs ? await withFreshModules(exploration) : null;
    if (early !== null) return early;
    await runSchedules(exploration, REPEATED);
    const result = await exploration.conclude();
    if (result.finding?.verdict !== 'leak') return result;
    return (await withFreshModules(exploration)) ?? result;
  } finally {
    exploration.leave();
  }
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
 * Runs one of the schedules that `explore` runs with the same options, by its number. Before it, the schedules are run from which the
 * strategy had learned by then.
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
  if (resolved.native)
    throw new OptionError(
      'tryIteration: it runs one schedule, and with native: true there are none. Use `explore`.',
      'native',
    );
  const subject = subjectOf(body, 'tryIteration');
  await null;
  const exploration = new Exploration(subject, resolved, new Budget(resolved));
  const outcome = await exploration.reproduce(exploration.schedule(iteration)).finally(() => exploration.leave());
  if (outcome === null)
    throw new OptionError(
      `tryIteration: there is no iteration ${iteration}; the strategy has explored everything before it.`,
      'iteration',
    );
  return outcome;
}
