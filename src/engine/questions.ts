// The questions to the strategy that come while user code runs: late or at once, and which value. The user's code would catch what the
// strategy throws, and the error about a nonsensical answer. So both are kept until the user's code has ended. (The third question, which
// operation is next, is in `pick.ts`.)
//
// Where the user's code has filled the stack, the error is the user's.

import { CHOOSE, LATE } from './decision-log';
import { isStackFull } from './full-stack';
import { isInteger } from './natives';
import type { Operation, OperationKind } from './operation';
import { OUTSIDE, simulation } from './simulation';
import type { Strand } from './strand';
import type { Task } from './task';
import { withoutStack } from './without-stack';

/** Most operations that may be pending at the same time. A body that starts more starts them faster than they can end. */
const MOST_PENDING = 100_000;

/** The task of a strand; if it is not decided yet, that of whoever made the strand. */
function taskOf(strand: Strand | null): Task {
  for (let one = strand; one !== null; one = one.owner) if (one.task !== null) return one.task;
  return simulation.agent.root.task;
}

/** What a question is about: one object for all questions (one for each costs 15 ns). */
class Asked implements Operation {
  kind: OperationKind = 'operation';
  site = -1;
  /** Whose operation it is. */
  private strand: Strand | null = null;

  /** Looked up only when a strategy reads it. */
  get task(): Task {
    return taskOf(this.strand ?? simulation.agent.current);
  }

  get from(): number {
    return (this.strand ?? simulation.agent.current)?.from ?? -1;
  }

  about(kind: OperationKind, site: number, strand: Strand | null): this {
    this.kind = kind;
    this.site = site;
    const { current } = simulation.agent;
    const other = strand === current ? null : strand;
    // A store of a young object into an old one costs 6 ns.
    if (other !== this.strand) this.strand = other;
    return this;
  }
}

const asked = new Asked();

/**
 * Asks the strategy whether the operation of `strand` at `site` is late. Outside an iteration nothing is. Code that native code calls while the
 * iteration is parked (`pull` of a stream) is asked as any other.
 */
export function isLate(strand: Strand, kind: OperationKind, site: number): boolean {
  if (simulation.mode === OUTSIDE || simulation.failure !== null) return false;
  if (simulation.pending.length >= MOST_PENDING) {
    const message = `${MOST_PENDING} operations are pending at the same time: tasks are started faster than they can end.`;
    simulation.fail({ kind: 'step-bound', error: withoutStack(message), task: '', site, waiting: [] });
    return false;
  }
  let late: boolean;
  try {
    late = simulation.strategy.late(asked.about(kind, site, strand));
    if (typeof late !== 'boolean')
      throw new TypeError(
        `Strategy '${simulation.strategy.name}' answered ${String(late)} to late(); it must return true (late) or false (at once).`,
      );
  } catch (error) {
    if (isStackFull(error)) throw error;
    simulation.strategyFailed(error);
    return false;
  }
  simulation.choices++;
  simulation.decisions.note(LATE, 2, late ? 1 : 0, site);
  simulation.recorder?.delayed(strand, kind, site, late);
  return late;
}

/** A data choice in [0, n) by the strategy. */
export function dataChoice(n: number): number {
  const { strategy } = simulation;
  const { site, current } = simulation.agent;
  let choice: number;
  try {
    choice = strategy.choose(n, asked.about('operation', site, current));
    if (!isInteger(choice) || choice < 0 || choice >= n)
      throw new RangeError(
        `Strategy '${strategy.name}' chose ${String(choice)} among ${n} values; choose(n) must return an integer from 0 to n - 1.`,
      );
  } catch (error) {
    if (isStackFull(error)) throw error;
    simulation.strategyFailed(error);
    return 0;
  }
  simulation.picks++;
  simulation.choices++;
  simulation.decisions.note(CHOOSE, n, choice, site);
  simulation.recorder?.chose(n, choice);
  return choice;
}
