// Registers on which transactions are carried out one after the other, and taken back.

import { INITIAL, NOTHING, type Observations } from './observations';

export class Registers {
  /** Last write by key. */
  readonly state: Int32Array;
  /** Reads that are still to come, by write; of initial values by key behind all writes. */
  readonly #unread: Int32Array;
  /** What each transaction overwrote: key and write in turn. */
  readonly #overwritten: number[][] = [];

  /** @param replace is told of each version that takes the place of another */
  constructor(
    private readonly observations: Observations,
    private readonly replace: (version: number, by: number) => void,
  ) {
    const { table, source } = observations;
    this.state = new Int32Array(table.keys.length).fill(INITIAL);
    this.#unread = new Int32Array(table.key.length + table.keys.length);
    for (let micro = 0; micro < table.key.length; micro++) {
      if (source[micro] !== NOTHING) this.#unread[this.#versionOf(micro)]!++;
    }
  }

  /** Whether a transaction reads what is there, and overwrites nothing that others have still to read. */
  fits(t: number): boolean {
    const { table, source, skipped } = this.observations;
    const end = table.start[t + 1] as number;
    for (let micro = table.start[t] as number; micro < end; micro++) {
      const key = table.key[micro] as number;
      const read = source[micro] as number;
      if (read !== NOTHING && read !== this.state[key]) return false;
      if (table.isWrite[micro] === 0 || skipped[key] === 1) continue;
      let others = this.#unread[this.#slot(key, this.state[key] as number)] as number;
      for (let own = table.start[t] as number; own < end && others > 0; own++) {
        if (source[own] !== NOTHING && table.key[own] === key) others--;
      }
      if (others > 0) return false;
    }
    return true;
  }

  take(t: number): void {
    const { table, source, skipped } = this.observations;
    const overwritten: number[] = [];
    for (let micro = table.start[t] as number; micro < (table.start[t + 1] as number); micro++) {
      const key = table.key[micro] as number;
      if (source[micro] !== NOTHING) this.#unread[this.#versionOf(micro)]!--;
      if (table.isWrite[micro] === 0 || skipped[key] === 1) continue;
      overwritten.push(key, this.state[key] as number);
      this.#set(key, micro);
    }
    this.#overwritten.push(overwritten);
  }

  /** Undoes the last `take`. */
  giveBack(t: number): void {
    const { table, source } = this.observations;
    for (let micro = table.start[t] as number; micro < (table.start[t + 1] as number); micro++) {
      if (source[micro] !== NOTHING) this.#unread[this.#versionOf(micro)]!++;
    }
    const overwritten = this.#overwritten.pop() as number[];
    for (let at = overwritten.length - 2; at >= 0; at -= 2) {
      this.#set(overwritten[at] as number, overwritten[at + 1] as number);
    }
  }

  #set(key: number, write: number): void {
    this.replace(this.#slot(key, this.state[key] as number), this.#slot(key, write));
    this.state[key] = write;
  }

  /** Where the reads of a version are counted. */
  #slot(key: number, write: number): number {
    return write >= 0 ? write : this.observations.table.key.length + key;
  }

  #versionOf(read: number): number {
    return this.#slot(this.observations.table.key[read] as number, this.observations.source[read] as number);
  }
}
