// A serial order of transactions on registers that explains all reads, by depth-first search along what is known of the order. What it finds is a proof,
// since every transaction is carried out on the way; a search that comes to its end proves that there is none.

import type { Adjacency } from '../graph/adjacency';
import type { Effort } from '../graph/cycle-search';
import { classesWithin, type OrderBasis } from '../graph/edge-list';
import { INITIAL, NOTHING, type Observations } from './observations';

export interface SerialSearch {
  /** A serial order; null: there is none, or the effort was spent. */
  readonly order: readonly number[] | null;
  /** True if there is none. */
  readonly exhausted: boolean;
  /** Where no order was found: the transactions that could have followed the longest one, but read something else. */
  readonly stuck: readonly number[];
}

/** Above this many transactions dead ends are remembered by a hash, and a search that comes to its end proves nothing. */
const REMEMBERED = 2000;

interface Frame {
  readonly candidates: readonly number[];
  /** There was nothing to choose. */
  readonly forced: boolean;
  tried: number;
  /** Set and state by which a dead end is known again. */
  readonly key: string | number;
}

/** @param basis the order must agree with processes (1) or real time (2) */
export function findSerialOrder(
  graph: Adjacency,
  observations: Observations,
  basis: OrderBasis,
  effort: Effort,
): SerialSearch {
  const world = new SerialWorld(graph, observations, basis);
  const frames: Frame[] = [];
  const dead = new Set<string | number>();
  const exact = observations.table.operations.length <= REMEMBERED;
  let longest = -1;
  let stuck: readonly number[] = [];
  for (let entering = true; ; ) {
    if (entering) {
      if (world.order.length === world.total) return { order: world.order, exhausted: false, stuck: [] };
      const frame = world.choices(dead);
      frames.push(frame);
      effort.left -= world.possible.size + world.size;
      if (world.order.length > longest) {
        longest = world.order.length;
        stuck = [...world.possible];
      }
    }
    if (effort.left < 0) return { order: null, exhausted: false, stuck };
    const frame = frames.at(-1) as Frame;
    const next = frame.candidates[frame.tried++];
    entering = next !== undefined;
    if (next !== undefined) {
      world.take(next);
      continue;
    }
    if (!frame.forced) dead.add(frame.key);
    frames.pop();
    if (frames.length === 0) return { order: null, exhausted: exact, stuck };
    world.giveBack();
  }
}

/** Registers, the transactions carried out on them so far, and those that may come next. */
class SerialWorld {
  readonly order: number[] = [];
  readonly possible = new Set<number>();
  readonly total: number;
  /** What it costs to look at the state, in edges. */
  readonly size: number;
  /** Last write by key. */
  readonly #state: Int32Array;
  readonly #waiting: Int32Array;
  readonly #allowed: Uint8Array;
  readonly #placed: Uint8Array;
  /** Reads that are still to come, by write; of initial values by key behind all writes. */
  readonly #unread: Int32Array;
  #low = 0;
  #high = 0;
  /** What each transaction overwrote: key and write in turn. */
  readonly #overwritten: number[][] = [];

