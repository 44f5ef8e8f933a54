// What is counted while exploring.

import type { IterationOutcome } from '../engine/outcome';
import { DistinctCounter } from './distinct';
import type { RunRequest } from './session';

type ModelName = RunRequest['model'];

/** Host schedules after which a body that never had a choice counts as one without choices. */
const ENOUGH_TO_JUDGE = 3;

export class Tally {
  schedules = 0;
  maxChoices = 0;
  /** Operations were under way together, be it timers whose order is no choice. */
  overlapped = false;
  boundReached = 0;
  readonly distinct = new DistinctCounter();
  readonly uncontrolled = new Map<number, number>();
  readonly turns = { host: 0, await: 0 };
  readonly choices = { host: 0, await: 0 };
  /** The first schedule that reached the step bound. */
  bound: { request: RunRequest; outcome: IterationOutcome } | null = null;
  repeated: 'same' | 'different' | null = null;

  /** The host model gives the body no choice at all. */
  get choiceless(): boolean {
    return this.turns.host >= ENOUGH_TO_JUDGE && this.choices.host === 0;
  }

  add(outcome: IterationOutcome, model: ModelName): void {
    this.schedules++;
    this.turns[model]++;
    if (outcome.picks > 0) this.overlapped = true;
    // Late or at once is no choice worth the name where there is only one task: nothing overlaps.
    const choices = outcome.picks > 0 || outcome.tasks > 1 ? outcome.choices : 0;
    if (choices > this.choices[model]) this.choices[model] = choices;
    if (choices > this.maxChoices) this.maxChoices = choices;
    this.distinct.add(outcome.hash);
    if (outcome.uncontrolled.size > 0)
      for (const [site, count] of outcome.uncontrolled)
        this.uncontrolled.set(site, (this.uncontrolled.get(site) ?? 0) + count);
  }
}
