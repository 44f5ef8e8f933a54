// Which append put which element into which list, and the keys where that cannot be told because an element was appended twice.

import { valueKey } from '../../values/key';
import type { TransactionTable } from '../transaction-table';

export class Appends {
  /** 1 by key of which an element was appended more than once: nothing can be inferred from its reads. */
  readonly repeated: Uint8Array;
  /** One repeated append of each such key: micro-operations. */
  readonly repetitions: number[] = [];
  readonly #byElement: Map<unknown, number>[];

  constructor(table: TransactionTable) {
    this.repeated = new Uint8Array(table.keys.length);
    this.#byElement = Array.from(table.keys, () => new Map());
    const { isWrite, key, value } = table;
    for (let micro = 0; micro < key.length; micro++) {
      if (isWrite[micro] === 0) continue;
      const k = key[micro] as number;
      const elements = this.#byElement[k] as Map<unknown, number>;
      const element = value[micro];
      const before = elements.size;
      elements.set(typeof element === 'number' ? element : valueKey(element), micro);
      if (elements.size > before || this.repeated[k] === 1) continue;
      this.repeated[k] = 1;
      this.repetitions.push(micro);
    }
  }

  /** The micro-operation that appended the element; -1 if there is none. */
  of(key: number, element: unknown): number {
    return this.#byElement[key]?.get(valueKey(element)) ?? -1;
  }
}
