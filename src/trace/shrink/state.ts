// The state that the phases of shrinking share: the best schedule so far, the bug that must not be lost, and the budget.

import { AS_EVENT } from '../../engine/decision-log';
import { microtasksOf } from '../../engine/recorded-decision';
import { type Departures, departuresOf, scheduled } from '../departures';
import type { RerunDecision, RerunResult, Search } from './rerun';

/** Thrown inside a phase when the budget is spent; the best schedule so far is the result. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
}

export interface Candidate {
  readonly departures: Departures;
  readonly decisions: readonly RerunDecision[];
}

export interface Budget {
  /** Milliseconds that may pass. */
  readonly time: number;
  /** Runs that may be made. */
  readonly attempts: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

export class ShrinkState {
  attempts = 0;
  /** Share of the budget that the current phase may use up; the rest is kept for later phases. */
  share = 1;
  private readonly start: number;
  private bestCandidate: Candidate | null = null;
  /** Something in the best schedule completes some microtasks later than at once. */
  private needsMicrotasks = true;

  constructor(
    readonly signature: string,
    private readonly budget: Budget,
  ) {
    this.start = budget.now();
  }

  get best(): Candidate {
    if (this.bestCandidate === null)
      throw new Error('Shrinking has no failing schedule yet: the first run must come first.');
    return this.bestCandidate;
  }

  get hasBest(): boolean {
    return this.bestCandidate !== null;
  }

  /** Runs that the budget still allows, by the time that the runs so far took. */
  get affordable(): number {
    const elapsed = this.budget.now() - this.start;
    const perRun = this.attempts === 0 ? 0 : elapsed / this.attempts;
    const byTime = perRun === 0 ? Number.POSITIVE_INFINITY : (this.budget.time * this.share - elapsed) / perRun;
    return Math.min(byTime, this.budget.attempts * this.share - this.attempts);
  }

  /**
   * Runs a schedule; native completions are left out of its decisions. Where the best schedule has nothing that completes some microtasks later, no
   * other is tried that has: five times as many choices at each operation would spend the budget.
   * @throws BudgetSpent
   */
  *run(departures: Departures): Search<RerunResult> {
    const { time, attempts, now } = this.budget;
    if (this.attempts >= attempts * this.share || now() - this.start >= time * this.share) throw new BudgetSpent();
    this.attempts++;
    const { signature, decisions } = yield departures;
    const taken = scheduled(decisions);
    return { signature, decisions: this.needsMicrotasks ? taken : taken.map(withoutMicrotasks) };
  }

  /** Runs a schedule and keeps it if it fails with the same signature and costs less than the best. Returns whether it was kept. */
  *improves(departures: Departures): Search<boolean> {
    return this.keep(yield* this.run(departures));
  }

  /** Keeps a run as the best if it fails with the same signature and costs less. */
  keep(result: RerunResult): boolean {
    if (result.signature !== this.signature) return false;
    const candidate = { departures: departuresOf(result.decisions), decisions: result.decisions };
    if (this.bestCandidate !== null && compareCost(candidate, this.bestCandidate) >= 0) return false;
    this.bestCandidate = candidate;
    this.needsMicrotasks = candidate.decisions.some((decision) => microtasksOf(decision) > 0);
    return true;
  }
}

/** The decision as the model `host` has it: at once, or late. */
function withoutMicrotasks(decision: RerunDecision): RerunDecision {
  return decision.kind === 'late' && microtasksOf(decision) === 0 ? { ...decision, options: AS_EVENT + 1 } : decision;
}

/** Negative if `one` is smaller: fewest departures first, then fewest decisions, then lowest choices, then earliest departures. */
function compareCost(one: Candidate, other: Candidate): number {
  return (
    one.departures.size - other.departures.size ||
    one.decisions.length - other.decisions.length ||
    sum(one.departures.values()) - sum(other.departures.values()) ||
    sum(one.departures.keys()) - sum(other.departures.keys())
  );
}

/** The choices besides 0 that a search tries at a decision. Data choices with many values are cut: see `isCut`. */
export function alternatives(decision: RerunDecision): number {
  return Math.min(decision.options - 1, MOST_ALTERNATIVES);
}

/** True if a search does not try all choices of the decision. */
export function isCut(decision: RerunDecision): boolean {
  return decision.options - 1 > MOST_ALTERNATIVES;
}

const MOST_ALTERNATIVES = 16;

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
