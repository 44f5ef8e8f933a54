// Registers whose observed values were each written once: the polynomial check, with successful compare-and-set.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { blockViolation } from '../blocks/block-pattern';
import { isConflict, LEFT_OUT, orderBlocks, UNCONSTRAINED } from '../blocks/contiguous-blocks';
import { named, violation } from '../describe-pattern';
import type { PolynomialCheck, PolynomialOutcome } from '../polynomial';
import { AMBIGUOUS, INITIAL, NOWHERE, type RegisterWords, Role, registerValues } from './register-values';

/**
 * Linearizability of a register with `read`, `write` and successful `cas`, in O(n).
 *
 * A value that was written once is there once: its write, its reads and the compare-and-set that takes it away stand together, and so does a whole chain of
 * compare-and-sets. That leaves the order of these blocks, see `contiguous-blocks.ts`. A write with unknown outcome happened if its value was observed by what
 * happened. If not, an order with it is one without it too: nothing between it and the next write observes the value.
 *
 * Declines values that are observed and were written more than once (the initial value counts as written), refused compare-and-sets whose expected
 * value was ever there, blocked operations, operations with other names and values without equality.
 */
export const registerCheck: PolynomialCheck = (operations, model) =>
  decideRegister(operations, model, { read: 'read', write: 'write', cas: 'cas' });

export function decideRegister(
  operations: readonly Operation[],
  model: Model,
  words: RegisterWords,
): PolynomialOutcome {
  const values = registerValues(operations, model, words);
  if (values === null) return null;
  const { roles, observed } = values;
  const effects = whatHappened(operations, roles, observed);
  if (effects === null || 'verdict' in effects) return effects;
  const { happened, witnesses } = effects;

  /** For each value the position of the compare-and-set that takes it away; -1: none. */
  const taker = new Int32Array(operations.length + 1).fill(-1);
  for (let index = 0; index < operations.length; index++) {
    if (roles[index] !== Role.swap || !happened[index]) continue;
    const value = observed[index]!;
    const other = taker[value]!;
    if (other >= 0) return takenTwice(operations, other, index, [...support(other), ...support(index)]);
    taker[value] = index;
  }

  const slotOfValue = new Int32Array(operations.length + 1).fill(-1);
  const firstSlots = new Int32Array(operations.length + 1);
  let blocks = 0;
  let slots = 0;
  const addBlock = (root: number) => {
    firstSlots[blocks++] = slots;
    for (let value = root; ; value = taker[value]! + 1) {
      slotOfValue[value] = slots;
      slots += 2;
      if (taker[value]! < 0) return;
    }
  };
  addBlock(INITIAL);
  for (let index = 0; index < operations.length; index++) {
    if (roles[index] === Role.write && happened[index]) addBlock(index + 1);
  }

  const slotOf = new Int32Array(operations.length);
  for (let index = 0; index < operations.length; index++) {
    if (roles[index] === Role.unconstrained) slotOf[index] = UNCONSTRAINED;
    else if (!happened[index]) slotOf[index] = LEFT_OUT;
    else if (roles[index] === Role.read) slotOf[index] = slotOfValue[observed[index]!]! + 1;
    else slotOf[index] = slotOfValue[index + 1]!;
    if (happened[index] && slotOf[index]! < 0 && roles[index] !== Role.unconstrained)
      return circle(operations, support(index));
  }
  const order = orderBlocks({ operations, slotOf, firstSlots, blocks, slots });
  if (!isConflict(order)) return { verdict: 'ok', order };
  return blockViolation(operations, order, (index) => roles[index] === Role.read, support);

  /** The operation, the writer of the value that it met, the writer of the value that one met, …, and for unknown ones what shows that they happened. */
  function support(index: number): number[] {
    const chain = new Set<number>();
    for (let at = index; !chain.has(at); at = observed[at]! - 1) {
      chain.add(at);
      if (roles[at] === Role.write || observed[at] === INITIAL) break;
    }
    for (const at of chain) if (operations[at]!.outcome === 'info') chain.add(witnesses[at]!);
    return [...chain];
  }
}

interface Effects {
  /** 1 for everything that took effect: what completed, and what wrote a value that something which took effect has observed. */
  readonly happened: Uint8Array;
  /** For unknown operations that took effect: who observed it. */
  readonly witnesses: Int32Array;
}

function whatHappened(
  operations: readonly Operation[],
  roles: Uint8Array,
  observed: Int32Array,
): Effects | PolynomialOutcome {
  const happened = new Uint8Array(operations.length);
  const witnesses = new Int32Array(operations.length);
  for (let index = 0; index < operations.length; index++) {
    if (operations[index]!.outcome !== 'ok' || roles[index] === Role.none) continue;
    let at = index;
    let witness = index;
    while (!happened[at]) {
      happened[at] = 1;
      witnesses[at] = witness;
      if (roles[at] !== Role.read && roles[at] !== Role.swap) break;
      const value = observed[at]!;
      if (value === AMBIGUOUS) return null;
      if (value === NOWHERE) return fromNowhere(operations, at, witnesses);
      if (value === INITIAL) break;
      witness = at;
      at = value - 1;
    }
  }
  return { happened, witnesses };
}

function fromNowhere(operations: readonly Operation[], index: number, witnesses: Int32Array): PolynomialOutcome {
  const members = [operations[index]!];
  for (let at = index; operations[at]!.outcome === 'info'; ) {
    at = witnesses[at]!;
    members.push(operations[at]!);
  }
  return violation('value from nowhere', `${named(operations[index]!)} met a value that nobody wrote`, members);
}

function takenTwice(
  operations: readonly Operation[],
  first: number,
  second: number,
  support: readonly number[],
): PolynomialOutcome {
  const text = `${named(operations[first]!)} and ${named(operations[second]!)} both took away a value that was written once`;
  const members = support.map((at) => operations[at]!);
  return violation('value taken twice', text, members);
}

function circle(operations: readonly Operation[], chain: readonly number[]): PolynomialOutcome {
  const members = chain.map((at) => operations[at]!);
  const text = `${members.map(named).join(', ')}: each wrote the value that another of them had to meet before`;
  return violation('circular compare-and-set', text, members);
}
