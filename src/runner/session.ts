// One exploration's runs: runs a schedule of the subject under a strategy and a model, in bulk or recorded.

import { ConflictLog } from '../engine/conflicts';
import { runIteration } from '../engine/controller';
import { refuseNesting } from '../engine/iteration';
import type { IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';
import { beginExploration, seedRandomness } from '../host';
import { RandomSource } from '../strategies/random-source';
import type { IterationStart, Strategy } from '../strategies/strategy';
import type { TraceDecision } from '../trace';
import type { ResolvedOptions } from './options';
import type { Subject } from './subject';

export interface RunRequest {
  readonly strategy: Strategy;
  readonly model: 'host' | 'await';
  /** Seeds the random streams, the strategy's and the body's. */
  readonly iteration: number;
  readonly turn: number;
  /** Log accesses, to learn which sites conflict. */
  readonly track: boolean;
}

/** A run with its decisions as a trace stores them. */
export interface RecordedRun {
  readonly outcome: IterationOutcome;
  readonly decisions: readonly TraceDecision[];
}

export class Session {
  /** What tracked runs have taught. */
  readonly conflicts = new ConflictLog();
  private readonly random = new RandomSource();
  private readonly start: { -readonly [Key in keyof IterationStart]: IterationStart[Key] };

  constructor(
    readonly subject: Subject,
    readonly options: ResolvedOptions,
  ) {
    refuseNesting();
    beginExploration();
    this.start = {
      iteration: 0,
      turn: 0,
      model: 'host',
      random: this.random,
      maxSteps: options.maxSteps,
      teaches: true,
      conflicts: this.conflicts,
      sites: siteTable,
    };
  }

  /** One schedule in bulk mode; synchronous unless the body waits for something outside or the subject prepares asynchronously. */
  run(request: RunRequest): IterationOutcome | Promise<IterationOutcome> {
    return this.execute(request, false);
  }

  /** One schedule with all events and decisions recorded. */
  async record(request: RunRequest): Promise<RecordedRun> {
    const outcome = await this.execute({ ...request, track: true }, true);
    return { outcome, decisions: outcome.recorded };
  }

  private execute(request: RunRequest, record: boolean): IterationOutcome | Promise<IterationOutcome> {
    const { prepare, body } = this.subject;
    if (prepare === undefined) return this.launch(body, request, record);
    const prepared = prepare();
    return typeof prepared === 'function'
      ? this.launch(prepared, request, record)
      : prepared.then((fresh) => this.launch(fresh, request, record));
  }

  private launch(
    body: () => unknown,
    request: RunRequest,
    record: boolean,
  ): IterationOutcome | Promise<IterationOutcome> {
    const { options, start } = this;
    const { strategy, iteration } = request;
    this.random.reseed(options.seed, iteration);
    seedRandomness(options.seed, iteration);
    start.iteration = iteration;
    start.turn = request.turn;
    start.model = request.model;
    strategy.begin(start);
    const configuration = {
      strategy,
      maxSteps: options.maxSteps,
      everyAwaitMayBeSlow: request.model === 'await',
      onlyOwnAwaits: options.model === 'auto',
      maxLatency: options.maxLatency,
      track: request.track || strategy.footprints === true,
      conflicts: request.track ? this.conflicts : null,
      record,
      uncontrolledTimeout: options.uncontrolledTimeout,
      syncTimeout: options.syncTimeout,
    };
    let outcome: IterationOutcome | Promise<IterationOutcome>;
    try {
      outcome = runIteration(body, configuration);
    } catch (error) {
      this.conflicts.drop();
      throw error;
    }
    if (!('then' in outcome)) return this.close(outcome, request);
    return outcome.then(
      (late) => this.close(late, request),
      (error) => {
        this.conflicts.drop();
        throw error;
      },
    );
  }

  private close(outcome: IterationOutcome, request: RunRequest): IterationOutcome {
    if (request.track) this.conflicts.learn();
    request.strategy.end?.({
      picks: outcome.picks,
      decisions: outcome.choices,
      steps: outcome.steps,
      failed: outcome.failure !== null,
      abandoned: outcome.abandoned,
    });
    this.subject.afterEach?.();
    return outcome;
  }
}
