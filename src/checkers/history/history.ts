// A history: what several processes did to shared objects, checked for being well formed. It never changes.

import { valueKey } from '../values/key';
import { sameValue } from '../values/same';
import type { Annotation, AnnotationInput } from './annotation';
import type { HistoryEvent } from './event';
import { eventsOf } from './events-of';
import { jsonEvents } from './formats/event-object';
import type { Operation, ProcessId } from './operation';
import { completeOperations, type OperationInput } from './operation-form';
import { type PairingOptions, pairEvents } from './pair-events';

const NO_CLOCK: readonly undefined[] = [];

export class History implements Iterable<Operation> {
  readonly #clock: readonly (number | undefined)[];

  private constructor(
    /** In order of their calls; `index` is the position here. */
    readonly operations: readonly Operation[],
    /** Faults and remarks. */
    readonly annotations: readonly Annotation[],
    clock: readonly (number | undefined)[],
  ) {
    this.#clock = clock;
  }

  /**
   * From events in the order in which they happened. `call` and `return` are positions of events. An invocation that never completes is `info`.
   * An `info` event of a named process that has never invoked anything is an annotation (that is how faults are logged), and so is every event
   * of type `annotation`. A process that goes on after `info` goes on under another name, since what it began before may still take effect:
   * a number becomes the next free integer, `alice` becomes `alice'`, `alice'2` and so on.
   * @throws HistoryError naming the event and its line: a process that is busy or has invoked nothing, another operation completed than was
   *   invoked, an id used twice, a clock that goes back, anything after `blocked`, and what is no event at all
   */
  static fromEvents(events: Iterable<EventInput | AnnotationInput>, options: PairingOptions = {}): History {
    const { operations, annotations, clock } = pairEvents(events, options);
    return new History(operations, annotations, clock);
  }

  /**
   * From whole operations with times; sorted by call. Operations of one process may overlap. A process that goes on after `info` goes on under
   * another name, as in `fromEvents`.
   * @throws HistoryError naming the operation and its line: times that are no numbers, a return before the call, no name, no process
   */
  static fromOperations(operations: Iterable<OperationInput>, annotations: readonly Annotation[] = []): History {
    return new History(completeOperations(operations), annotations, NO_CLOCK);
  }

  /** Number of operations. */
  get length(): number {
    return this.operations.length;
  }

  /** The operations in order of their calls. */
  [Symbol.iterator](): Iterator<Operation> {
    return this.operations[Symbol.iterator]();
  }

  /** The history as events, in order. Completions of `info` and `blocked` operations come last. */
  events(): HistoryEvent[] {
    return eventsOf(this);
  }

  /** The clock reading that was recorded for the event at a position (an operation's `call` or `return`), or undefined if there is none. */
  clockAt(position: number): number | undefined {
    return this.#clock[position];
  }

  /** Keys of the operations that have one, each once, in order of their first call. */
  keys(): unknown[] {
    const keys = new Map<unknown, unknown>();
    for (const { key } of this.operations) {
      if (key === undefined) continue;
      const identity = valueKey(key);
      if (!keys.has(identity)) keys.set(identity, key);
    }
    return [...keys.values()];
  }

  /** Processes, each once, in order of their first call. */
  processes(): ProcessId[] {
    return [...new Set(this.operations.map(({ process }) => process))];
  }

  /** The operations that `keep` chooses, with the times they have here and all annotations. */
  filter(keep: (operation: Operation) => boolean): History {
    const kept = this.operations.filter(keep);
    return new History(
      kept.map((operation, index) => ({ ...operation, index })),
      this.annotations,
      this.#clock,
    );
  }

  /** The operations on one key (compared as a value). */
  forKey(key: unknown): History {
    return this.filter((operation) => sameValue(operation.key, key));
  }

  /** The events as plain objects, as the format `jepsen-json` has them: `readHistory(JSON.stringify(history))` is the same history. */
  toJSON(): object[] {
    return jsonEvents(this);
  }
}

/** An event without its position, which is where it stands; `value` is undefined if it is not given. */
export type EventInput = Omit<HistoryEvent, 'index' | 'value'> & { readonly index?: number; readonly value?: unknown };
