// A history: what several processes did to shared objects, checked for being well formed. It never changes.

import type { Annotation } from './annotation';
import type { HistoryEvent } from './event';
import type { Operation } from './operation';
import { completeOperations, type OperationInput } from './operation-form';
import { eventsOf, pairEvents } from './pair-events';

export class History {
  private constructor(
    /** In order of their calls. */
    readonly operations: readonly Operation[],
    readonly annotations: readonly Annotation[],
  ) {}

  /**
   * From events in the order in which they happened. `call` and `return` are positions of events. An invocation that never completes is `info`.
   * @throws HistoryError naming the event and its line
   */
  static fromEvents(events: Iterable<EventInput>): History {
    const { operations, annotations } = pairEvents(events);
    return new History(operations, annotations);
  }

  /**
   * From whole operations with times; sorted by call.
   * @throws HistoryError naming the operation and its line
   */
  static fromOperations(operations: Iterable<OperationInput>, annotations: readonly Annotation[] = []): History {
    return new History(completeOperations(operations), annotations);
  }

  /** Number of operations. */
  get length(): number {
    return this.operations.length;
  }

  /** The history as events, in order. */
  events(): HistoryEvent[] {
    return eventsOf(this);
  }
}

/** An event without its position, which is where it stands. */
export type EventInput = Omit<HistoryEvent, 'index'> & { readonly index?: number };
