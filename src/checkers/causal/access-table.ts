// All accesses of a history, by operation and by key and value.

import type { Operation } from '../history/operation';
import { type Access, accessOf, FOREIGN, SILENT } from './access';

interface Key {
  readonly number: number;
  /** Who wrote each value. */
  readonly writers: Map<unknown, Operation[]>;
  /** Values that were found. */
  readonly found: Set<unknown>;
  opaque: boolean;
}

const NOBODY: readonly Operation[] = [];

export class AccessTable {
  /** The first operation that is neither read nor write. */
  readonly foreign: Operation | null = null;
  private readonly byOperation = new Map<Operation, { readonly access: Access; readonly key: Key }>();
  private readonly byKey = new Map<unknown, Key>();

  constructor(
    operations: readonly Operation[],
    private readonly initial: unknown,
    keyOf: (operation: Operation) => unknown,
  ) {
    for (const operation of operations) {
      const access = accessOf(operation, initial);
      if (access === SILENT) continue;
      const key = this.keyNamed(keyOf(operation));
      if (access === FOREIGN) {
        key.opaque = true;
        this.foreign ??= operation;
      } else {
        this.enter(operation, access, key);
      }
    }
  }

  /** How many keys there are. */
  get keys(): number {
    return this.byKey.size;
  }

  /** Number of the key of an operation that reads or writes. */
  keyOf(operation: Operation): number {
    return this.byOperation.get(operation)?.key.number ?? -1;
  }

  reads(operation: Operation): boolean {
    return this.byOperation.get(operation)?.access.found !== undefined;
  }

  writes(operation: Operation): boolean {
    return this.byOperation.get(operation)?.access.left !== undefined;
  }

  /** Whether the value that the operation wrote was found by somebody. */
  wasRead(operation: Operation): boolean {
    const entry = this.byOperation.get(operation);
    return entry?.access.left !== undefined && entry.key.found.has(entry.access.left);
  }

  /** Who may have written what a read found; undefined among them: the initial value. Null: not to be known. */
  writersFor(read: Operation): readonly (Operation | undefined)[] | null {
    const { access, key } = this.byOperation.get(read) as { readonly access: Access; readonly key: Key };
    if (key.opaque) return null;
    const writers = key.writers.get(access.found) ?? NOBODY;
    return access.found === this.initial ? [undefined, ...writers] : writers;
  }

  private enter(operation: Operation, access: Access, key: Key): void {
    this.byOperation.set(operation, { access, key });
    if (access.found !== undefined) key.found.add(access.found);
    if (access.left === undefined) return;
    const same = key.writers.get(access.left);
    if (same) same.push(operation);
    else key.writers.set(access.left, [operation]);
  }

  private keyNamed(name: unknown): Key {
    const known = this.byKey.get(name);
    if (known) return known;
    const key = { number: this.byKey.size, writers: new Map(), found: new Set(), opaque: false };
    this.byKey.set(name, key);
    return key;
  }
}
