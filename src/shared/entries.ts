// The rows of a table by key: in the order in which their keys were first inserted, or in the order of the keys.

import { compareKeys, identityOf } from './key';

export interface Entry<Row> {
  readonly key: unknown;
  readonly rows: readonly Row[];
}

export interface Entries<Row> {
  get(key: unknown): readonly Row[];
  /** No rows: the key is gone. */
  set(key: unknown, rows: readonly Row[]): void;
  clear(): void;
  all(): readonly Entry<Row>[];
  /** The entry behind that of `key`, or before it; null if there is none, undefined if it cannot be told. */
  beside(key: unknown, step: 1 | -1): Entry<Row> | null | undefined;
}

export class HashedEntries<Row> implements Entries<Row> {
  private readonly map = new Map<unknown, Entry<Row>>();

  get(key: unknown): readonly Row[] {
    return this.map.get(identityOf(key))?.rows ?? [];
  }

  set(key: unknown, rows: readonly Row[]): void {
    if (rows.length === 0) this.map.delete(identityOf(key));
    else this.map.set(identityOf(key), { key: this.map.get(identityOf(key))?.key ?? key, rows });
  }

  clear(): void {
    this.map.clear();
  }

  all(): readonly Entry<Row>[] {
    return [...this.map.values()];
  }

  beside(key: unknown, step: 1 | -1): Entry<Row> | null | undefined {
    const all = this.all();
    const at = all.findIndex((entry) => identityOf(entry.key) === identityOf(key));
    return at < 0 ? undefined : (all[at + step] ?? null);
  }
}

export class OrderedEntries<Row> implements Entries<Row> {
  private list: Entry<Row>[] = [];

  get(key: unknown): readonly Row[] {
    const at = this.find(key);
    return at >= 0 ? (this.list[at] as Entry<Row>).rows : [];
  }

  set(key: unknown, rows: readonly Row[]): void {
    const at = this.find(key);
    if (rows.length === 0) {
      if (at >= 0) this.list.splice(at, 1);
    } else if (at >= 0) this.list[at] = { key: (this.list[at] as Entry<Row>).key, rows };
    else this.list.splice(~at, 0, { key, rows });
  }

  clear(): void {
    this.list = [];
  }

  all(): readonly Entry<Row>[] {
    return this.list;
  }

  /** The key need not be there. */
  beside(key: unknown, step: 1 | -1): Entry<Row> | null {
    const at = this.find(key);
    const index = at >= 0 ? at + step : step === 1 ? ~at : ~at - 1;
    return this.list[index] ?? null;
  }

  /** The index of a key; if it is not there, the complement of where it would be. */
  private find(key: unknown): number {
    let [low, high] = [0, this.list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = compareKeys((this.list[middle] as Entry<Row>).key, key);
      if (found === 0) return middle;
      if (found < 0) low = middle + 1;
      else high = middle;
    }
    return ~low;
  }
}
