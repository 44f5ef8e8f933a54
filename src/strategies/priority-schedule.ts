// The schedule by priorities that PCT, fair PCT and iterative-deepening PCT share: one iteration of it.

import { INFINITE } from '../engine/natives';
import type { PendingOperation } from '../engine/operation';
import { Chains } from './chains';
import { NumberColumn } from './number-column';
import type { Random } from './strategy';

/** A chain that was preferred for so many decisions in a row is demoted: otherwise a loop that polls starves what it polls for. */
const LONGEST_STREAK = 100;
const UNRANKED = 2;

export interface PriorityScheduleStart {
  readonly random: Random;
  /** Bug depth to aim at: depth - 1 change points. */
  readonly depth: number;
  /** Expected number of decisions; 0 unknown: no change points. */
  readonly length: number;
  /** Number of decisions after which picks are uniformly random. */
  readonly fairAfter: number;
}

/**
 * The enabled operation of the chain with the highest priority runs. Priorities are random; at each of `depth - 1` random
 * decisions the chain about to run falls below all others.
 */
export class PrioritySchedule {
  /** Decisions taken so far in this iteration. */
  decisions = 0;
  private random!: Random;
  private fairAfter = 0;
  private readonly changePoints: number[] = [];
  private readonly chains = new Chains();
  /** Initial priorities lie in [0, 1), those after a change are negative. */
  private readonly priorities = new NumberColumn(UNRANKED);
  private demotions = 0;
  private lastChain = -1;
  private streak = 0;

  begin(start: PriorityScheduleStart): void {
    this.random = start.random;
    this.fairAfter = start.fairAfter;
    this.decisions = 0;
    this.demotions = start.depth;
    this.lastChain = -1;
    this.streak = 0;
    this.chains.reset();
    this.priorities.reset();
    this.changePoints.length = 0;
    if (start.length > 0)
      for (let i = 1; i < start.depth; i++) this.changePoints.push(1 + start.random.below(start.length));
  }

  pick(enabled: readonly PendingOperation[]): number {
    this.decisions++;
    if (this.decisions > this.fairAfter) return this.random.below(enabled.length);
    this.chains.observe(enabled);
    let best = this.highest(enabled.length);
    for (let i = 0; i < this.changePoints.length; i++)
      // The points are in random order, so the i-th point stands for a random one of the low ranks, as in the paper.
      if (this.changePoints[i] === this.decisions) best = this.demote(enabled.length, best, -(i + 1));
    const chain = this.chains.at[best] as number;
    if (chain !== this.lastChain) {
      this.lastChain = chain;
      this.streak = 1;
    } else if (++this.streak > LONGEST_STREAK) {
      this.streak = 0;
      best = this.demote(enabled.length, best, -++this.demotions);
    }
    return best;
  }

  /** Lowers the chain of the operation at `index`; returns the index of the highest among the first `count` now. */
  private demote(count: number, index: number, priority: number): number {
    this.priorities.set(this.chains.at[index] as number, priority);
    return this.highest(count);
  }

  private highest(count: number): number {
    const { at } = this.chains;
    let best = 0;
    let bestPriority = -INFINITE;
    for (let i = 0; i < count; i++) {
      const chain = at[i] as number;
      let priority = this.priorities.get(chain);
      if (priority === UNRANKED) {
        priority = this.random.next();
        this.priorities.set(chain, priority);
      }
      if (priority > bestPriority) {
        best = i;
        bestPriority = priority;
      }
    }
    return best;
  }
}
