// Counters that are only ever changed in one go: they cannot be torn.

import type { Access } from './race';

/** Every write but the first stands directly behind a read by the same task in the same step: `n++`, `n = max(n, m)`. */
export function isOnlyCounted(place: readonly Access[]): boolean {
  return place.every((access, index) => {
    if (!access.write || index === 0) return true;
    const before = place[index - 1] as Access;
    return !before.write && before.task === access.task && before.step === access.step && isNumber(access.value);
  });
}

function isNumber(value: string): boolean {
  return /^-?\d/.test(value);
}
