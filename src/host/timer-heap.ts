// A binary heap of timers, ordered by deadline, then by creation.

export interface HeapEntry {
  readonly deadline: number;
  readonly sequence: number;
}

export class TimerHeap<T extends HeapEntry> {
  private readonly entries: T[] = [];

  /** In no order. */
  get all(): readonly T[] {
    return this.entries;
  }

  first(): T | null {
    return this.entries[0] ?? null;
  }

  push(entry: T): void {
    this.entries.push(entry);
    this.rise(this.entries.length - 1);
  }

  /** Removes an entry; timers are few, so a linear search is cheaper than an index. */
  remove(entry: T): void {
    const { entries } = this;
    const at = entries[0] === entry ? 0 : entries.indexOf(entry);
    if (at < 0) return;
    const last = entries.pop() as T;
    if (at === entries.length) return;
    entries[at] = last;
    this.rise(at);
    this.sink(at);
  }

  clear(): void {
    if (this.entries.length !== 0) this.entries.length = 0;
  }

  private before(a: T, b: T): boolean {
    return a.deadline < b.deadline || (a.deadline === b.deadline && a.sequence < b.sequence);
  }

  private rise(index: number): void {
    const { entries } = this;
    let i = index;
    const entry = entries[i] as T;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(entry, entries[parent] as T)) break;
      entries[i] = entries[parent] as T;
      i = parent;
    }
    entries[i] = entry;
  }

  private sink(index: number): void {
    const { entries } = this;
    const { length } = entries;
    let i = index;
    const entry = entries[i] as T;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      if (child + 1 < length && this.before(entries[child + 1] as T, entries[child] as T)) child++;
      if (!this.before(entries[child] as T, entry)) break;
      entries[i] = entries[child] as T;
      i = child;
    }
    entries[i] = entry;
  }
}
