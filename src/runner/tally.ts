// What is counted while exploring.

import type { IterationOutcome } from '../engine/outcome';
import { DistinctCounter } from './distinct';
import { FIXED_SCHEDULES, type ModelName, modelOf, type Schedule } from './plan';

/** Host schedules after which a body that never had a choice counts as one without choices. */
const ENOUGH_TO_JUDGE = 3;

export class Tally {
  schedules = 0;
  /** Schedules that the strategy gave up. */
  abandoned = 0;
  /** Schedules of the strategy that is explored with, those that it gave up included. */
  own = 0;
  maxChoices = 0;
  /** Operations were under way at the same time; timers count, although their order is no choice. */
  overlapped = false;
  boundReached = 0;
  /** Schedules so long that operations took turns at their end, and no strategy was asked. */
  takingTurns = 0;
  readonly distinct = new DistinctCounter();
  readonly uncontrolled = new Map<number, number>();
  private hostSchedules = 0;

  constructor(readonly maxSteps: number) {}

  private readonly choices: Record<ModelName, number> = { host: 0, await: 0 };
  /** The first schedule that reached the step bound. */
  bound: { schedule: Schedule; outcome: IterationOutcome } | null = null;
  repeated: 'same' | 'different' | null = null;

  /** Each of the fixed schedules reached the step bound: so do the others, and each of them takes long. */
  get endless(): boolean {
    return this.schedules >= FIXED_SCHEDULES && this.boundReached === this.schedules;
  }

  /** The host model gives the body no choice at all. */
  get choiceless(): boolean {
    return this.hostSchedules >= ENOUGH_TO_JUDGE && this.choices.host === 0;
  }

  add(outcome: IterationOutcome, { lane, model }: Schedule): void {
    this.schedules++;
    if (modelOf(lane) === model) this.own++;
    if (outcome.uncontrolled.size > 0)
      for (const [site, count] of outcome.uncontrolled)
        this.uncontrolled.set(site, (this.uncontrolled.get(site) ?? 0) + count);
    // One that was given up is neither a pass nor a failure, and nobody knows what would have come.
    if (outcome.abandoned) this.abandoned++;
    else this.addWhole(outcome, model);
  }

  private addWhole(outcome: IterationOutcome, model: ModelName): void {
    if (model === 'host') this.hostSchedules++;
    if (outcome.steps > this.maxSteps >> 1) this.takingTurns++;
    if (outcome.picks > 0) this.overlapped = true;
    // If there is only one task, late or at once is no choice worth the name: nothing overlaps.
    const choices = outcome.picks > 0 || outcome.tasks > 1 ? outcome.choices : 0;
    if (choices > this.choices[model]) this.choices[model] = choices;
    if (choices > this.maxChoices) this.maxChoices = choices;
    this.distinct.add(outcome.hash);
  }
}
