// Append registers (an entry of a map) whose observed strings show which puts and appends made them: the polynomial check.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { blockViolation } from '../blocks/block-pattern';
import { type BlockLayout, isConflict, LEFT_OUT, orderBlocks, UNCONSTRAINED } from '../blocks/contiguous-blocks';
import { EmptyReads, stateIsValue } from '../initial-value';
import type { PolynomialCheck, PolynomialOutcome } from '../polynomial';
import { decideRegister } from '../register/register';
import { type Epochs, epochsOf, fromNowhere } from './append-epochs';
import { AppendWords, AT_FIRST } from './append-words';

/**
 * Linearizability of a register with `get`, `put` and `append`, in time proportional to the characters of the history.
 *
 * A get shows its put and the appends behind it, in order. All that the gets that begin with one put show stands together, from the put to the last of these gets:
 * an epoch. A put or append that no get shows stands alone, between two epochs: appended inside one it would have been seen. That leaves the order of these
 * blocks, see `contiguous-blocks.ts`. One with unknown outcome happened if it was seen, and can be left out if not, for then no order depends on it.
 *
 * A history without appends is that of a register with `get`, `put` and `cas`. Declines words that are seen and were written more than once, words of which one begins
 * with another, empty ones, `cas` beside appends, `delete` and `has`, and blocked operations.
 */
export const appendRegisterCheck: PolynomialCheck = (operations, model) => {
  if (!operations.some(({ f, outcome }) => f === 'append' && outcome !== 'fail')) {
    return decideRegister(operations, model, { read: 'get', write: 'put', cas: 'cas' });
  }
  const initial = model.init() ?? '';
  if (typeof initial !== 'string' || !operations.every(isPlain)) return null;
  const words = AppendWords.of(operations, initial);
  const found = words && sortGets(operations, model);
  if (words === null || found === null) return null;
  if (found.impossible) return fromNowhere(found.impossible);
  const epochs = epochsOf(operations, words, found.texts, found.empty);
  if (epochs === null || 'verdict' in epochs) return epochs;
  return orderEpochs(operations, epochs, found.unconstrained);
};

function isPlain({ f, outcome }: Operation): boolean {
  if (outcome === 'fail') return true;
  if (outcome === 'blocked' || (outcome === 'mismatch' && f !== 'get')) return false;
  return f === 'get' || f === 'put' || f === 'append';
}

interface Gets {
  /** Positions of gets that saw a string. */
  readonly texts: readonly number[];
  /** Of those that saw nothing, as it was at first. */
  readonly empty: readonly number[];
  /** Of those that say nothing about the state. */
  readonly unconstrained: readonly number[];
  readonly impossible?: Operation;
}

/** @returns null if it is unclear what a get of nothing means */
function sortGets(operations: readonly Operation[], model: Model): Gets | null {
  const texts: number[] = [];
  const empty: number[] = [];
  const unconstrained: number[] = [];
  const write = operations.find(({ f, outcome }) => f !== 'get' && outcome !== 'fail');
  const emptyReads = new EmptyReads(model, write);
  for (let index = 0; index < operations.length; index++) {
    const operation = operations[index]!;
    const { f, outcome, output } = operation;
    if (f !== 'get' || outcome === 'info' || outcome === 'fail') continue;
    if (texts.length + empty.length === 0 && !stateIsValue(model, operation)) return null;
    if (outcome === 'ok' && typeof output === 'string' && output !== '') {
      texts.push(index);
      continue;
    }
    const meaning = emptyReads.meaningOf(operation);
    if (meaning === 'unclear') return null;
    if (meaning === 'impossible') return { texts, empty, unconstrained, impossible: operation };
    (meaning === 'initial' ? empty : unconstrained).push(index);
  }
  return { texts, empty, unconstrained };
}

function orderEpochs(
  operations: readonly Operation[],
  { epochs, layers }: Epochs,
  unconstrained: readonly number[],
): PolynomialOutcome {
  const layout = layOut(operations, { epochs, layers }, unconstrained);
  const order = orderBlocks(layout);
  if (!isConflict(order)) return { verdict: 'ok', order };
  return blockViolation(operations, order, (index) => operations[index]!.f === 'get', support);

  /** The operation and, if it was seen, the shortest get that shows it, with all that this shows. */
  function support(index: number): readonly number[] {
    const slot = layout.slotOf[index]!;
    const block = epochs.findLastIndex((_, at) => layout.firstSlots[at]! <= slot);
    const { put, appends, gets } = epochs[block]!;
    const layer = (slot - layout.firstSlots[block]!) >> 1;
    if (layer > appends.length) return [index];
    const isShown = (get: number) => layers[get]! >= layer;
    const shortest = gets.filter(isShown).reduce((one, other) => (layers[other]! < layers[one]! ? other : one));
    const witness = operations[index]!.f === 'get' ? index : shortest;
    return [index, witness, ...(put === AT_FIRST ? [] : [put]), ...appends.slice(0, layers[witness])];
  }
}

/** In an epoch: the put in slot 0, what saw nothing else in 1, the first append in 2, what saw that in 3, … Then the blocks of what nobody saw. */
function layOut(
  operations: readonly Operation[],
  { epochs, layers }: Epochs,
  unconstrained: readonly number[],
): BlockLayout {
  const slotOf = new Int32Array(operations.length).fill(LEFT_OUT);
  const firstSlots = new Int32Array(operations.length + 1);
  let slots = 0;
  epochs.forEach(({ put, appends, gets }, block) => {
    firstSlots[block] = slots;
    if (put !== AT_FIRST) slotOf[put] = slots;
    appends.forEach((append, at) => {
      slotOf[append] = slots + 2 * at + 2;
    });
    for (const get of gets) slotOf[get] = slots + 2 * layers[get]! + 1;
    slots += 2 * appends.length + 2;
  });
  let blocks = epochs.length;
  for (const get of unconstrained) slotOf[get] = UNCONSTRAINED;
  for (let index = 0; index < operations.length; index++) {
    if (operations[index]!.outcome !== 'ok' || slotOf[index] !== LEFT_OUT) continue;
    firstSlots[blocks++] = slots;
    slotOf[index] = slots++;
  }
  return { operations, slotOf, firstSlots, blocks, slots };
}
