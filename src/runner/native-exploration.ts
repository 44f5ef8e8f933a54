// explore(body, { native: true }): runs the body on the real event loop, again and again, each time disturbed in another way. What it finds has happened;
// it cannot be replayed.

import { refuseNesting } from '../engine/iteration';
import { siteTable } from '../engine/site-table';
import { type NativeOutcome, runNatively } from '../native';
import { RandomSource } from '../strategies/random-source';
import { TRACE_VERSION, type Trace, toTraceFailure } from '../trace';
import type { Finding } from '../trace/finding';
import { Budget } from './budget';
import { DistinctCounter } from './distinct';
import type { ResolvedOptions } from './options';
import type { ExploreResult } from './result';
import type { Subject } from './subject';
import { version } from './version';

/** How often the run that failed is made again, with the same disturbances. */
const AGAIN = 5;
/** A run may take so many times as long as the first one, and no less than the second figure, in ms. */
const PATIENCE = 50;
const LEAST_LIMIT = 10_000;

class NativeExploration {
  private readonly budget: Budget;
  private readonly distinct = new DistinctCounter();
  private runs = 0;
  private disturbed = 0;
  private overlap = 0;
  private setAside = 0;
  private mayStretch = true;
  private limit = Number.POSITIVE_INFINITY;

  constructor(
    private readonly subject: Subject,
    private readonly options: ResolvedOptions,
  ) {
    refuseNesting();
    this.budget = new Budget(options);
  }

  async explore(): Promise<ExploreResult> {
    const { options, budget } = this;
    let finding: Finding | null = null;
    for (let i = 0; i < options.iterations && finding === null; i++) {
      if (i > 0 && budget.isOver(budget.started + budget.elapsed)) break;
      const outcome = await this.run(i);
      if (outcome.failure !== null) finding = await this.finding(i, outcome);
    }
    return this.result(finding);
  }

  /** Run 0 is not disturbed. */
  private async run(iteration: number): Promise<NativeOutcome> {
    const { subject, options } = this;
    const body = (await subject.prepare?.()) ?? subject.body;
    const random = iteration === 0 ? null : new RandomSource(options.seed, iteration);
    const { mayStretch, limit } = this;
    const outcome = await runNatively({ body, random, mayStretch, hangsAfter: options.uncontrolledTimeout, limit });
    subject.afterEach?.();
    this.runs++;
    this.disturbed += outcome.disturbed;
    if (outcome.overlap > this.overlap) this.overlap = outcome.overlap;
    if (iteration === 0) this.limit = Math.max(LEAST_LIMIT, PATIENCE * outcome.elapsed);
    if (!outcome.isUnsound) {
      this.distinct.add(outcome.hash);
      return outcome;
    }
    this.setAside++;
    this.mayStretch = false;
    return { ...outcome, failure: null };
  }

  /** Makes the run again, to say how often it fails. */
  private async finding(iteration: number, outcome: NativeOutcome): Promise<Finding> {
    const { failure } = outcome;
    let failed = 0;
    let runs = 0;
    for (; runs < AGAIN && !this.budget.isSpent(this.budget.started + this.budget.elapsed); runs++)
      if ((await this.run(iteration)).failure !== null) failed++;
    return {
      verdict: 'bug',
      trace: this.trace(iteration, outcome, { runs, failed }),
      shrunk: null,
      error: failure?.error,
    };
  }

  private trace(iteration: number, outcome: NativeOutcome, again: { runs: number; failed: number }): Trace {
    const { subject, options } = this;
    const { kind, error } = outcome.failure as NonNullable<NativeOutcome['failure']>;
    return {
      format: 'lockstep-trace',
      version: TRACE_VERSION,
      lockstep: version,
      test: subject.test,
      seed: options.seed,
      iteration,
      strategy: 'native',
      model: 'host',
      options: { maxSteps: options.maxSteps, maxLatency: null, isolate: options.isolate },
      sources: {},
      decisions: [],
      failure: toTraceFailure(
        { kind, error, task: '', site: -1, waiting: [] },
        { siteOf: (id) => siteTable.site(id) ?? undefined, root: subject.root ?? process.cwd() },
      ),
      sites: {},
      events: [],
      native: { events: outcome.events, missing: outcome.missing, again },
    };
  }

  private result(finding: Finding | null): ExploreResult {
    const { options, runs, setAside, overlap } = this;
    const unearned = finding === null && options.mustExplore && runs > 1 && this.disturbed === 0 ? NOTHING : null;
    return {
      native: true,
      passed: finding === null && unearned === null,
      finding,
      latent: null,
      schedules: runs,
      exhausted: false,
      covered: [],
      proof: null,
      abandoned: setAside,
      distinct: this.distinct.count,
      maxChoices: overlap,
      boundReached: 0,
      uncontrolled: [],
      atomic: [],
      seed: options.seed,
      strategy: 'native',
      elapsed: this.budget.elapsed,
      environmentFiles: [],
      unearned,
      candidates: [],
      warnings: [
        'These were runs on the real event loop (native: true): what they find cannot be replayed, and what they do not find may still happen.',
      ],
    };
  }
}

const NOTHING =
  'Nothing was disturbed on the real event loop: the body has called no function of Node that calls back later. Give it something to wait for, or set mustExplore: false.';

export async function exploreNatively(subject: Subject, options: ResolvedOptions): Promise<ExploreResult> {
  return new NativeExploration(subject, options).explore();
}
