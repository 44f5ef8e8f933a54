// explore(): runs a body under many schedules and says what came of it. run() throws on a finding, tryIteration() runs one schedule.

import { nativeNow, nativeSetImmediate, nativeSetTimeout } from '../engine/natives';
import type { IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';
import { createStrategy, DefaultSchedule, LateSchedule } from '../strategies';
import type { Strategy } from '../strategies/strategy';
import type { Finding } from '../trace/finding';
import { EarlyLooks } from './early-looks';
import { makeFinding } from './find';
import { isolated, originOfFailure } from './fresh-check';
import { leafCandidates } from './leaf-candidates';
import type { ExploreOptions, ResolvedOptions } from './options';
import { Profile } from './profile';
import { resolveOptions } from './resolve-options';
import type { ExploreResult } from './result';
import { type RunRequest, Session } from './session';
import type { Subject } from './subject';
import { Tally } from './tally';
import { FIXED_SCHEDULES, whyUnearned } from './unearned';
import { OptionError } from './validate';
import { describeUncontrolled, LEAKED, warningsOf } from './warnings';

/** Of the model `auto`, every fourth schedule is of the model `await`. */
const AWAIT_SHARE = 4;
/** Real milliseconds after which the exploration lets the real event loop turn. */
const SLICE = 100;
/** Steps from which a schedule counts as long: the clock is read after each. */
const LONG = 50;

type ModelName = RunRequest['model'];

/** Explores a subject; what `explore`, `run` and `ctest` share. */
export async function exploreSubject(subject: Subject, options: ResolvedOptions): Promise<ExploreResult> {
  // The caller's own code must come to its await before an iteration takes over.
  await null;
  const started = nativeNow();
  const session = new Session(subject, options);
  const tally = new Tally();
  const profile = new Profile(session.conflicts);
  const earlyLooks = new EarlyLooks();
  const strategies: Record<ModelName, Strategy> = {
    host: createStrategy(options.strategy),
    await: createStrategy(options.strategy),
  };
  const deadline = options.timeBudget === 0 ? Number.POSITIVE_INFINITY : started + options.timeBudget;
  let latent: Finding | null = null;
  let finding: Finding | null = null;
  let slice = started;

  const undisturbed = new DefaultSchedule();
  const everythingLate = new LateSchedule();
  const firstModel: ModelName = options.model === 'await' ? 'await' : 'host';
  const first: RunRequest = { strategy: undisturbed, model: firstModel, iteration: 0, turn: 0, track: true };
  const recorded = await session.record(first);
  const candidates = leafCandidates(recorded.outcome.events);
  tally.add(recorded.outcome, firstModel);
  const hash = recorded.outcome.hash;

  const judge = async (request: RunRequest, outcome: IterationOutcome): Promise<void> => {
    const { failure } = outcome;
    if (failure === null) return;
    if (failure.kind === 'step-bound') {
      tally.boundReached++;
      tally.bound ??= { request, outcome };
      return;
    }
    if (await earlyLooks.has(session, request, outcome)) return;
    const isLatent = options.model === 'auto' && request.model === 'await' && !tally.choiceless;
    const made = await makeFinding(session, request, outcome, isLatent);
    if (made.verdict === 'latent' && options.latent !== 'fail') latent ??= made;
    else finding = made;
    if (finding === null || made.verdict !== 'bug') return;
    const origin = await originOfFailure(subject, options, made, recorded.outcome.failure === null);
    // The undisturbed schedule has passed once and fails when it is repeated: that is left-over state by itself.
    const repetition = request.strategy === undisturbed && tally.schedules === 2;
    if (origin === 'leaked' || (origin === 'unknown' && repetition)) finding = { ...made, verdict: 'leak' };
  };

  await judge(first, recorded.outcome);
  for (let iteration = 1; iteration < options.iterations && finding === null; iteration++) {
    const model = nextModel(options, tally, iteration, latent !== null);
    const request: RunRequest =
      iteration < FIXED_SCHEDULES
        ? { ...first, strategy: iteration === 1 ? undisturbed : everythingLate, track: false }
        : {
            strategy: strategies[model],
            model,
            iteration,
            turn: tally.turns[model],
            track: profile.isDue(iteration),
          };
    const pending = session.run(request);
    const outcome = 'then' in pending ? await pending : pending;
    tally.add(outcome, request.model);
    if (iteration === 1) tally.repeated = outcome.hash === hash ? 'same' : 'different';
    if (outcome.failure !== null) await judge(request, outcome);
    // The clock is read (40 ns) every 16 schedules, or at once where a schedule is long.
    if ((iteration & 15) === 0 || outcome.steps >= LONG || 'then' in pending) {
      const now = nativeNow();
      if (now >= deadline) break;
      if (now - slice > SLICE) {
        await turnOfTheEventLoop();
        slice = nativeNow();
      }
    }
  }

  if (finding === null && tally.bound !== null)
    finding = await makeFinding(session, tally.bound.request, tally.bound.outcome, false);
  const fresh = finding?.verdict === 'leak' && !options.isolate ? isolated(subject) : null;
  if (fresh !== null) {
    const clean = await exploreSubject(fresh, { ...options, isolate: true });
    // Unless the fresh registry alone breaks the test, what it says counts.
    if (clean.finding === null || clean.finding.trace.iteration > 0)
      return { ...clean, warnings: [LEAKED, ...clean.warnings] };
  }
  const unearned = finding === null ? whyUnearned(options, tally) : null;
  const uncontrolled = describeUncontrolled(tally.uncontrolled);
  return {
    passed: finding === null && unearned === null,
    finding,
    latent: options.latent === 'off' ? null : latent,
    schedules: tally.schedules,
    distinct: tally.distinct.count,
    maxChoices: tally.maxChoices,
    boundReached: tally.boundReached / tally.schedules,
    uncontrolled,
    seed: options.seed,
    strategy: strategies.host.name,
    elapsed: nativeNow() - started,
    environmentFiles: siteTable
      .list()
      .filter((file) => file.environment)
      .map((file) => file.name),
    unearned,
    candidates,
    warnings: [...warningsOf(options, tally.repeated, uncontrolled, finding), ...earlyLooks.warnings()],
  };
}

/** Host schedules, mixed with those of the model `await` where the options say so. */
function nextModel(options: ResolvedOptions, tally: Tally, iteration: number, latentFound: boolean): ModelName {
  if (options.model !== 'auto') return options.model;
  if (options.latent === 'off') return 'host';
  if (tally.choiceless) return 'await';
  return !latentFound && iteration % AWAIT_SHARE === AWAIT_SHARE - 1 ? 'await' : 'host';
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

/** One schedule: iteration 0 is the undisturbed one, others are drawn from the seed as `explore` does. */
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
  const session = new Session(subject, resolved);
  const strategy = iteration === 0 ? new DefaultSchedule() : createStrategy(resolved.strategy);
  const model = resolved.model === 'await' ? 'await' : 'host';
  return session.run({ strategy, model, iteration, turn: iteration, track: false });
}
