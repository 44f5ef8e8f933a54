// Open operations, the one that returns first on top: a binary heap of positions.

import type { Operation } from '../../history/operation';

export class EarliestReturnHeap {
  private readonly heap: number[] = [];

  constructor(private readonly operations: readonly Operation[]) {}

  push(index: number): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(index);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(index, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = index;
  }

  /** The position of the operation that returns first, of equal ones the lowest; -1 if there is none. */
  top(): number {
    return this.heap[0] ?? -1;
  }

  pop(): void {
    const { heap } = this;
    const moved = heap.pop();
    if (moved === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!this.isBefore(heap[child]!, moved)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moved;
  }

  private isBefore(one: number, other: number): boolean {
    const difference = this.operations[one]!.return - this.operations[other]!.return;
    return Number.isNaN(difference) || difference === 0 ? one < other : difference < 0;
  }
}
