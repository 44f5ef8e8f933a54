// What a search has covered, what that proves, and what puts it in doubt.

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

export interface Explored {
  readonly tally: Tally;
  /** The undisturbed schedule took another course when it was repeated. */
  readonly differs: boolean;
  /** All strategies have run what they wanted. */
  readonly ended: boolean;
  readonly failed: boolean;
}

interface Search {
  readonly model: ModelName;
  readonly reach: Reach | undefined;
}

/** @param searches of the models that were explored; `reach` is undefined where the strategy is no search */
export function coverageOf(searches: readonly Search[], explored: Explored): Coverage {
  const { tally, ended, failed } = explored;
  const reaches = searches.flatMap(({ model, reach }) => (reach === undefined ? [] : [{ model, reach }]));
  const reason =
    reaches.length === 0 || failed
      ? null
      : doubtOf(
          reaches.map(({ reach }) => reach),
          tally,
          explored.differs,
        );
  const covered = reaches.map(({ model, reach }) => ({ model, departures: reason === null ? reach.departures : -1 }));
  if (reaches.length === 0 || failed) return { covered, proof: null, doubt: null };
  if (reason !== null)
    return {
      covered,
      proof: null,
      doubt: ended ? `All schedules were run, but that proves nothing: ${reason}.` : null,
    };
  const proofs = covered.filter(({ departures }) => departures >= 0).map(sentenceOf);
  if (proofs.length === 0) return { covered, proof: null, doubt: null };
  const scope = ended ? ` (${counted(tally.schedules, 'schedule')})` : '';
  return { covered, proof: `${proofs.join(', and ')}${scope}, for these inputs.`, doubt: null };
}

/** What a model's share of the proof is, as a clause. */
function sentenceOf({ model, departures }: Covered, position: number): string {
  const none = position === 0 ? 'No' : 'no';
  const bound =
    departures === Number.POSITIVE_INFINITY
      ? ''
      : ` with up to ${counted(departures, 'departure')} from the undisturbed one`;
  return `${none} schedule of the model ${model}${bound} fails`;
}

/** Why nobody knows whether what searches have run is all there is, as the end of a sentence; null if it is known. */
export function doubtOf(reaches: readonly Reach[], tally: Tally, differs: boolean): string | null {
  if (tally.uncontrolled.size > 0) {
    const places = describeUncontrolled(tally.uncontrolled).slice(0, 3).map(placeOf).join(', ');
    return `the order of what is waited for outside control is not part of a schedule (${places})`;
  }
  if (reaches.some(({ diverged }) => diverged))
    return 'the same choices led to different schedules, so something in the body is not deterministic, or state is left over from one schedule to the next';
  if (differs) return 'the undisturbed schedule took another course when it was repeated';
  if (tally.boundReached > 0)
    return `${counted(tally.boundReached, 'schedule')} did not end within the bound of events`;
  return null;
}
