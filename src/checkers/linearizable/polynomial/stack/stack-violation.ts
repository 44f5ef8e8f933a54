// Why none of the values of a cluster can be at the bottom of a stack, with as few values as it takes.

import type { Operation } from '../../../history/operation';
import { describeValue } from '../../../values/describe';
import { evidence, insideText, shortList } from '../containers/evidence';
import type { Lifetimes } from '../containers/lifetimes';
import { coverOf } from '../containers/occupied';
import { named, violation } from '../describe-pattern';
import type { PolynomialOutcome } from '../polynomial';
import type { Bottomless } from './stack-blocks';

/**
 * A chain of values from the first core of the cluster to its last one is itself a cluster in which none can be at the bottom. Of a value that could be but
 * for a peek also those are needed that are on top of it all the time of that peek.
 */
export function lifoViolation(lifetimes: Lifetimes, { cluster }: Bottomless): PolynomialOutcome {
  const { insideFrom, insideUntil, insertions, called, removed } = lifetimes;
  const from = cluster.reduce((least, value) => Math.min(least, insideFrom[value]!), Number.POSITIVE_INFINITY);
  const until = cluster.reduce((most, value) => Math.max(most, insideUntil[value]!), Number.NEGATIVE_INFINITY);
  const chain = coverOf(lifetimes, cluster, { from, until, ends: 'open' });
  const [first, last] = [chain[0]!, chain.at(-1)!];
  const involved = new Set(chain);
  const peeked: Operation[] = [];
  const reasons: string[] = [];
  for (const value of involved) {
    const name = describeValue(insertions[value]!.input);
    if (called[value]! > from) {
      reasons.push(`${name} was pushed after ${describeValue(insertions[first]!.input)} was inside`);
    } else if (removed[value]! < until) {
      reasons.push(`${name} was popped before ${describeValue(insertions[last]!.input)} was gone`);
    } else {
      const [peek, above] = hiddenDuringPeek(lifetimes, cluster, value);
      peeked.push(peek);
      for (const other of above) involved.add(other);
      reasons.push(`during ${named(peek)} ${insideText(lifetimes, above)}`);
    }
  }
  const values = [...involved];
  const names = shortList(values.map((value) => describeValue(insertions[value]!.input)));
  const text = `one of ${names} has to lie below the others, but none can: ${shortList(reasons, '; ')}`;
  return violation('LIFO order', text, [...evidence(lifetimes, values), ...peeked]);
}

/** A peek at the value during all of which others of the cluster were inside (there is one, or it would have been taken for the bottom), and those. */
function hiddenDuringPeek(lifetimes: Lifetimes, cluster: readonly number[], value: number) {
  const others = cluster.filter((other) => other !== value);
  const peeks = lifetimes.peeks[value] ?? [];
  const covered = peeks.map((peek) => {
    const above = coverOf(lifetimes, others, { from: peek.call, until: peek.return, ends: 'closed' });
    return [peek, above] as const;
  });
  return covered.find(([, above]) => above.length > 0)!;
}
