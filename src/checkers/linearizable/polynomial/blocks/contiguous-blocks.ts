// Orders a history whose operations form blocks: whoever works on the same value stands together, and nothing else comes between.
// What the values are is the business of the checks for registers; here there are only numbers.
//
// Gibbons and Korach, "Testing shared memories" (SIAM J. Computing 26, 1997), extended to blocks of several layers (compare-and-set, append).
// A block has to come before another if one of its operations returned before one of the other was called, that is, if its earliest return is
// before the other's latest call. Such demands contradict each other only if two blocks demand it of each other: take the block of a cycle
// with the earliest return and the one before it. So it is enough to look at pairs:
// - a block whose earliest return is before its latest call is *forward*: its value is there at all times between. Two of them must not overlap;
// - every other block is *backward*: all its operations are open between latest call and earliest return. That must not lie inside a forward one.
// Blocks that pass are in order by the smaller, then the larger of the two times.

import type { Operation } from '../../../history/operation';
import { insertUnconstrained } from './insert-unconstrained';

/** In `slotOf`: not part of the order (it did not happen). */
export const LEFT_OUT = -1;
/** In `slotOf`: legal everywhere. */
export const UNCONSTRAINED = -2;

export interface BlockLayout {
  /** In order of their calls. */
  readonly operations: readonly Operation[];
  /** For each operation its slot, LEFT_OUT or UNCONSTRAINED. In a block, lower slots come first; within a slot any order is legal. */
  readonly slotOf: Int32Array;
  /** First slot of each block; the blocks' slots follow each other. */
  readonly firstSlots: Int32Array;
  readonly blocks: number;
  readonly slots: number;
  /** Block 0 is the one of the initial value, which was there before any call. It may be empty, the others may not. */
}

/** Why there is no order; operations as positions in the list. */
export type BlockConflict =
  /** `first` belongs before `second`, which returned before `first` was called. */
  | { readonly kind: 'inside'; readonly first: number; readonly second: number }
  /**
   * The block of `returned` has to come before the block of `called`, and that of `returnedToo` before that of `calledToo`, which is the first again.
   * `returned` is -1 if the first block is the initial value's.
   */
  | {
      readonly kind: 'between';
      readonly returned: number;
      readonly called: number;
      readonly returnedToo: number;
      readonly calledToo: number;
    };

export function isConflict(outcome: object): outcome is BlockConflict {
  return 'kind' in outcome;
}

/** @returns the operations in a legal order, or why there is none. O(n), or O(n log n) with unconstrained operations. */
export function orderBlocks(layout: BlockLayout): readonly Operation[] | BlockConflict {
  const placed = sortBySlot(layout);
  const zones = measureZones(layout, placed);
  if (isConflict(zones)) return zones;
  const sorted = sortZones(layout, zones);
  if (isConflict(sorted)) return sorted;
  const order: Operation[] = [];
  for (const block of sorted) {
    for (let at = zones.starts[block]!; at < zones.starts[block + 1]!; at++)
      order.push(layout.operations[placed[at]!]!);
  }
  const unconstrained = layout.operations.filter((_, index) => layout.slotOf[index] === UNCONSTRAINED);
  return insertUnconstrained(order, unconstrained);
}

/** Positions of the placed operations by slot, within a slot by call. */
function sortBySlot({ operations, slotOf, slots }: BlockLayout): Int32Array {
  const starts = new Int32Array(slots + 1);
  for (let index = 0; index < operations.length; index++) {
    const slot = slotOf[index]!;
    if (slot >= 0) starts[slot + 1]!++;
  }
  for (let slot = 0; slot < slots; slot++) starts[slot + 1]! += starts[slot]!;
  const placed = new Int32Array(starts[slots]!);
  for (let index = 0; index < operations.length; index++) {
    const slot = slotOf[index]!;
    if (slot >= 0) placed[starts[slot]!++] = index;
  }
  return placed;
}

interface Zones {
  /** Of each block the operation that returned first; -1: the block has always been there. */
  readonly earliest: Int32Array;
  /** Of each block the operation that was called last; -1: it has none. */
  readonly latest: Int32Array;
  /** Where each block begins in `placed`. */
  readonly starts: Int32Array;
}

function measureZones(layout: BlockLayout, placed: Int32Array): Zones | BlockConflict {
  const { operations, slotOf, firstSlots, blocks } = layout;
  const earliest = new Int32Array(blocks).fill(-1);
  const latest = new Int32Array(blocks).fill(-1);
  const starts = new Int32Array(blocks + 1);
  let at = 0;
  for (let block = 0; block < blocks; block++) {
    starts[block] = at;
    const end = block + 1 < blocks ? firstSlots[block + 1]! : layout.slots;
    let slot = -1;
    let soonest = -1;
    /** The last called operation of the lower slots, and of this slot too. */
    let lower = -1;
    let last = -1;
    for (; at < placed.length && slotOf[placed[at]!]! < end; at++) {
      const index = placed[at]!;
      if (slotOf[index] !== slot) {
        slot = slotOf[index]!;
        lower = last;
      }
      const ended = operations[index]!.return;
      if (lower >= 0 && ended < operations[lower]!.call) return { kind: 'inside', first: lower, second: index };
      if (soonest < 0 || ended < operations[soonest]!.return) soonest = index;
      if (index > last) last = index;
    }
    earliest[block] = block === 0 ? -1 : soonest;
    latest[block] = last;
  }
  starts[blocks] = at;
  return { earliest, latest, starts };
}

/** The blocks in order, without the initial one if it is empty. */
function sortZones(layout: BlockLayout, zones: Zones): readonly number[] | BlockConflict {
  const { operations, blocks } = layout;
  const { earliest, latest } = zones;
  const start = (block: number) => (block === 0 ? Number.NEGATIVE_INFINITY : operations[earliest[block]!]!.return);
  const end = (block: number) => operations[latest[block]!]!.call;
  /** By latest call, without sorting: operations are in order of their calls. */
  const blockEndingAt = new Int32Array(operations.length).fill(-1);
  for (let block = 0; block < blocks; block++) if (latest[block]! >= 0) blockEndingAt[latest[block]!] = block;
  const forward: number[] = [];
  const backward: number[] = [];
  for (const block of blockEndingAt) {
    if (block < 0) continue;
    if (start(block) >= end(block)) backward.push(block);
    else {
      const before = forward[forward.length - 1];
      if (before !== undefined && start(block) < end(before)) return conflict(zones, block, before);
      forward.push(block);
    }
  }
  const order: number[] = [];
  let next = 0;
  for (const block of backward) {
    while (next < forward.length && start(forward[next]!) < end(block)) order.push(forward[next++]!);
    const around = forward[next - 1];
    if (around !== undefined && start(block) < end(around)) return conflict(zones, around, block);
    order.push(block);
  }
  while (next < forward.length) order.push(forward[next++]!);
  return order;
}

/** If one of the two is the initial value's, it is told first. */
function conflict({ earliest, latest }: Zones, one: number, other: number): BlockConflict {
  const [first, second] = other === 0 ? [other, one] : [one, other];
  return {
    kind: 'between',
    returned: earliest[first]!,
    called: latest[second]!,
    returnedToo: earliest[second]!,
    calledToo: latest[first]!,
  };
}
