// One event of a history in its event form: an operation begins, or ends in one of five ways.

import type { Outcome, ProcessId } from './operation';

export type EventType = 'invoke' | Outcome;

export interface HistoryEvent {
  /** 0-based position in the history. */
  readonly index: number;
  readonly process: ProcessId;
  readonly type: EventType;
  /** Name of the operation. */
  readonly f: string;
  /** Of an `invoke` the argument, of a completion the result. */
  readonly value: unknown;
  /** Which object of several it is about. */
  readonly key?: unknown;
  /** Pairs an invocation with its completion where a process has several operations open; by default the process does. */
  readonly id?: number | string;
  /** Clock reading, any unit. Order is by index; the reading is for pictures. */
  readonly time?: number;
  /** Schedule step; absent outside an iteration. */
  readonly step?: number;
  /** Line of the file that it was read from, 1-based. */
  readonly line?: number;
  readonly error?: unknown;
}
