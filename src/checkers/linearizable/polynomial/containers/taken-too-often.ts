// Containers with repeated values or unknown removals: whatever else happened, no more of a value comes out than went in before.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { describeValue } from '../../../values/describe';
import { NoKeyError, valueKey } from '../../../values/key';
import { named, violation } from '../describe-pattern';
import type { PolynomialOutcome } from '../polynomial';
import { type Container, operationOn } from './container-operation';

/** Of one value. */
interface Traffic {
  /** How many are there at first. */
  initial: number;
  /** In order of their calls. */
  readonly insertions: Operation[];
  readonly removals: Operation[];
  readonly peeks: Operation[];
}

/** A violation, or null, which says nothing. */
export function takenTooOften(operations: readonly Operation[], model: Model, container: Container): PolynomialOutcome {
  const initial = model.init();
  if (!Array.isArray(initial)) return null;
  try {
    for (const traffic of trafficByValue(operations, initial, container).values()) {
      const outcome = balance(traffic, container);
      if (outcome !== null) return outcome;
    }
  } catch (error) {
    if (!(error instanceof NoKeyError)) throw error;
  }
  return null;
}

function trafficByValue(
  operations: readonly Operation[],
  initial: readonly unknown[],
  container: Container,
): Map<unknown, Traffic> {
  const byValue = new Map<unknown, Traffic>();
  for (const item of initial) trafficOf(item).initial++;
  for (const operation of operations) {
    const { f, outcome, input, output } = operation;
    if (f === container.insert && (outcome === 'ok' || outcome === 'info')) trafficOf(input).insertions.push(operation);
    const seen = operationOn(container, operation);
    if (seen === 'remove') trafficOf(output).removals.push(operation);
    if (seen === 'peek') trafficOf(output).peeks.push(operation);
  }
  return byValue;

  function trafficOf(value: unknown): Traffic {
    const key = valueKey(value);
    let traffic = byValue.get(key);
    if (traffic === undefined) {
      traffic = { initial: 0, insertions: [], removals: [], peeks: [] };
      byValue.set(key, traffic);
    }
    return traffic;
  }
}

/** When some of the removals have returned, as many insertions must have been called; one is enough for any peeks. */
function balance({ initial, insertions, removals, peeks }: Traffic, { insert }: Container): PolynomialOutcome {
  const byReturn = (one: Operation, other: Operation) => one.return - other.return;
  const out = [...removals].sort(byReturn);
  for (let count = 1; count <= out.length; count++) {
    const enough = isThere(count, out[count - 1] as Operation);
    if (!enough) return tooMany(out.slice(0, count));
  }
  const peek = [...peeks].sort(byReturn)[0];
  return peek === undefined || isThere(1, peek) ? null : tooMany([peek]);

  function isThere(count: number, { return: end }: Operation): boolean {
    const needed = count - initial;
    return needed <= 0 || (needed <= insertions.length && (insertions[needed - 1] as Operation).call <= end);
  }

  function tooMany(seen: readonly Operation[]): PolynomialOutcome {
    const last = seen.at(-1) as Operation;
    const before = insertions.filter(({ call }) => call <= last.return);
    const value = describeValue(last.output);
    const others = seen.length === 1 ? '' : `, the last of ${seen.length} of ${value},`;
    const had = `${before.length} ${insert} of ${value} had been called`;
    const first = initial === 0 ? '' : ` and ${initial} there at first`;
    return violation('more out than in', `when ${named(last)}${others} returned, ${had}${first}`, [...before, ...seen]);
  }
}
