// Why values cannot have gone through a queue in any order, told claim by claim.

import type { Operation } from '../../../history/operation';
import { describeValue } from '../../../values/describe';
import { evidence } from '../containers/evidence';
import type { Lifetimes } from '../containers/lifetimes';
import { named, violation } from '../describe-pattern';
import type { PolynomialOutcome } from '../polynomial';
import type { CircularClaims } from './queue-order';

export function fifoViolation(lifetimes: Lifetimes, { circle }: CircularClaims): PolynomialOutcome {
  const claims = closeCircle(lifetimes, circle);
  return violation('FIFO order', claims.join(', and '), evidence(lifetimes, circle));
}

/** The claims in the order in which they make a circle; of three values there are two ways to go round. */
function closeCircle(lifetimes: Lifetimes, circle: readonly number[]): string[] {
  const ways = [circle, [...circle].reverse()];
  for (const way of ways) {
    const claims = way.map((value, at) => claim(lifetimes, value, way[(at + 1) % way.length]!));
    if (claims.every((text) => text !== null)) return claims as string[];
  }
  return [`no order of ${circle.map((value) => describeValue(lifetimes.insertions[value]!.input)).join(', ')} fits`];
}

/** Why `one` has to go before `other`; null if it need not. */
function claim(lifetimes: Lifetimes, one: number, other: number): string | null {
  const { called, insideFrom, insideUntil, seen, insertions, removals } = lifetimes;
  const [name, otherName] = [one, other].map((value) => describeValue(insertions[value]!.input));
  const because = (reason: string) => `${name} goes before ${otherName} (${reason})`;
  if (insideFrom[one]! < called[other]!) {
    const first = earliestReturn([insertions[one]!, ...seenOf(lifetimes, one)]);
    return because(`${named(first)} returned before ${named(insertions[other]!)} was called`);
  }
  if (seen[one]! >= insideUntil[other]!) return null;
  const first = earliestReturn(seenOf(lifetimes, one));
  if (removals[other] === null) return because(`${named(first)} returned, and ${otherName} was never dequeued`);
  const last = seenOf(lifetimes, other).reduce((best, operation) => (operation.call > best.call ? operation : best));
  return because(`${named(first)} returned before ${named(last)} was called`);
}

function seenOf({ peeks, removals }: Lifetimes, value: number): Operation[] {
  const removal = removals[value]!;
  return [...(peeks[value] ?? []), ...(removal === null ? [] : [removal])];
}

function earliestReturn(operations: readonly Operation[]): Operation {
  return operations.reduce((best, operation) => (operation.return < best.return ? operation : best));
}
