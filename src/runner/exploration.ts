// An exploration of one subject: which schedule comes when (`schedule`), running it (`run`), what a failure is worth (`judge`), and what it all
// comes to (`conclude`). The loop around it is in `explore.ts`.

import type { TraceEvent } from '../engine/event';
import type { IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';
import type { Site } from '../engine/sites';
import { createStrategy, DefaultSchedule, Exhaustive, LateSchedule } from '../strategies';
import type { Reach } from '../strategies/strategy';
import type { Finding } from '../trace/finding';
import { atomicAccesses, atomicWarnings } from './atomic-accesses';
import { type Budget, FIRST_PART } from './budget';
import { type Circumstances, type Coverage, coverageOf, type Doubt, doubtOf, NO_SEARCH } from './coverage';
import { raceWarnings } from './data-races';
import { EarlyLooks } from './early-looks';
import { Judge } from './judge';
import { Lane } from './lane';
import { leafCandidates } from './leaf-candidates';
import { type LeftOver, leftOver } from './left-over';
import type { ResolvedOptions } from './options';
import { type LaneName, type ModelName, modelOf, Plan, type Schedule, searchOf } from './plan';
import type { ExploreResult } from './result';
import { type Run, Session } from './session';
import type { Subject } from './subject';
import { Tally } from './tally';
import { whyUnearned } from './unearned';
import { cutShortWarning, describeUncontrolled, differsWarning, warningsOf } from './warnings';

/**
 * The model `await` is left when that of the model `host` is proved, all its own schedules with up to so many departures were run, and so many
 * others. A choice, not measured.
 */
const DEPARTURES_OF_AWAIT = 2;
const ENOUGH_OF_AWAIT = 512;

export class Exploration {
  readonly tally: Tally;
  /** What fails the run; the exploration ends with it. */
  finding: Finding | null = null;
  private latent: Finding | null = null;
  private candidates: readonly Site[] = [];
  /** Hash of the undisturbed schedule. */
  private hash = 0;
  /** The same, when it was repeated. */
  private repeatedHash = 0;
  private undisturbedPasses = false;
  /** What happened in the undisturbed schedule; dropped when it was the same once more. */
  events: readonly TraceEvent[] = [];
  /** The limit of the time came before the first part was over. */
  private cutShort = false;
  private readonly plan: Plan;
  private readonly session: Session;
  private readonly lanes: Readonly<Record<LaneName, Lane>>;
  private readonly earlyLooks = new EarlyLooks();
  private readonly judgement: Judge;

  constructor(
    readonly subject: Subject,
    readonly options: ResolvedOptions,
    readonly budget: Budget,
  ) {
    this.tally = new Tally(options.maxSteps);
    this.plan = new Plan(options);
    this.session = new Session(subject, options);
    this.judgement = new Judge(this.session, budget);
    this.lanes = {
      undisturbed: new Lane('undisturbed', new DefaultSchedule()),
      late: new Lane('late', new LateSchedule()),
      host: new Lane('host', createStrategy(options.strategy)),
      await: new Lane('await', createStrategy(options.strategy)),
      'host search': new Lane('host search', new Exhaustive({}, false)),
      'await search': new Lane('await search', new Exhaustive({}, false)),
    };
  }

  /** The schedule that a number stands for, whatever has been found so far. */
  schedule(iteration: number): Schedule {
    return this.plan.schedule(iteration);
  }

  /** Whether there is anything left to explore. */
  get open(): boolean {
    return this.plan.models.some((model) => this.isOpen(model));
  }

  /** Whether schedules of the lane are still run. If not, their numbers are passed over. */
  isOpen(lane: LaneName): boolean {
    const model = modelOf(lane);
    return !this.lanes[lane].ended && (model === null || (this.isUsed(model) && !this.isDone(model)));
  }

  /** Whether another schedule may begin at the given moment. */
  hasTime(now: number): boolean {
    const { budget, tally } = this;
    if (!budget.isOver(now)) return true;
    if (tally.schedules >= FIRST_PART) return false;
    this.cutShort = budget.isSpent(now);
    return !this.cutShort;
  }

  /** The undisturbed schedule took another course when it was repeated, and nothing outside control decided that. */
  get differs(): boolean {
    return this.tally.repeated === 'different' && this.tally.uncontrolled.size === 0;
  }

  /** Whether the lane can still find something. The host model cannot if it gives the body no choice; after a latent finding, `await` need not. */
  private isUsed(model: ModelName): boolean {
    if (this.plan.models.length === 1) return true;
    return model === 'await' ? this.latent === null : !this.tally.choiceless;
  }

  /** Whether the model is explored: its search has run all schedules; or, of the model `await`, enough, and that of the model `host` all. */
  private isDone(model: ModelName): boolean {
    const { lanes, plan } = this;
    if (!plan.searches) return false;
    const search = lanes[searchOf(model)];
    const reach = search.strategy.reach as Reach;
    if (search.ended) return reach.complete && this.doubt === null;
    if (model === 'host' || plan.models.length === 1 || lanes.await.schedules < ENOUGH_OF_AWAIT) return false;
    return reach.departures >= DEPARTURES_OF_AWAIT && !this.isOpen('host') && this.doubt === null;
  }

  /** What puts it in doubt that a search has run all there is. */
  private get doubt(): Doubt | null {
    const { lanes, plan } = this;
    return doubtOf(
      plan.models.map((model) => lanes[searchOf(model)].strategy.reach as Reach),
      this.circumstances,
    );
  }

  private get circumstances(): Circumstances {
    return { tally: this.tally, differs: this.differs, earlyLooks: this.earlyLooks.schedules };
  }

  /** The undisturbed schedule, recorded: it is judged like any other. */
  async begin(): Promise<void> {
    const schedule = this.schedule(0);
    const { outcome } = await this.session.record(this.request(schedule));
    this.candidates = leafCandidates(outcome.events);
    this.hash = outcome.hash;
    this.events = outcome.events;
    this.undisturbedPasses = outcome.failure === null;
    this.tally.add(outcome, schedule);
    await this.judge(schedule, outcome);
  }

  /** Runs a schedule; null if its lane has none left, which ends the lane. */
  run(schedule: Schedule): Run | Promise<Run> {
    const run = this.session.run(this.request(schedule));
    return run !== null && 'then' in run ? run.then((late) => this.note(schedule, late)) : this.note(schedule, run);
  }

  /** Runs a schedule as it would be run in an exploration: after those from which its strategy has learned. */
  async reproduce(schedule: Schedule): Promise<Run> {
    const { lane, turn } = schedule;
    if (lane !== 'undisturbed' && lane !== 'late')
      for (const before of this.lanes[lane].lessonsBefore(turn))
        await this.session.run(this.request(this.schedule(this.plan.iterationOf(lane, before))));
    return this.session.run(this.request(schedule));
  }

  /**
   * Whether the undisturbed schedule takes the same course from its second run on, and only what the test is written with differed in the first:
   * tools prepare a document once, say. Then the second run is the one that counts.
   */
  async hasOnlyWarmedUp(): Promise<boolean> {
    if (!this.events.some(({ site }) => siteTable.isOfTool(site))) return false;
    const { outcome } = await this.session.record(this.request(this.schedule(0)));
    const places = leftOver(this.events, outcome.events);
    if (outcome.hash !== this.repeatedHash || places.length === 0 || !places.every(({ isOfTool }) => isOfTool))
      return false;
    this.hash = outcome.hash;
    this.hasRepeated(true);
    return true;
  }

  /** The places that the undisturbed schedule, run once more, reads otherwise than at first. */
  async readsDifferently(first: readonly TraceEvent[]): Promise<LeftOver[]> {
    const { outcome } = await this.session.record(this.request(this.schedule(0)));
    return leftOver(first, outcome.events);
  }

  /** Makes a finding of a failing schedule, unless it proves nothing. */
  async judge(schedule: Schedule, outcome: IterationOutcome): Promise<void> {
    const { options, tally } = this;
    if (outcome.failure === null) return;
    if (outcome.failure.kind === 'step-bound') {
      tally.boundReached++;
      tally.bound ??= { schedule, outcome };
      return;
    }
    const request = this.request(schedule);
    if (await this.earlyLooks.has(this.session, request, outcome)) return;
    const isLatent = options.model === 'auto' && schedule.model === 'await' && !tally.choiceless;
    const undisturbed = {
      undisturbedPasses: this.undisturbedPasses,
      repeatsTheUndisturbed: schedule.lane === 'undisturbed' && schedule.turn > 0,
    };
    const made = isLatent
      ? await this.judgement.latent(request, outcome, undisturbed)
      : await this.judgement.bug(request, outcome, undisturbed);
    if (made.verdict === 'latent' && options.latent !== 'fail') this.latent ??= made;
    else this.finding = made;
  }

  /** What the exploration came to. */
  async conclude(): Promise<ExploreResult> {
    const { options, tally } = this;
    if (this.finding === null && tally.bound !== null)
      this.finding = await this.judgement.stepBound(this.request(tally.bound.schedule), tally.bound.outcome);
    const { finding, latent } = this;
    const places = this.differs ? await this.readsDifferently(this.events) : [];
    const ended = finding === null && !this.plan.models.some((model) => this.isOpen(model));
    const { covered, proof, doubt } = this.coverage(ended);
    const exhausted = ended && doubt === null && covered.every(({ departures }) => departures === 'all');
    const unearned = finding === null ? whyUnearned(options, tally, ended) : null;
    const cutShort = this.cutShort && finding === null ? [cutShortWarning(options, tally.schedules)] : [];
    const uncontrolled = describeUncontrolled(tally.uncontrolled);
    const atomic = atomicAccesses();
    return {
      native: false,
      passed: finding === null && unearned === null,
      finding,
      latent,
      schedules: tally.schedules,
      exhausted,
      covered,
      proof,
      abandoned: tally.abandoned,
      distinct: tally.distinct.count,
      maxChoices: tally.maxChoices,
      boundReached: tally.boundReached / tally.schedules,
      uncontrolled,
      atomic,
      seed: options.seed,
      strategy: this.lanes.host.strategy.name,
      elapsed: this.budget.elapsed,
      environmentFiles: siteTable
        .list()
        .filter((file) => file.environment)
        .map((file) => file.name),
      unearned,
      candidates: this.candidates,
      warnings: [
        ...cutShort,
        ...(doubt === null ? [] : [doubt]),
        ...(this.differs ? [differsWarning(places)] : []),
        ...warningsOf(options, uncontrolled, finding),
        ...this.earlyLooks.warnings(),
        ...raceWarnings(this.session.races),
        ...atomicWarnings(atomic),
      ],
    };
  }

  /** What searches have covered, and what that proves. */
  private coverage(ended: boolean): Coverage {
    if (this.finding !== null) return NO_SEARCH;
    const searches = this.plan.models
      .filter((model) => this.isUsed(model))
      .map((model) => ({ model, reach: this.lanes[this.plan.searches ? searchOf(model) : model].strategy.reach }));
    return coverageOf(searches, this.circumstances, ended);
  }

  /** No schedule follows. */
  leave(): void {
    this.session.leave();
  }

  private request(schedule: Schedule) {
    return this.lanes[schedule.lane].request(schedule);
  }

  private note(schedule: Schedule, run: Run): Run {
    const lane = this.lanes[schedule.lane];
    if (run === null) lane.ended = true;
    else {
      lane.schedules++;
      this.tally.add(run, schedule);
      if (schedule.iteration === 1) {
        this.repeatedHash = run.hash;
        this.hasRepeated(run.hash === this.hash);
      }
    }
    return run;
  }

  private hasRepeated(same: boolean): void {
    this.tally.repeated = same ? 'same' : 'different';
    if (same) this.events = [];
  }
}
