// What is open when: for each return, in order, the operations that were called and had not returned before it. Slots are bits that operations hold while
// they are open; an unknown operation holds its slot for ever.

import type { Part } from './part';

/** In which order a search tries the operations that are open. */
export type CandidateOrder = 'return' | 'call';

export interface Timeline {
  /** Number of returns. */
  readonly returns: number;
  /** Operation that returns at each return. */
  readonly returning: Int32Array;
  /** Position of each operation's return; `returns` for those that never do. */
  readonly returnOf: Int32Array;
  /** Operations that may change the state, open at return `i` and not unknown: `live[liveStart[i]]` up to `liveStart[i + 1]`. */
  readonly live: Int32Array;
  readonly liveStart: Int32Array;
  /** Pure ones likewise. */
  readonly pure: Int32Array;
  readonly pureStart: Int32Array;
  /** Pure ones that were called after return `i - 1` and not after return `i`, likewise. */
  readonly fresh: Int32Array;
  readonly freshStart: Int32Array;
  /** Unknown operations in order of their calls, and how many of them were called by return `i`. */
  readonly unknown: Int32Array;
  readonly unknownCount: Int32Array;
  /** Bit of each operation: of the first words for live ones, of the second for pure and unknown ones. */
  readonly slot: Int32Array;
  readonly firstWords: number;
  readonly secondWords: number;
  readonly bytes: number;
}

/**
 * @param limit how many returns count, at the most: what returns later or never is unknown, and left out if it is pure
 */
export function makeTimeline(part: Part, order: CandidateOrder, limit: number): Timeline {
  const { operations, pure } = part;
  const size = operations.length;
  const { returning, returnOf, returns } = orderOfReturns(part, limit);
  const slot = new Int32Array(size);
  const firstSlots = new Slots();
  const secondSlots = new Slots();
  const live = new Lists(returns, size);
  const pureOpen = new Lists(returns, size);
  const fresh = new Lists(returns, size);
  const unknown: number[] = [];
  const unknownCount = new Int32Array(returns + 1);
  const openLive: number[] = [];
  const openPure: number[] = [];
  let next = 0;
  for (let event = 0; event < returns; event++) {
    const now = (operations[returning[event] as number] as { return: number }).return;
    for (; next < size && (operations[next] as { call: number }).call <= now; next++) {
      if (returnOf[next] === returns) {
        if (pure[next] === 1) continue;
        slot[next] = secondSlots.take();
        unknown.push(next);
      } else if (pure[next] === 1) {
        slot[next] = secondSlots.take();
        openPure.push(next);
        fresh.push(next);
      } else {
        slot[next] = firstSlots.take();
        if (order === 'call') openLive.push(next);
        else insertByReturn(openLive, next, returnOf);
      }
    }
    live.close(event, openLive);
    pureOpen.close(event, openPure);
    fresh.close(event, []);
    unknownCount[event] = unknown.length;
    const ended = returning[event] as number;
    remove(pure[ended] === 1 ? openPure : openLive, ended);
    (pure[ended] === 1 ? secondSlots : firstSlots).give(slot[ended] as number);
  }
  const whole = returns === returning.length;
  for (; whole && next < size; next++) {
    if (pure[next] === 1) continue;
    slot[next] = secondSlots.take();
    unknown.push(next);
  }
  unknownCount[returns] = unknown.length;
  const lists = [live, pureOpen, fresh];
  return {
    returns,
    returning,
    returnOf,
    live: live.items,
    liveStart: live.start,
    pure: pureOpen.items,
    pureStart: pureOpen.start,
    fresh: fresh.items,
    freshStart: fresh.start,
    unknown: Int32Array.from(unknown),
    unknownCount,
    slot,
    firstWords: firstSlots.words,
    secondWords: secondSlots.words,
    bytes: lists.reduce((sum, { bytes }) => sum + bytes, 16 * size),
  };
}

/** Bits, reused lowest first. */
class Slots {
  private readonly free: number[] = [];
  private taken = 0;

  take(): number {
    return this.free.pop() ?? this.taken++;
  }

  give(slot: number): void {
    this.free.push(slot);
  }

  get words(): number {
    return (this.taken + 31) >>> 5;
  }
}

/** One list for each return, behind each other in one array. */
class Lists {
  items: Int32Array;
  readonly start: Int32Array;
  private length = 0;

  constructor(returns: number, size: number) {
    this.items = new Int32Array(2 * size + 16);
    this.start = new Int32Array(returns + 2);
  }

  push(item: number): void {
    if (this.length === this.items.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.length++] = item;
  }

  close(event: number, items: readonly number[]): void {
    for (let index = 0; index < items.length; index++) this.push(items[index] as number);
    this.start[event + 1] = this.length;
    this.start[event + 2] = this.length;
  }

  get bytes(): number {
    return this.items.byteLength + this.start.byteLength;
  }
}

function insertByReturn(open: number[], operation: number, returnOf: Int32Array): void {
  let place = open.length;
  open.push(operation);
  const own = returnOf[operation] as number;
  for (; place > 0 && (returnOf[open[place - 1] as number] as number) > own; place--)
    open[place] = open[place - 1] as number;
  open[place] = operation;
}

function remove(open: number[], operation: number): void {
  const place = open.indexOf(operation);
  for (let index = place + 1; index < open.length; index++) open[index - 1] = open[index] as number;
  open.length--;
}

/** Above this product of return time and operation number, times and numbers no longer share one double exactly. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** Sorts by return. Whole numbers are packed with the operation into one double, since typed arrays sort without calling back. */
function orderOfReturns(
  { operations }: Part,
  limit: number,
): { returning: Int32Array; returnOf: Int32Array; returns: number } {
  const size = operations.length;
  const returnOf = new Int32Array(size);
  let count = 0;
  let packable = true;
  for (let index = 0; index < size; index++) {
    const end = (operations[index] as { return: number }).return;
    if (end === Number.POSITIVE_INFINITY) continue;
    count++;
    if (!(Number.isInteger(end) && end >= 0 && (end + 1) * size <= EXACT)) packable = false;
  }
  const returning = packable ? sortPacked(operations, count) : sortByCompare(operations, count);
  const returns = Math.min(count, limit);
  returnOf.fill(returns);
  for (let event = 0; event < returns; event++) returnOf[returning[event] as number] = event;
  return { returning, returnOf, returns };
}

function sortPacked(operations: readonly { readonly return: number }[], count: number): Int32Array {
  const size = operations.length;
  const packed = new Float64Array(count);
  let filled = 0;
  let sorted = true;
  for (let index = 0; index < size; index++) {
    const end = (operations[index] as { return: number }).return;
    if (end === Number.POSITIVE_INFINITY) continue;
    packed[filled] = end * size + index;
    if (filled > 0 && (packed[filled] as number) < (packed[filled - 1] as number)) sorted = false;
    filled++;
  }
  if (!sorted) packed.sort();
  return Int32Array.from(packed, (value) => value % size);
}

function sortByCompare(operations: readonly { readonly return: number }[], count: number): Int32Array {
  const indices: number[] = [];
  for (let index = 0; index < operations.length; index++) {
    if ((operations[index] as { return: number }).return !== Number.POSITIVE_INFINITY) indices.push(index);
  }
  const end = (index: number) => (operations[index] as { return: number }).return;
  indices.sort((a, b) => end(a) - end(b) || a - b);
  return Int32Array.from(indices.slice(0, count));
}
