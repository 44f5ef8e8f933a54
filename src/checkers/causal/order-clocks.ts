// A growing order of the operations of a history, as a vector clock for each: how much of each session comes before it.

import type { SessionHistory } from './session-history';

/**
 * Why an operation comes before another: `session`, by the order of its process; `read`, its value was found by the other; `found`, its value was found by the
 * other's process before; or the number of a read that would have found something else.
 */
export type EdgeReason = 'session' | 'read' | 'found' | number;

/** Operations of which each comes before the next one, for the reason of the same index. */
export interface OrderPath {
  readonly nodes: readonly number[];
  readonly reasons: readonly EdgeReason[];
}

interface AddedEdge {
  readonly to: number;
  readonly because: number;
}

/**
 * Holds the order of the sessions, from each write to its reads, and what is added. Operations are entered one by one in a topological order; an edge between
 * entered operations reaches all entered ones behind it. Memory O(n k) for k sessions.
 */
export class OrderClocks {
  /** `clocks[node * width + session]`: how many operations of the session come before the node, or are it. */
  readonly clocks: Int32Array;
  readonly width: number;
  private readonly entered: Uint8Array;
  private readonly children: (number[] | undefined)[];
  private readonly readers: (number[] | undefined)[];
  private readonly added = new Map<number, AddedEdge[]>();
  /** Told of each entered operation whose clock has grown. */
  onGrowth: (node: number) => void = () => {};

  constructor(readonly history: SessionHistory) {
    const { operations, sessions, parent, from } = history;
    this.width = sessions.length;
    this.clocks = new Int32Array(operations.length * this.width);
    this.entered = new Uint8Array(operations.length);
    this.children = lists(parent);
    this.readers = lists(from);
  }

  /** Bytes that clocks of a history need. */
  static bytesFor({ operations, sessions }: SessionHistory): number {
    return operations.length * (sessions.length * 4 + 32);
  }

  /** Starts again with the order of the sessions and the reads. */
  clear(): void {
    this.clocks.fill(0);
    this.entered.fill(0);
    this.added.clear();
  }

  /** Enters an operation whose predecessors are entered. */
  enter(node: number): void {
    const { parent, from, session, position } = this.history;
    this.entered[node] = 1;
    this.mergeFrom(node, parent[node] as number);
    this.mergeFrom(node, from[node] as number);
    this.clocks[node * this.width + (session[node] as number)] = (position[node] as number) + 1;
  }

  isEntered(node: number): boolean {
    return this.entered[node] === 1;
  }

  /** How many operations of a session come before the operation, or are it. */
  seen(node: number, session: number): number {
    return this.clocks[node * this.width + session] as number;
  }

  /** Whether one operation comes before the other, or is it. */
  precedes(one: number, other: number): boolean {
    const { session, position } = this.history;
    return this.seen(other, session[one] as number) > (position[one] as number);
  }

  /**
   * Orders two entered operations (one and the same: nothing to do).
   * @param because the read that demands it
   * @returns false if they are ordered the other way: a cycle; the order is left as it was
   */
  add(before: number, after: number, because: number): boolean {
    if (this.precedes(before, after)) return true;
    if (this.precedes(after, before)) return false;
    const edges = this.added.get(before);
    if (edges) edges.push({ to: after, because });
    else this.added.set(before, [{ to: after, because }]);
    this.grow(before, after);
    return true;
  }

  /** A shortest way from one operation to another that comes behind it, both included, with the reason of each step. */
  path(one: number, other: number): OrderPath {
    const cameFrom = new Map<number, { readonly node: number; readonly reason: EdgeReason }>();
    const queue = [one];
    for (const node of queue) {
      if (node === other) break;
      for (const [next, reason] of this.successors(node)) {
        if (cameFrom.has(next) || next === one) continue;
        cameFrom.set(next, { node, reason });
        queue.push(next);
      }
    }
    const nodes = [other];
    const reasons: EdgeReason[] = [];
    for (let step = cameFrom.get(other); step; step = cameFrom.get(step.node)) {
      nodes.unshift(step.node);
      reasons.unshift(step.reason);
      if (step.node === one) break;
    }
    return { nodes, reasons };
  }

  private *successors(node: number): Iterable<readonly [number, EdgeReason]> {
    for (const next of this.children[node] ?? []) yield [next, 'session'];
    for (const next of this.readers[node] ?? []) yield [next, 'read'];
    for (const { to, because } of this.added.get(node) ?? []) yield [to, because];
  }

  private grow(before: number, after: number): void {
    if (!this.mergeFrom(after, before)) return;
    const grown = [after];
    for (let node = grown.pop(); node !== undefined; node = grown.pop()) {
      this.onGrowth(node);
      for (const next of this.children[node] ?? NOBODY) this.passOn(node, next, grown);
      for (const next of this.readers[node] ?? NOBODY) this.passOn(node, next, grown);
      for (const { to } of this.added.get(node) ?? NO_EDGES) this.passOn(node, to, grown);
    }
  }

  private passOn(node: number, next: number, grown: number[]): void {
    if (this.entered[next] === 1 && this.mergeFrom(next, node)) grown.push(next);
  }

  private mergeFrom(node: number, before: number): boolean {
    if (before < 0) return false;
    const { clocks, width } = this;
    const to = node * width;
    const source = before * width;
    let grown = false;
    for (let session = 0; session < width; session++) {
      if ((clocks[source + session] as number) > (clocks[to + session] as number)) {
        clocks[to + session] = clocks[source + session] as number;
        grown = true;
      }
    }
    return grown;
  }
}

const NOBODY: readonly number[] = [];
const NO_EDGES: readonly AddedEdge[] = [];

function lists(predecessors: Int32Array): (number[] | undefined)[] {
  const found: (number[] | undefined)[] = new Array(predecessors.length);
  for (let node = 0; node < predecessors.length; node++) {
    const before = predecessors[node] as number;
    if (before < 0) continue;
    const list = found[before];
    if (list) list.push(node);
    else found[before] = [node];
  }
  return found;
}
