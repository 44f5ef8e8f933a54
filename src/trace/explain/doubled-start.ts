// What let a function of the test be started again while it ran: what code under test had looked at before it did so. The test counts such
// starts as a rule; its own counter is no cause.

import type { Site } from '../../engine/sites';
import type { Blame } from './blame';
import { type Begin, overlaps, startOf } from './double-execution';
import { isOnlyCounted } from './only-counted';
import { type Access, isNothing, type RaceCandidate } from './race';
import type { Run } from './run';

type SiteOf = (id: number) => Site | undefined;

/** Farther back a read has to do with something else. */
const MOST_CHECKS = 3;

export function checksBeforeDoubledStarts(failing: Run, passing: Run, siteOf: SiteOf, blame: Blame): RaceCandidate[] {
  const elsewhere = overlaps(passing.events, siteOf);
  const doubled = [...overlaps(failing.events, siteOf)]
    .filter(([site, { depth }]) => blame.ofSite(site) === 0 && depth > (elsewhere.get(site)?.depth ?? 1))
    .map(([, { second }]) => second)
    .sort((one, other) => one.position - other.position);
  return doubled.slice(0, 1).flatMap((start) => checksBefore(start, failing, siteOf, blame));
}

/** The places that the starting task, or one that started it, had looked at, the nearest first. */
function checksBefore(start: Begin, run: Run, siteOf: SiteOf, blame: Blame): RaceCandidate[] {
  const seen = new Set<readonly Access[]>();
  const found: RaceCandidate[] = [];
  for (const read of run.all.filter((access) => isCheck(access, start, run)).reverse()) {
    const place = run.place(read);
    if (seen.has(place) || blame.ofSite(read.site) < 2 || !isChecked(place)) continue;
    seen.add(place);
    const candidate = torn(place, start, run) ?? candidateOf(read, startOf(start, siteOf), run);
    if (candidate !== null) found.push(candidate);
    if (found.length === MOST_CHECKS) break;
  }
  return found;
}

function isCheck(access: Access, { position, task }: Begin, run: Run): boolean {
  if (access.write || access.position > position || access.value === '') return false;
  const own = run.taskOf(access);
  return task === own || task.startsWith(`${own}.`);
}

/** Somebody changes it, and somebody looks at it without changing it at once. */
function isChecked(place: readonly Access[]): boolean {
  if (!place.some(({ write }) => write)) return false;
  return !isOnlyCounted(place) || place.some((access, index) => !access.write && place[index + 1]?.write !== true);
}

/** The starting task has counted itself, but had looked earlier, and another has counted itself in between. */
function torn(place: readonly Access[], start: Begin, run: Run): RaceCandidate | null {
  const own = place.find(
    (access) => access.write && access.position < start.position && run.taskOf(access) === start.task,
  );
  if (own === undefined) return null;
  const check = place.findLast(
    (access, index) => isCheck(access, start, run) && access.position < own.position && place[index + 1] !== own,
  );
  const between = place.find(
    (access) =>
      access.write && access.position > (check?.position ?? own.position) && run.taskOf(access) !== start.task,
  );
  if (check === undefined || between === undefined || between.position > own.position) return null;
  const because = 'what was checked before no longer held';
  return { kind: 'check-then-act', accesses: [check, between, own], because, weight: 30 };
}

function candidateOf(read: Access, start: Access, run: Run): RaceCandidate | null {
  const place = run.place(read);
  const writer = run.writerOf(read);
  const before = writer && place.findLast((access) => access.write && access.position < writer.position);
  if (writer !== undefined && before !== undefined && isNothing(writer.value) && before.task !== writer.task) {
    const because = `it was gone, and \`${start.name}\` was started again`;
    return { kind: 'order-violation', accesses: [before, writer, read], because, weight: 30 };
  }
  const later = place.find((access) => access.write && access.position > read.position && access.task !== read.task);
  const because = `\`${start.name}\` was started again before it was changed`;
  if (later !== undefined && later.position > start.position)
    return { kind: 'check-then-act', accesses: [read, later], because, weight: 30 };
  return isLimit(read, place)
    ? { kind: 'limit', accesses: [read, start], because: 'it was running already', weight: 30 }
    : null;
}

/** A number that several tasks change. */
function isLimit({ value }: Access, place: readonly Access[]): boolean {
  return /^\d+$/.test(value) && new Set(place.filter(({ write }) => write).map(({ task }) => task)).size > 1;
}
