// What a search has covered, what that proves, and what puts it in doubt.

import { INFINITE } from '../engine/natives';
import { counted } from '../report/counted';
import type { Reach } from '../strategies/strategy';
import type { ModelName } from './plan';
import type { Covered } from './result';
import type { Tally } from './tally';
import { describeUncontrolled, placeOf } from './warnings';

export interface Coverage {
  readonly covered: readonly Covered[];
  /** What has been proved, with what it assumes; null if nothing. */
  readonly proof: string | null;
  /** Why it proves nothing that a search has run all there is; null if it is none, or if it proves something. */
  readonly doubt: string | null;
}

/** What has a say in whether a search has run all there is. */
export interface Circumstances {
  readonly tally: Tally;
  /** The undisturbed schedule took another course when it was repeated. */
  readonly differs: boolean;
  /** Schedules that failed because the test looked too early, and were not judged. */
  readonly earlyLooks: number;
}

interface Search {
  readonly model: ModelName;
  readonly reach: Reach | undefined;
}

/**
 * What an exploration without a finding has covered.
 * @param searches of the models that were explored; `reach` is undefined where the strategy is no search
 * @param ended all strategies have run what they wanted
 */
export function coverageOf(searches: readonly Search[], circumstances: Circumstances, ended: boolean): Coverage {
  const reaches = searches.flatMap(({ model, reach }) => (reach === undefined ? [] : [{ model, reach }]));
  if (reaches.length === 0) return NO_SEARCH;
  const reason = doubtOf(
    reaches.map(({ reach }) => reach),
    circumstances,
  );
  if (reason !== null) {
    const covered = reaches.map(({ model }) => ({ model, departures: null }));
    const doubt = ended ? `All schedules were run, but that proves nothing: ${wordsOf(reason, circumstances)}.` : null;
    return { covered, proof: null, doubt };
  }
  const covered = reaches.map(({ model, reach }) => ({ model, departures: departuresOf(reach) }));
  const clauses = covered.filter(({ departures }) => departures !== null).map(clauseOf);
  return { covered, proof: clauses.length === 0 ? null : `${clauses.join(', and ')}, for these inputs.`, doubt: null };
}

export const NO_SEARCH: Coverage = { covered: [], proof: null, doubt: null };

function departuresOf({ departures }: Reach): Covered['departures'] {
  if (departures < 0) return null;
  return departures === INFINITE ? 'all' : departures;
}

/** What a model's share of the proof is, as a clause. */
function clauseOf({ model, departures }: Covered, position: number): string {
  const none = position === 0 ? 'No' : 'no';
  const bound =
    typeof departures === 'number' ? ` with up to ${counted(departures, 'departure')} from the undisturbed one` : '';
  return `${none} schedule of the model ${model}${bound} fails`;
}

/** What puts it in doubt that searches have run all there is. */
export type Doubt = 'uncontrolled' | 'diverged' | 'differs' | 'turns' | 'early looks';

/** Null if nothing does. It is asked for every schedule once a search has ended, so words are left for later. */
export function doubtOf(reaches: readonly Reach[], { tally, differs, earlyLooks }: Circumstances): Doubt | null {
  if (tally.uncontrolled.size > 0) return 'uncontrolled';
  if (reaches.some(({ diverged }) => diverged)) return 'diverged';
  if (differs) return 'differs';
  if (tally.takingTurns > 0) return 'turns';
  return earlyLooks > 0 ? 'early looks' : null;
}

/** A doubt as the end of a sentence. */
function wordsOf(doubt: Doubt, { tally, earlyLooks }: Circumstances): string {
  switch (doubt) {
    case 'uncontrolled': {
      const places = describeUncontrolled(tally.uncontrolled).slice(0, 3).map(placeOf).join(', ');
      return `the order of what is waited for outside control is not part of a schedule (${places})`;
    }
    case 'diverged':
      return 'the same choices led to different schedules, so something in the body is not deterministic, or state is left over from one schedule to the next';
    case 'differs':
      return 'the undisturbed schedule took another course when it was repeated';
    case 'turns': {
      const have = tally.takingTurns === 1 ? 'has' : 'have';
      return `${counted(tally.takingTurns, 'schedule')} ${have} more than ${tally.maxSteps >> 1} events, behind which operations take turns. Raise maxSteps`;
    }
    case 'early looks':
      return `in ${counted(earlyLooks, 'schedule')} the test looked before everything outside was over`;
  }
}
