// Sets, one element at a time: the polynomial check.

import type { Operation } from '../../history/operation';
import type { Model } from '../../models/model';
import { stateAfter } from './initial-value';
import { insertUnconstrained } from './insert-unconstrained';
import { decideMembership } from './membership-decision';
import { isFailure } from './membership-order';
import { Membership, membershipRoles } from './membership-roles';
import { membershipViolation } from './membership-violation';
import type { PolynomialCheck } from './polynomial';

/**
 * Linearizability of one element of a set with `add`, `remove` and `contains`, however often it is added and removed, in O(n log n); see `membership-order.ts`.
 *
 * Exact where `add` and `remove` say whether they changed anything (or nobody knows whether they happened), and where the element is only added or only removed.
 * Other histories are decided if an order is found, or if so few are silent that each can be tried as a change and as none.
 *
 * Declines operations on several elements (`read` too), blocked operations and values without equality.
 */
export const setCheck: PolynomialCheck = (operations, model) => {
  if (operations.length === 0) return { verdict: 'ok', order: [] };
  const found = membershipRoles(operations);
  const initially = found && initialMembership(operations[0]!, model);
  if (found === null || initially === null) return null;
  const decided = decideMembership(operations, found, initially);
  if (decided === null) return null;
  if (isFailure(decided)) return membershipViolation(operations, found, initially, decided);
  const unconstrained = operations.filter(
    ({ outcome }, index) => found.roles[index] === Membership.nothing && (outcome === 'ok' || outcome === 'mismatch'),
  );
  return { verdict: 'ok', order: insertUnconstrained(decided, unconstrained) };
};

/** 1 if the element is there at first, 0 if not, null if the model does not say. */
function initialMembership(operation: Operation, model: Model): number | null {
  const ask = (output: boolean) =>
    stateAfter(model, model.init(), { ...operation, f: 'contains', outcome: 'ok', output }) !== undefined;
  const there = ask(true);
  return there === ask(false) ? null : Number(there);
}
