// One exploration's runs: runs a schedule of the subject under a strategy and a model, in bulk or recorded. All that an exploration asks
// of the engine goes through here.

import { resetObjectNumbers } from '../engine/access';
import { conflicts } from '../engine/conflicts';
import { runIteration } from '../engine/controller';
import { decisionLog, NATIVE, PICK } from '../engine/decisions';
import { refuseNesting } from '../engine/iteration';
import type { IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';
import { tracking } from '../engine/tracking';
import { noteOutside, seedRandomness } from '../host';
import { RandomSource } from '../strategies/random-source';
import type { ConflictHistory, IterationEnd, IterationStart, Strategy } from '../strategies/strategy';
import type { TraceDecision } from '../trace';
import type { ConflictMemory } from './conflict-memory';
import type { ResolvedOptions } from './options';
import { RecordingStrategy } from './recording';
import { CachedSiteNames } from './site-names';
import type { Subject } from './subject';

export interface RunRequest {
  readonly strategy: Strategy;
  readonly model: 'host' | 'await';
  /** Number of the schedule in its exploration. */
  readonly iteration: number;
  /** Seeds the random streams, the strategy's and the body's. Default: `iteration`. */
  readonly stream?: number;
  readonly turn: number;
  /** Strategies may learn from it. Default false. */
  readonly teaches?: boolean;
  /** Log accesses, to learn which sites conflict. */
  readonly track: boolean;
  /** What is known of conflicts; a tracked run that teaches adds to it. Default: nothing. */
  readonly conflicts?: ConflictMemory;
}

/** A run with its decisions as a trace stores them. */
export interface RecordedRun {
  readonly outcome: IterationOutcome;
  readonly decisions: readonly TraceDecision[];
}

/** What came of a run; null if the strategy has nothing left to explore. */
export type Run = IterationOutcome | null;

const NOTHING_KNOWN: ConflictHistory = { seen: () => false, conflicting: () => false };

/** Number of sites of all files that are loaded. They are numbered without holes. */
function countSites(): number {
  let low = 0;
  let high = 1024;
  while (siteTable.site(high) !== null) high *= 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (siteTable.site(middle) === null) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Counts how often the strategy was asked in the iteration that has just ended: the log holds kind, options and choice of each decision. */
function countQuestions(end: Mutable<IterationEnd>): void {
  const { entries, length } = decisionLog;
  let picks = 0;
  let natives = 0;
  for (let i = 0; i < length; i += 3) {
    const kind = entries[i];
    if (kind === PICK) picks++;
    else if (kind === NATIVE) natives++;
  }
  end.picks = picks;
  end.decisions = length / 3 - natives;
}

/** The run did not come to an outcome: a strategy threw (a replay that diverged, say). */
function abort(): void {
  tracking.on = false;
  conflicts.drop();
  decisionLog.observer = null;
}

export class Session {
  private readonly random = new RandomSource();
  /** One object for all schedules, as an object each costs a sixth of a short one. */
  private readonly start: Mutable<IterationStart>;
  private readonly end: Mutable<IterationEnd> = { picks: 0, decisions: 0, steps: 0, failed: false, abandoned: false };

  constructor(
    readonly subject: Subject,
    readonly options: ResolvedOptions,
  ) {
    refuseNesting();
    noteOutside();
    this.start = {
      iteration: 0,
      turn: 0,
      model: 'host',
      random: this.random,
      maxSteps: options.maxSteps,
      teaches: false,
      conflicts: NOTHING_KNOWN,
      sites: new CachedSiteNames(),
    };
  }

  /** One schedule in bulk mode; synchronous unless the body waits for something outside or the subject prepares asynchronously. */
  run(request: RunRequest): Run | Promise<Run> {
    return this.execute(request, false);
  }

  /** One schedule with all events and decisions recorded. It teaches nothing. */
  async record(request: RunRequest): Promise<RecordedRun> {
    const strategy = new RecordingStrategy(request.strategy);
    const outcome = await this.execute({ ...request, strategy, track: true, teaches: false }, true);
    if (outcome === null)
      throw new Error(`Strategy '${strategy.name}' has nothing left to explore, so no schedule of it can be recorded.`);
    return { outcome, decisions: [...strategy.decisions] };
  }

  private execute(request: RunRequest, record: boolean): Run | Promise<Run> {
    const { prepare, body } = this.subject;
    if (prepare === undefined) return this.launch(body, request, record);
    const prepared = prepare();
    return typeof prepared === 'function'
      ? this.launch(prepared, request, record)
      : prepared.then((fresh) => this.launch(fresh, request, record));
  }

  private launch(body: () => unknown, request: RunRequest, record: boolean): Run | Promise<Run> {
    const { options } = this;
    const { strategy } = request;
    if (this.begin(request) === false) return null;
    const track = request.track || strategy.footprints === true;
    if (track) {
      conflicts.reset();
      tracking.on = true;
      resetObjectNumbers();
    }
    const configuration = {
      strategy,
      maxSteps: options.maxSteps,
      everyAwaitMayBeSlow: request.model === 'await',
      onlyOwnAwaits: options.model === 'auto',
      maxLatency: options.maxLatency,
      record,
      uncontrolledTimeout: options.uncontrolledTimeout,
      syncTimeout: options.syncTimeout,
    };
    let outcome: IterationOutcome | Promise<IterationOutcome>;
    try {
      outcome = runIteration(body, configuration);
    } catch (error) {
      abort();
      throw error;
    }
    if (!('then' in outcome)) return this.close(outcome, request, track);
    return outcome.then(
      (late) => this.close(late, request, track),
      (error) => {
        abort();
        throw error;
      },
    );
  }

  /** Tells the strategy that an iteration begins. */
  private begin(request: RunRequest): ReturnType<Strategy['begin']> {
    const { options, start } = this;
    const { strategy, iteration, stream = iteration, turn, model, teaches = false } = request;
    this.random.reseed(options.seed, stream);
    seedRandomness(options.seed, stream);
    start.iteration = iteration;
    start.turn = turn;
    start.model = model;
    start.teaches = teaches;
    start.conflicts = request.conflicts ?? NOTHING_KNOWN;
    return strategy.begin(start);
  }

  private close(outcome: IterationOutcome, request: RunRequest, tracked: boolean): IterationOutcome {
    if (tracked) {
      tracking.on = false;
      conflicts.learn();
      if (request.track && request.teaches === true) request.conflicts?.learn(conflicts, countSites());
    }
    if (request.strategy.end !== undefined) {
      const { end } = this;
      countQuestions(end);
      end.steps = outcome.steps;
      end.failed = outcome.failure !== null;
      end.abandoned = outcome.abandoned;
      request.strategy.end(end);
    }
    this.subject.afterEach?.();
    return outcome;
  }
}
