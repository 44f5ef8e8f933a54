// Superseded work that comes last. An operation runs twice, and the older run completes after the newer one. What follows the older run
// writes over the newer result.

import type { Access, RaceCandidate } from './race';

/**
 * Claimed only if the same line wrote both times, behind the same operation, and if the operations began in one order and the writes came
 * in the other. The later value must not be the sum of the two.
 * @param accesses of one place in memory, in order
 */
export function superseded(accesses: readonly Access[]): RaceCandidate[] {
  const last = accesses.findLast((access) => access.write);
  const before = accesses.findLast((access) => access.write && access !== last && access.site === last?.site);
  if (last === undefined || before === undefined) return [];
  if (!isOlderWork(last, before) || last.value === before.value || isSum(last, accesses)) return [];
  const seen = accesses.find((access) => !access.write && access.position > last.position && access.task !== last.task);
  return [
    {
      kind: 'order-violation',
      accesses: seen === undefined ? [before, last] : [before, last, seen],
      because: 'what had begun first came last',
      weight: seen === undefined ? 26 : 31,
    },
  ];
}

/** Both ran behind the same operation, and that of `late` began first. */
function isOlderWork(late: Access, early: Access): boolean {
  if (late.work == null || early.work == null) return false;
  return late.work.site === early.work.site && late.work.begun < early.work.begun;
}

/** A number that was written where a number had just been read: a counter. The order does not matter to it. */
function isSum(write: Access, accesses: readonly Access[]): boolean {
  const read = accesses[accesses.indexOf(write) - 1];
  return read !== undefined && !read.write && read.task === write.task && isNumber(read.value) && isNumber(write.value);
}

function isNumber(value: string): boolean {
  return /^-?\d/.test(value);
}
