// The writes that must be visible to each read under some session guarantees: the least sets that they allow.

import type { SessionGuarantee } from './guarantee';
import { INITIAL, NONE, type SessionHistory } from './session-history';

/**
 * Sets of writes are two vector clocks in one row: of each session how many of its operations have their writes in the set, then of each session how many
 * of its operations have what they found in the set.
 */
export class VisibleWrites {
  /** Of each operation the last write of its session up to it, itself included; NONE if there is none. */
  readonly lastWrite: Int32Array;
  private readonly width: number;
  /** Rows of what comes along with all that a session has found up to an operation. */
  private readonly followers: Int32Array;
  private readonly row: Int32Array;
  private readonly monotonicReads: boolean;
  private readonly monotonicWrites: boolean;
  private readonly readYourWrites: boolean;
  private readonly writesFollowReads: boolean;

  /** @param order of the operations: topological if writes follow reads, else at least that of the sessions */
  constructor(
    private readonly history: SessionHistory,
    guarantees: readonly SessionGuarantee[],
    order: Iterable<number>,
  ) {
    const { operations, sessions } = history;
    this.monotonicReads = guarantees.includes('monotonic-reads');
    this.monotonicWrites = guarantees.includes('monotonic-writes');
    this.readYourWrites = guarantees.includes('read-your-writes');
    this.writesFollowReads = guarantees.includes('writes-follow-reads');
    this.width = 2 * sessions.length;
    this.followers = new Int32Array(operations.length * this.width);
    this.row = new Int32Array(this.width);
    this.lastWrite = new Int32Array(operations.length).fill(NONE);
    for (const node of order) this.enter(node);
  }

  static bytesFor({ operations, sessions }: SessionHistory): number {
    return operations.length * (sessions.length * 8 + 64);
  }

  /** What must be visible to a read beside what it found: a row that the next call overwrites. */
  visibleTo(read: number): Int32Array {
    const { history, row } = this;
    const before = history.parent[read] as number;
    row.fill(0);
    this.joinWrite(row, 0, history.from[read] as number);
    if (before === NONE) return row;
    if (this.monotonicReads) {
      this.joinFollowers(row, 0, before);
      this.raise(row, 0, this.readsOf(before), before);
    }
    if (this.readYourWrites) {
      this.joinWrite(row, 0, this.lastWrite[before] as number);
      this.raise(row, 0, this.writesOf(before), before);
    }
    return row;
  }

  private enter(node: number): void {
    const { history, followers, width, lastWrite } = this;
    const before = history.parent[node] as number;
    lastWrite[node] = history.writeKey[node] !== NONE ? node : before === NONE ? NONE : (lastWrite[before] as number);
    if (!this.monotonicReads && !this.writesFollowReads) return;
    if (before !== NONE) this.joinFollowers(followers, node * width, before);
    this.joinWrite(followers, node * width, history.from[node] as number);
  }

  /** What comes along with a write. */
  private joinWrite(row: Int32Array, at: number, write: number): void {
    if (write <= INITIAL) return;
    const before = this.history.parent[write] as number;
    if (this.monotonicWrites) {
      this.raise(row, at, this.writesOf(write), write);
      if (before !== NONE) this.raise(row, at, this.writesOf(before), before);
    }
    if (this.writesFollowReads && before !== NONE) {
      this.joinFollowers(row, at, before);
      this.raise(row, at, this.readsOf(before), before);
    }
  }

  private joinFollowers(row: Int32Array, at: number, node: number): void {
    const { followers, width } = this;
    const source = node * width;
    for (let index = 0; index < width; index++) {
      if ((followers[source + index] as number) > (row[at + index] as number)) {
        row[at + index] = followers[source + index] as number;
      }
    }
  }

  private raise(row: Int32Array, at: number, index: number, upTo: number): void {
    const count = (this.history.position[upTo] as number) + 1;
    if (count > (row[at + index] as number)) row[at + index] = count;
  }

  private writesOf(node: number): number {
    return this.history.session[node] as number;
  }

  private readsOf(node: number): number {
    return (this.history.session[node] as number) + this.width / 2;
  }
}
