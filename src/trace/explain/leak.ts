// Counters that go up and down, and that end in the failing run with another value than in the passing one: something was not given back.

import { isOnlyCounted } from './only-counted';
import type { Access, RaceCandidate } from './race';
import type { Run } from './run';

export function leaks(failing: Run, passing: Run): RaceCandidate[] {
  return failing.places.flatMap((place) => {
    if (!isCounter(place)) return [];
    const last = place.findLast(({ write }) => write) as Access;
    const there = placeIn(passing, place, failing)?.findLast(({ write }) => write);
    if (there === undefined || Number(there.value) === Number(last.value)) return [];
    const extra = place.findLast((access) => access.write && failing.counterpart(access, passing) === undefined);
    const seen = place.at(-1) as Access;
    return [
      {
        kind: 'leak',
        accesses: seen.write ? [extra ?? last] : [extra ?? last, seen],
        because: `it ends with ${last.value}, and with ${there.value} in a schedule that passes`,
        weight: 30,
      },
    ];
  });
}

/** It goes up and down. */
function isCounter(place: readonly Access[]): boolean {
  const values = place.filter(({ write }) => write).map(({ value }) => Number(value));
  if (values.length < 2 || values.some(Number.isNaN) || !isOnlyCounted(place)) return false;
  const steps = values.slice(1).map((value, index) => value - (values[index] as number));
  return steps.some((step) => step > 0) && steps.some((step) => step < 0);
}

/** The same place of the other run. */
function placeIn(run: Run, place: readonly Access[], own: Run): readonly Access[] | undefined {
  for (const access of place) {
    const other = own.counterpart(access, run);
    if (other !== undefined) return run.place(other);
  }
  return undefined;
}
