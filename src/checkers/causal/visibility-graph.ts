// Which writes come before which under some session guarantees: what is visible to a read and is not what it found comes before what it found.

import { BlockRanges } from './block-ranges';
import type { SessionGuarantee } from './guarantee';
import type { EdgeReason } from './order-clocks';
import { INITIAL, NONE, type SessionHistory } from './session-history';
import type { VisibleWrites } from './visible-writes';

type Edge = readonly [before: number, reason: EdgeReason];

/** Writes of one key that a session made, or that it found (each once), with the position at which they became so. */
interface WriteList {
  readonly writes: number[];
  readonly positions: number[];
  /** Where each write is. */
  readonly indexes: Map<number, number>;
  readonly ranges: BlockRanges;
}

/** A read of the initial value, and a write that must be visible to it. */
export interface HiddenWrite {
  readonly read: number;
  readonly write: number;
}

const NO_EDGES: readonly Edge[] = [];

export class VisibilityGraph {
  /** Null if there is none. */
  readonly hidden: HiddenWrite | null;
  private nodes: number;
  private readonly edges: (Edge[] | undefined)[] = [];
  /** Of each key, by the index of a row of visible writes. */
  private readonly lists: readonly Map<number, WriteList>[];
  /** How much of a list has been put before a write: by `write * width + index of the list`. */
  private readonly covered = new Map<number, number>();
  private readonly width: number;

  constructor(
    private readonly history: SessionHistory,
    private readonly visible: VisibleWrites,
    guarantees: readonly SessionGuarantee[],
  ) {
    const { operations, sessions } = history;
    this.width = 2 * sessions.length;
    // Behind the operations, for each of them a node that has all before it that its session has found up to it.
    this.nodes = 2 * operations.length;
    this.lists = this.listsByKey();
    if (guarantees.includes('monotonic-writes')) this.orderWrites();
    if (guarantees.includes('writes-follow-reads')) this.orderBehindReads();
    this.hidden = this.orderVisible();
  }

  /** How many nodes there are: operations first. */
  get size(): number {
    return this.nodes;
  }

  before(node: number): readonly Edge[] {
    return this.edges[node] ?? NO_EDGES;
  }

  private orderWrites(): void {
    const { parent, writeKey } = this.history;
    for (let node = 0; node < parent.length; node++) {
      const before = parent[node] as number;
      if (writeKey[node] === NONE || before === NONE) continue;
      const last = this.visible.lastWrite[before] as number;
      if (last !== NONE) this.add(last, node, 'session');
    }
  }

  private orderBehindReads(): void {
    const { parent, from, writeKey } = this.history;
    for (let node = 0; node < parent.length; node++) {
      const found = parent.length + node;
      const before = parent[node] as number;
      if (before !== NONE) this.add(parent.length + before, found, 'found');
      if ((from[node] as number) > INITIAL) this.add(from[node] as number, found, 'found');
      if (writeKey[node] !== NONE && before !== NONE) this.add(parent.length + before, node, 'found');
    }
  }

  private orderVisible(): HiddenWrite | null {
    const { from, readKey } = this.history;
    for (let read = 0; read < from.length; read++) {
      const write = from[read] as number;
      if (write < INITIAL) continue;
      const row = this.visible.visibleTo(read);
      for (const [index, list] of this.lists[readKey[read] as number] as Map<number, WriteList>) {
        const end = countBelow(list.positions, row[index] as number);
        if (end === 0) continue;
        if (write === INITIAL) return { read, write: list.writes[0] as number };
        this.putBefore(write, index, list, end, read);
      }
    }
    return null;
  }

  /** Puts the first `end` writes of the list before a write, except itself. */
  private putBefore(write: number, index: number, { indexes, ranges }: WriteList, end: number, read: number): void {
    const name = write * this.width + index;
    const start = this.covered.get(name) ?? 0;
    if (end <= start) return;
    this.covered.set(name, end);
    const self = indexes.get(write) ?? end;
    const gap = Math.min(self, end);
    for (const before of ranges.cover(start, gap)) this.add(before, write, read);
    for (const before of ranges.cover(Math.max(start, gap + 1), end)) this.add(before, write, read);
  }

  private listsByKey(): Map<number, WriteList>[] {
    const { sessions, position, readKey, writeKey, from, writes } = this.history;
    const lists: Map<number, WriteList>[] = writes.map(() => new Map());
    const found = new Set<number>();
    const enter = (key: number, index: number, write: number, node: number) => {
      const byIndex = lists[key] as Map<number, WriteList>;
      const list = byIndex.get(index) ?? this.emptyList();
      byIndex.set(index, list);
      list.indexes.set(write, list.writes.length);
      list.writes.push(write);
      list.positions.push(position[node] as number);
    };
    sessions.forEach((nodes, session) => {
      found.clear();
      for (const node of nodes) {
        const write = from[node] as number;
        if (write > INITIAL && !found.has(write)) {
          found.add(write);
          enter(readKey[node] as number, session + sessions.length, write, node);
        }
        if (writeKey[node] !== NONE) enter(writeKey[node] as number, session, node, node);
      }
    });
    return lists;
  }

  private emptyList(): WriteList {
    const writes: number[] = [];
    const ranges = new BlockRanges(writes, (first, second) => {
      const node = this.nodes++;
      this.add(first, node, 'found');
      this.add(second, node, 'found');
      return node;
    });
    return { writes, positions: [], indexes: new Map(), ranges };
  }

  private add(before: number, node: number, reason: EdgeReason): void {
    const edges = this.edges[node];
    if (edges) edges.push([before, reason]);
    else this.edges[node] = [[before, reason]];
  }
}

/** How many of the positions, which ascend, are below the limit. */
function countBelow(positions: readonly number[], limit: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
