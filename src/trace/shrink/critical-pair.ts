// Phase: the critical pair. It looks for one decision of the minimal schedule: if this decision is taken one step closer to the default order,
// the run passes. So a failing and a passing schedule differ by a single swap (the idea of Hermit's schedule bisection). Nothing is
// called critical unless the schedule with just that decision changed was run and passed.

import { microtasksOf } from '../../engine/recorded-decision';
import type { Departures } from '../departures';
import type { CriticalOperation, CriticalPair } from '../trace';
import type { RerunDecision, RerunResult, Search } from './rerun';
import { alternatives, type ShrinkState } from './state';

/** Runs that may be spent on a departure that repairs a failing undisturbed schedule. */
const RUNS_FOR_REPAIR = 500;

export interface CriticalFinding {
  readonly pair: CriticalPair;
  /** The schedule that passes. */
  readonly passing: Departures;
}

export function* findCriticalPair(state: ShrinkState): Search<CriticalFinding | null> {
  const failing = yield* state.run(state.best.departures);
  if (failing.signature !== state.signature) return null;
  return state.best.departures.size === 0 ? yield* repair(state, failing) : yield* removal(state, failing);
}

/** The last departure that, made a little smaller or left out, lets the run pass. */
function* removal(state: ShrinkState, failing: RerunResult): Search<CriticalFinding | null> {
  for (const [index, choice] of [...state.best.departures].reverse()) {
    for (const closer of closerThan(failing.decisions[index] as RerunDecision, choice)) {
      const departures = new Map(state.best.departures).set(index, closer);
      const passing = yield* state.run(departures);
      if (passing.signature !== null) continue;
      const found = { pair: pairOf('removal', index, failing, passing), passing: departures };
      return closer === 0 ? found : ((yield* preemption(state, index, failing)) ?? found);
    }
  }
  return null;
}

/** The departure takes the turn from an agent that could have gone on with an access to shared memory: that agent is what it overtakes. */
function* preemption(state: ShrinkState, index: number, failing: RerunResult): Search<CriticalFinding | null> {
  const departures = new Map(state.best.departures).set(index, 0);
  const passing = yield* state.run(departures);
  if (passing.signature !== null || passing.decisions[index]?.operation !== 'memory') return null;
  return { pair: pairOf('removal', index, failing, passing), passing: departures };
}

/** Choices a little smaller, and none. One microtask less is not an event of its own. */
function closerThan(decision: RerunDecision, choice: number): Set<number> {
  const isOneMicrotask = microtasksOf(decision) === 1;
  return new Set(isOneMicrotask ? [0] : [choice - 1, 0]);
}

/** The undisturbed schedule fails: the first single departure from it that lets the run pass. */
function* repair(state: ShrinkState, failing: RerunResult): Search<CriticalFinding | null> {
  let runs = 0;
  for (let index = failing.decisions.length - 1; index >= 0; index--) {
    for (let choice = 1; choice <= alternatives(failing.decisions[index] as RerunDecision); choice++) {
      if (++runs > RUNS_FOR_REPAIR) return null;
      const departures = new Map([[index, choice]]);
      const passing = yield* state.run(departures);
      if (passing.signature === null) return { pair: pairOf('repair', index, failing, passing), passing: departures };
    }
  }
  return null;
}

function pairOf(kind: CriticalPair['kind'], index: number, failing: RerunResult, passing: RerunResult): CriticalPair {
  const decided = failing.decisions[index] as RerunDecision;
  const instead = passing.decisions[index] ?? decided;
  if (decided.kind !== 'late' || microtasksOf(decided) > 0)
    return { kind, decision: index, decided: decided.kind, failing: operation(decided), passing: operation(instead) };
  const late = kind === 'removal' ? failing : passing;
  const overtaker = firstOvertaking(late.decisions, index);
  return {
    kind,
    decision: index,
    decided: 'late',
    failing: kind === 'removal' ? operation(overtaker) : operation(decided),
    passing: kind === 'removal' ? operation(decided) : operation(overtaker),
  };
}

/** The first other operation that was chosen while the one decided at `index` was late. */
function firstOvertaking(decisions: readonly RerunDecision[], index: number): RerunDecision | undefined {
  const late = decisions[index];
  const isOther = (one: RerunDecision) => one.site !== late?.site || (Boolean(late?.task) && one.task !== late?.task);
  return decisions.slice(index + 1).find((one) => one.kind === 'pick' && isOther(one));
}

function operation(decision: RerunDecision | undefined): CriticalOperation {
  return { task: decision?.task ?? '', site: decision?.site ?? '', operation: decision?.operation ?? '' };
}
