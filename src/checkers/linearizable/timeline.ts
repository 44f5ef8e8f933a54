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
  open.pop();
}

/** Sorts by return. Mostly they come nearly in the order of the calls: then few have to move. */
function orderOfReturns(
  { operations }: Part,
  limit: number,
): { returning: Int32Array; returnOf: Int32Array; returns: number } {
  const size = operations.length;
  const ends = new Float64Array(size);
  for (let index = 0; index < size; index++) ends[index] = (operations[index] as { return: number }).return;
  const returning = insertionSorted(ends) ?? sortByCompare(ends);
  const returns = Math.min(returning.length, limit);
  const returnOf = new Int32Array(size).fill(returns);
  for (let event = 0; event < returns; event++) returnOf[returning[event] as number] = event;
  return { returning, returnOf, returns };
}

/** Moves for each operation, on average, after which insertion is no longer the cheaper way. */
const MOVES = 32;

/** The operations that return, by return, then by call; null if that takes too many moves. */
function insertionSorted(ends: Float64Array): Int32Array | null {
  const sorted = new Int32Array(ends.length);
  let count = 0;
  let moves = MOVES * ends.length;
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index] as number;
    if (end === Number.POSITIVE_INFINITY) continue;
    let place = count++;
    for (; place > 0 && (ends[sorted[place - 1] as number] as number) > end; place--) {
      sorted[place] = sorted[place - 1] as number;
      if (--moves < 0) return null;
    }
    sorted[place] = index;
  }
  return sorted.subarray(0, count);
}

function sortByCompare(ends: Float64Array): Int32Array {
  const indices: number[] = [];
  for (let index = 0; index < ends.length; index++) if (ends[index] !== Number.POSITIVE_INFINITY) indices.push(index);
  indices.sort((a, b) => (ends[a] as number) - (ends[b] as number) || a - b);
  return Int32Array.from(indices);
}
