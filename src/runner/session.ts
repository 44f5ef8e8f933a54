// One exploration's runs: runs a schedule of the subject under a strategy and a model, in bulk or recorded. All that an exploration asks
// of the engine goes through here.

import type { ConflictLog } from '../engine/conflicts';
import { runIteration } from '../engine/controller';
import { refuseNesting } from '../engine/iteration';
import type { IterationOutcome } from '../engine/outcome';
import { simulation } from '../engine/simulation';
import { siteTable } from '../engine/site-table';
import type { TakenArrival } from '../engine/taken-arrival';
import {
  beginExploration,
  endExploration,
  type FileSettings,
  memoryFiles,
  seedRandomness,
  skewWorkers,
  useFiles,
} from '../host';
import type { RaceDetector } from '../host/shared/races';
import { RandomSource } from '../strategies/random-source';
import type { ConflictHistory, IterationEnd, IterationStart, Strategy } from '../strategies/strategy';
import type { TraceDecision } from '../trace';
import { forgetAtomicAccesses } from './atomic-accesses';
import { watchDataRaces } from './data-races';
import type { ResolvedOptions } from './options';
import type { Subject } from './subject';

/**
 * A body of very many tasks has more events than `maxSteps` and comes to an end. So a schedule that reaches `maxSteps` goes on, each operation
 * in its turn, and is called a livelock only after so many times as many.
 */
const PATIENCE = 10;

/** Keeps streams of steps apart. */
const PRIME = 65_537;

export interface RunRequest {
  readonly strategy: Strategy;
  readonly model: 'host' | 'await';
  /** Number of the schedule in its exploration. */
  readonly iteration: number;
  /** Seeds the random streams, the strategy's and the body's. Default: `iteration`. */
  readonly stream?: number;
  readonly turn: number;
  /** A schedule of more than `maxSteps` events is a livelock only if it goes on for many times as long. Default false: it is one at once. */
  readonly patient?: boolean;
  /** Which of several that have come from outside is taken first may be drawn. Default false: the first that came. */
  readonly free?: boolean;
  /** What came from outside in the run that this one repeats. Default: it repeats none. */
  readonly arrivals?: readonly TakenArrival[];
  /** Strategies may learn from it. Default false. */
  readonly teaches?: boolean;
  /** Log accesses, to learn which sites conflict. */
  readonly track: boolean;
  /** What is known of conflicts; a tracked run that teaches adds to it. Default: nothing. */
  readonly conflicts?: ConflictLog;
}

/** A run with its decisions as a trace stores them. */
export interface RecordedRun {
  readonly outcome: IterationOutcome;
  readonly decisions: readonly TraceDecision[];
}

/** What came of a run; null if the strategy has nothing left to explore. */
export type Run = IterationOutcome | null;

const NOTHING_KNOWN: ConflictHistory = { seen: () => false, conflicting: () => false };

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export class Session {
  /** What finds data races; null if nobody looks for them. */
  readonly races: RaceDetector | null;
  private readonly random = new RandomSource();
  private readonly arrivals = new RandomSource();
  private stream = 0;
  /** One object for all schedules, as an object each costs a sixth of a short one. */
  private readonly start: Mutable<IterationStart>;
  private readonly files: FileSettings | null;
  private readonly end: Mutable<IterationEnd> = { picks: 0, decisions: 0, steps: 0, failed: false, abandoned: false };

  constructor(
    readonly subject: Subject,
    readonly options: ResolvedOptions,
  ) {
    refuseNesting();
    beginExploration();
    this.races = watchDataRaces(options);
    forgetAtomicAccesses();
    const { fs, files, fileFaults: faults } = options;
    this.files = fs === 'memory' ? memoryFiles({ files, faults }) : null;
    this.start = {
      iteration: 0,
      turn: 0,
      model: 'host',
      random: this.random,
      maxSteps: options.maxSteps,
      teaches: false,
      conflicts: NOTHING_KNOWN,
      sites: siteTable,
    };
  }

  /** One schedule in bulk mode; synchronous unless the body waits for something outside or the subject prepares asynchronously. */
  run(request: RunRequest): Run | Promise<Run> {
    return this.execute(request, false);
  }

  /** One schedule with all events and decisions recorded. It teaches nothing. */
  async record(request: RunRequest): Promise<RecordedRun> {
    const outcome = await this.execute({ ...request, track: true, teaches: false, free: false }, true);
    if (outcome === null)
      throw new Error(
        `Strategy '${request.strategy.name}' has nothing left to explore, so no schedule of it can be recorded.`,
      );
    return { outcome, decisions: outcome.recorded };
  }

  /** The exploration is over: no run follows. */
  leave(): void {
    endExploration();
    useFiles(null);
    skewWorkers(0);
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
    const { strategy, model, track, teaches, patient = false } = request;
    if (this.begin(request) === false) return null;
    useFiles(this.files);
    skewWorkers(options.clockSkew);
    // What a lesson teaches of conflicts; a run that is tracked for another reason teaches nothing.
    const conflicts = (track && teaches && request.conflicts) || null;
    const outcome = runIteration(body, {
      strategy,
      maxSteps: options.maxSteps,
      stepBound: options.maxSteps * (patient ? PATIENCE : 1),
      everyAwaitMayBeSlow: model === 'await',
      onlyOwnAwaits: options.model === 'auto',
      maxLatency: options.maxLatency,
      track: track || strategy.footprints === true,
      conflicts,
      record,
      uncontrolledTimeout: options.uncontrolledTimeout,
      takeArrival: request.free === true ? this.takeArrival : null,
      arrivals: request.arrivals ?? null,
      syncTimeout: options.syncTimeout,
    });
    return 'then' in outcome ? outcome.then((late) => this.close(late, request)) : this.close(outcome, request);
  }

  /** Tells the strategy that an iteration begins. */
  private begin(request: RunRequest): ReturnType<Strategy['begin']> {
    const { options, start } = this;
    const { strategy, iteration, stream = iteration, turn, model, teaches = false } = request;
    this.random.reseed(options.seed, stream);
    this.stream = stream;
    seedRandomness(options.seed, stream);
    start.iteration = iteration;
    start.turn = turn;
    start.model = model;
    start.teaches = teaches;
    start.conflicts = request.conflicts ?? NOTHING_KNOWN;
    return strategy.begin(start);
  }

  /** Drawn from a stream of its own, since how many have come is no matter of the schedule. */
  private readonly takeArrival = (options: number): number => {
    this.arrivals.reseed(this.options.seed, this.stream * PRIME + simulation.steps);
    return this.arrivals.below(options);
  };

  private close(outcome: IterationOutcome, request: RunRequest): IterationOutcome {
    const { strategy } = request;
    if (strategy.end !== undefined) {
      const { end } = this;
      simulation.decisions.countQuestions(end);
      end.steps = outcome.steps;
      end.failed = outcome.failure !== null;
      end.abandoned = outcome.abandoned;
      strategy.end(end);
    }
    this.subject.afterEach?.();
    return outcome;
  }
}
