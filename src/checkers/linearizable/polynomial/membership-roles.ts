// What the operations on one element of a set do to the one thing there is to know: whether it is there.

import type { Operation } from '../../history/operation';
import { NoKeyError, valueKey } from '../../values/key';

export enum Membership {
  /** Legal everywhere, or did not happen. */
  nothing,
  /** Finds the element there or not, and leaves it so. */
  observe,
  /** Changes whether it is there, and its result says so. */
  change,
  /** Leaves it there or not, and does not say how it was before. */
  assign,
  /** Perhaps an `assign`. */
  perhaps,
}

export interface MembershipRoles {
  readonly roles: Uint8Array;
  /** 1 if the element is there during an `observe`, after a `change`, an `assign` or a `perhaps`; 0 if it is not. */
  readonly values: Uint8Array;
}

/** @returns null if the operations are not about one element, or some is none of `add`, `remove` and `contains` */
export function membershipRoles(operations: readonly Operation[]): MembershipRoles | null {
  if (!areAboutOneElement(operations)) return null;
  const roles = new Uint8Array(operations.length);
  const values = new Uint8Array(operations.length);
  for (let index = 0; index < operations.length; index++) {
    const { f, outcome, output } = operations[index]!;
    if (outcome === 'fail') continue;
    if (outcome === 'blocked') return null;
    const answer = outcome === 'mismatch' ? false : outcome === 'ok' ? output : undefined;
    if (f === 'contains') {
      if (typeof answer !== 'boolean') {
        if (answer !== undefined && answer !== null) return null;
        continue;
      }
      roles[index] = Membership.observe;
      values[index] = answer ? 1 : 0;
    } else if (f === 'add' || f === 'remove') {
      const left = f === 'add' ? 1 : 0;
      values[index] = left;
      if (outcome === 'info') roles[index] = Membership.perhaps;
      else if (typeof answer !== 'boolean') roles[index] = Membership.assign;
      else roles[index] = answer ? Membership.change : Membership.observe;
    } else return null;
  }
  return { roles, values };
}

function areAboutOneElement(operations: readonly Operation[]): boolean {
  try {
    const keys = operations.map(({ input }) => (input === undefined ? null : valueKey(input)));
    return keys.every((key) => Object.is(key, keys[0]) || key === keys[0]);
  } catch (error) {
    if (error instanceof NoKeyError) return false;
    throw error;
  }
}
