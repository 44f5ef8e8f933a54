// The questions to the strategy that come while user code runs: late or at once, and which value. The user's code would catch what the
// strategy throws, and the error about a nonsensical answer. So both are kept until the user's code has ended. (The third question, which
// operation is next, is in `pick.ts`.)
//
// Where the user's code has filled the stack, the error is the user's.

import { AS_EVENT, AT_ONCE, CHOOSE, LATE } from './decision-log';
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
  microtasks = 0;
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

/** Asks the strategy whether the operation of `strand` at `site` is late, or completes exactly as it would without Lockstep. */
export function isLate(strand: Strand, kind: OperationKind, site: number): boolean {
  return ask(strand, kind, site, 0) === AS_EVENT;
}

/**
 * Asks the strategy when the operation of `strand` at `site` completes: late, at once, or, under the model `await`, some microtasks later than
 * at once. Outside an iteration everything is at once. Code that native code calls while the iteration is parked (`pull` of a stream) is asked as
 * any other.
 * @returns the choice that is recorded: `AT_ONCE`, `AS_EVENT`, or `AS_EVENT` and the number of microtasks
 */
export function latency(strand: Strand, kind: OperationKind, site: number): number {
  return ask(strand, kind, site, simulation.mostMicrotasks);
}

function ask(strand: Strand, kind: OperationKind, site: number, microtasks: number): number {
  if (simulation.mode === OUTSIDE || simulation.failure !== null) return AT_ONCE;
  if (simulation.pending.length >= MOST_PENDING) {
    const message = `${MOST_PENDING} operations are pending at the same time: tasks are started faster than they can end.`;
    simulation.fail({ kind: 'step-bound', error: withoutStack(message), task: '', site, waiting: [] });
    return AT_ONCE;
  }
  let choice: number;
  try {
    asked.microtasks = microtasks;
    const answer = simulation.strategy.late(asked.about(kind, site, strand));
    choice = answer === true ? AS_EVENT : answer === false ? AT_ONCE : choiceOf(answer, microtasks);
  } catch (error) {
    if (isStackFull(error)) throw error;
    simulation.strategyFailed(error);
    return AT_ONCE;
  }
  simulation.choices++;
  const options = 2 + microtasks;
  simulation.decisions.note(LATE, options, choice, site);
  simulation.recorder?.delayed(strand, kind, site, options, choice);
  return choice;
}

/**
 * The choice that stands for a number of microtasks.
 * @throws TypeError if the answer is none of up to `most`
 */
function choiceOf(answer: number, most: number): number {
  if (isInteger(answer) && answer >= 1 && answer <= most) return AS_EVENT + answer;
  const numbers = most === 0 ? '' : `, or a number of microtasks from 1 to ${most}`;
  throw new TypeError(
    `Strategy '${simulation.strategy.name}' answered ${String(answer)} to late(); it must return true (late) or false (at once)${numbers}.`,
  );
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