  constructor(
    private readonly graph: Adjacency,
    private readonly observations: Observations,
    basis: OrderBasis,
  ) {
    const { table, effective } = observations;
    this.total = effective.reduce((sum, is) => sum + is, 0);
    this.#state = new Int32Array(table.keys.length).fill(INITIAL);
    this.size = 1 + (table.operations.length <= REMEMBERED ? table.keys.length + (table.operations.length >> 3) : 0);
    this.#waiting = new Int32Array(graph.nodes);
    this.#allowed = classesWithin(basis);
    this.#placed = new Uint8Array((table.operations.length >> 3) + 1);
    this.#unread = new Int32Array(table.key.length + table.keys.length);
    for (let micro = 0; micro < table.key.length; micro++) {
      if (observations.source[micro] !== NOTHING) this.#unread[this.#versionOf(micro)]!++;
    }
    for (let place = 0; place < graph.target.length; place++) {
      if (this.#allowed[graph.class[place] as number] === 1) this.#waiting[graph.target[place] as number]!++;
    }
    for (let node = 0, sources = this.#waiting.slice(); node < graph.nodes; node++) {
      if (sources[node] === 0) this.#release(node);
    }
  }

  /** A transaction that only reads and fits is taken at once: it can never be in the way later. */
  choices(dead: ReadonlySet<string | number>): Frame {
    const fitting: number[] = [];
    for (const t of this.possible) {
      if (!this.#fits(t)) continue;
      if (!this.#writes(t)) return { candidates: [t], forced: true, tried: 0, key: 0 };
      fitting.push(t);
    }
    const { operations } = this.observations.table;
    fitting.sort((one, other) => operations[one]!.return - operations[other]!.return || one - other);
    const key =
      operations.length > REMEMBERED ? this.#hash() : `${String.fromCharCode(...this.#placed)}|${this.#state.join()}`;
    return { candidates: dead.has(key) ? [] : fitting, forced: false, tried: 0, key };
  }

  take(t: number): void {
    const { table, source, skipped } = this.observations;
    const overwritten: number[] = [];
    for (let micro = table.start[t] as number; micro < (table.start[t + 1] as number); micro++) {
      const key = table.key[micro] as number;
      if (source[micro] !== NOTHING) this.#unread[this.#versionOf(micro)]!--;
      if (table.isWrite[micro] === 0 || skipped[key] === 1) continue;
      overwritten.push(key, this.#state[key] as number);
      this.#set(key, micro);
    }
    this.#toggle(-1 - t);
    this.#overwritten.push(overwritten);
    this.order.push(t);
    this.#placed[t >> 3]! |= 1 << (t & 7);
    this.possible.delete(t);
    this.#releaseSuccessors(t);
  }

  /** Undoes the last `take`. */
  giveBack(): void {
    const t = this.order.pop() as number;
    this.#retractSuccessors(t);
    this.possible.add(t);
    this.#placed[t >> 3]! &= ~(1 << (t & 7));
    const { table, source } = this.observations;
    for (let micro = table.start[t] as number; micro < (table.start[t + 1] as number); micro++) {
      if (source[micro] !== NOTHING) this.#unread[this.#versionOf(micro)]!++;
    }
    const overwritten = this.#overwritten.pop() as number[];
    for (let at = overwritten.length - 2; at >= 0; at -= 2) {
      this.#set(overwritten[at] as number, overwritten[at + 1] as number);
    }
    this.#toggle(-1 - t);
  }

  /** Whether it reads what is there, and overwrites nothing that others have still to read. */
  #fits(t: number): boolean {
    const { table, source, skipped } = this.observations;
    const end = table.start[t + 1] as number;
    for (let micro = table.start[t] as number; micro < end; micro++) {
      const key = table.key[micro] as number;
      const read = source[micro] as number;
      if (read !== NOTHING && read !== this.#state[key]) return false;
      if (table.isWrite[micro] === 0 || skipped[key] === 1) continue;
      let others = this.#unread[this.#slot(key, this.#state[key] as number)] as number;
      for (let own = table.start[t] as number; own < end && others > 0; own++) {
        if (source[own] !== NOTHING && table.key[own] === key) others--;
      }
      if (others > 0) return false;
    }
    return true;
  }

  #set(key: number, write: number): void {
    this.#toggle(this.#slot(key, this.#state[key] as number));
    this.#state[key] = write;
    this.#toggle(this.#slot(key, write));
  }

  /** Puts something into the hashed set, or takes it out (Zobrist hashing). */
  #toggle(number: number): void {
    this.#low ^= mixed(number);
    this.#high ^= mixed(number ^ 0x5bd1e995);
  }

  #hash(): number {
    return (this.#high & 0x1fffff) * 2 ** 32 + (this.#low >>> 0);
  }

  /** Where the reads of a version are counted. */
  #slot(key: number, write: number): number {
    return write >= 0 ? write : this.observations.table.key.length + key;
  }

  #versionOf(read: number): number {
    return this.#slot(this.observations.table.key[read] as number, this.observations.source[read] as number);
  }

  #writes(t: number): boolean {
    const { start, isWrite } = this.observations.table;
    return isWrite.subarray(start[t], start[t + 1]).includes(1);
  }

  #release(node: number): void {
    if (node >= this.graph.transactions) this.#releaseSuccessors(node);
    else if (this.observations.effective[node] === 1) this.possible.add(node);
  }

  #releaseSuccessors(from: number): void {
    const open = [from];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const successor of this.#successors(node)) {
        if (--this.#waiting[successor]! > 0) continue;
        if (successor >= this.graph.transactions) open.push(successor);
        else this.#release(successor);
      }
    }
  }

  #retractSuccessors(from: number): void {
    const open = [from];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const successor of this.#successors(node)) {
        if (this.#waiting[successor]!++ > 0) continue;
        if (successor >= this.graph.transactions) open.push(successor);
        else this.possible.delete(successor);
      }
    }
  }

  *#successors(node: number): Generator<number> {
    const end = this.graph.offset[node + 1] as number;
    for (let place = this.graph.offset[node] as number; place < end; place++) {
      if (this.#allowed[this.graph.class[place] as number] === 1) yield this.graph.target[place] as number;
    }
  }
}

/** The bits of a number, well mixed (the finalizer of MurmurHash3). */
function mixed(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
