// Why there is no order of the operations on one element of a set, told with few of them.

import type { Operation } from '../../history/operation';
import { named, violation } from './describe-pattern';
import { decideMembership } from './membership-decision';
import { isFailure, type MembershipFailure } from './membership-order';
import { Membership, type MembershipRoles } from './membership-roles';
import type { PolynomialOutcome } from './polynomial';

/** Operations that may be looked at to leave out some. */
const EFFORT = 200_000;

/**
 * Tells it with the operations called before the trigger returned; of those that only observe, with the ones that matter; and where everything before some time
 * had returned by then, with the operations after it. Nothing that may have changed the element is left out of what is told.
 */
export function membershipViolation(
  operations: readonly Operation[],
  found: MembershipRoles,
  initially: number,
  failure: MembershipFailure,
): PolynomialOutcome {
  const { trigger, value, times } = failure;
  const end = operations[trigger]!.return;
  const still = (chosen: readonly number[]) => {
    const part = chosen.map((index) => operations[index]!);
    const roles = Uint8Array.from(chosen, (index) => found.roles[index]!);
    const values = Uint8Array.from(chosen, (index) => found.values[index]!);
    const decided = decideMembership(part, { roles, values }, initially);
    return decided !== null && isFailure(decided) && decided.value === value;
  };
  let chosen: readonly number[] = [...operations.keys()].filter(
    (index) => operations[index]!.call <= end && found.roles[index] !== Membership.nothing,
  );
  const recent = sinceLastPause(operations, found, initially, chosen);
  if (still(recent)) chosen = recent;
  let effort = EFFORT;
  for (const index of [...chosen]) {
    if (found.roles[index] !== Membership.observe || index === trigger) continue;
    if ((effort -= chosen.length) < 0) break;
    const fewer = chosen.filter((other) => other !== index);
    if (still(fewer)) chosen = fewer;
  }
  const members = chosen.map((index) => operations[index]!);
  const done = value === 1 ? 'added' : 'removed';
  const certain = found.roles.every((role) => role !== Membership.assign);
  const sofar = times === 0 ? `nothing had ${done} it` : `it can have been only ${often(times)}`;
  const text = certain
    ? `by the end of ${named(operations[trigger]!)} the element has to have been ${done} ${often(times + 1)}, but ${sofar}`
    : `whatever the operations did that do not say it, no order of them explains ${named(operations[trigger]!)}`;
  return violation(times === 0 && certain ? `never ${done}` : `not ${done} often enough`, text, members);
}

function often(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}

/**
 * The operations called after the last time at which none was open, and if the element was not then as it is at first, one of the operations that
 * made it so; all of them if one before did not say what it changed.
 */
function sinceLastPause(
  operations: readonly Operation[],
  { roles, values }: MembershipRoles,
  initially: number,
  chosen: readonly number[],
): readonly number[] {
  let from = 0;
  let latest = Number.NEGATIVE_INFINITY;
  chosen.forEach((index, at) => {
    if (operations[index]!.call > latest) from = at;
    latest = Math.max(latest, operations[index]!.return);
  });
  const before = chosen.slice(0, from);
  if (before.some((index) => roles[index]! > Membership.change)) return chosen;
  const changes = before.filter((index) => roles[index] === Membership.change);
  const setting = changes.filter((index) => values[index] !== initially);
  const isAsAtFirst = 2 * setting.length === changes.length;
  return isAsAtFirst ? chosen.slice(from) : [setting[setting.length - 1]!, ...chosen.slice(from)];
}
