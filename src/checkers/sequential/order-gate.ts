// Keeps a search to an order that is known to be necessary: an operation waits for all that must come before it.

import type { OrderClocks } from '../causal/order-clocks';
import type { SessionHistory } from '../causal/session-history';
import type { Operation } from '../history/operation';
import type { LookAhead } from './look-ahead';

export class OrderGate implements LookAhead {
  private readonly numbers: ReadonlyMap<Operation, number>;
  /** How many operations of each session are placed. */
  private readonly placed: Int32Array;

  constructor(
    private readonly history: SessionHistory,
    private readonly clocks: OrderClocks,
  ) {
    this.numbers = new Map(history.operations.map((operation, number) => [operation, number]));
    this.placed = new Int32Array(clocks.width);
  }

  place(operation: Operation): boolean {
    const node = this.numbers.get(operation);
    if (node === undefined) return true;
    const { clocks, placed } = this;
    (placed[this.history.session[node] as number] as number)++;
    for (let session = 0; session < clocks.width; session++) {
      if (clocks.seen(node, session) > (placed[session] as number)) return false;
    }
    return true;
  }

  remove(operation: Operation): void {
    const node = this.numbers.get(operation);
    if (node !== undefined) (this.placed[this.history.session[node] as number] as number)--;
  }
}
