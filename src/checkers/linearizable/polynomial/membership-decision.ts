// Whether there is an order of the operations on one element of a set, and whether it is certain that there is none.

import type { Operation } from '../../history/operation';
import { isFailure, type MembershipFailure, orderMembership } from './membership-order';
import { Membership, type MembershipRoles } from './membership-roles';

/** Of completed operations that do not say whether they changed anything; each of them doubles the work. */
const MOST_SILENT = 8;

/** @returns an order, or a proof that there is none: of the ways to read silent operations the one that got furthest */
export function decideMembership(
  operations: readonly Operation[],
  found: MembershipRoles,
  initially: number,
): readonly Operation[] | MembershipFailure | null {
  const silent = positionsOf(found.roles, Membership.assign);
  const first = orderMembership(operations, found, initially, 'obliged');
  if (!isFailure(first) || silent.length === 0 || isOneWay(found)) return first;
  const second = orderMembership(operations, found, initially, 'any');
  if (!isFailure(second)) return second;
  if (silent.length > MOST_SILENT) return null;
  let furthest: MembershipFailure | null = null;
  for (let choice = 0; choice < 2 ** silent.length; choice++) {
    const roles = found.roles.slice();
    silent.forEach((index, bit) => {
      roles[index] = (choice >> bit) & 1 ? Membership.change : Membership.observe;
    });
    const outcome = orderMembership(operations, { roles, values: found.values }, initially, 'obliged');
    if (!isFailure(outcome)) return outcome;
    const end = operations[outcome.trigger]!.return;
    if (furthest === null || end > operations[furthest.trigger]!.return) furthest = outcome;
  }
  return furthest;
}

/** Nothing can change the element in one of the directions, so that it changes at most once. */
function isOneWay({ roles, values }: MembershipRoles): boolean {
  const ways = new Set<number>();
  roles.forEach((role, index) => {
    if (role >= Membership.change) ways.add(values[index]!);
  });
  return ways.size < 2;
}

function positionsOf(roles: Uint8Array, wanted: Membership): number[] {
  const positions: number[] = [];
  roles.forEach((role, index) => {
    if (role === wanted) positions.push(index);
  });
  return positions;
}
