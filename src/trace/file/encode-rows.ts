// Decisions and events as rows, with the tables that the rows refer to.

import type { TraceEvent } from '../../engine/event';
import type { TraceDecision } from '../trace';
import { type Cell, type Column, DECIDED_COLUMNS, EVENT_COLUMNS, EVENT_OF, type Form } from './columns';
import { StringTable } from './string-table';

export class RowEncoder {
  /** Stands between the parts of an entry of `operations`. */
  static readonly between = '\0';

  constructor(
    private readonly decisions: readonly TraceDecision[],
    readonly tasks = new StringTable(),
    readonly names = new StringTable(),
    /** Kind of the decision, kind of the operation and place, in one text. */
    readonly operations = new StringTable(),
  ) {}

  /** An encoder with tables of its own that hold the same. */
  copy(): RowEncoder {
    return new RowEncoder(this.decisions, this.tasks.copy(), this.names.copy(), this.operations.copy());
  }

  /** What the entries that rows of events have added to the tables take in a file, those before `copy` included. */
  get bytes(): number {
    return this.tasks.bytes + this.names.bytes;
  }

  decision({ kind, options, choice, task, site, operation, hash }: TraceDecision): Cell[] {
    const index = this.operations.index([kind, operation, site].join(RowEncoder.between));
    return [index, this.tasks.index(task), options, choice, hash];
  }

  event(event: TraceEvent): Cell[] {
    const decided = 'decision' in event && event.decision !== undefined && this.decisions[event.decision];
    if (decided && isSaidBy(decided, event)) return this.row([], DECIDED_COLUMNS, event);
    return this.row([event.type], EVENT_COLUMNS[event.type], event);
  }

  /** Appends the cells of `columns` to `row`, without those at the end that need not be written. */
  private row(row: Cell[], columns: readonly Column[], event: TraceEvent): Cell[] {
    const fields = event as unknown as Readonly<Record<string, unknown>>;
    let needed = row.length;
    for (const { field, form, absent = null } of columns) {
      const value = fields[field];
      const cell = value === undefined ? absent : this.cell(form, value);
      row.push(cell);
      if (cell !== absent) needed = row.length;
    }
    row.length = needed;
    return row;
  }

  private cell(form: Form, value: unknown): Cell {
    switch (form) {
      case 'flag':
        return value === true ? 1 : 0;
      case 'task':
        return this.tasks.index(value as string);
      case 'name':
      case 'kind':
        return this.names.index(value as string);
      default:
        return value as Cell;
    }
  }
}

/** True if the decision says of the event what its short row leaves out. */
function isSaidBy(decision: TraceDecision, event: TraceEvent): boolean {
  const { kind, options, choice, task, operation } = decision;
  if (EVENT_OF[kind] !== event.type || event.task !== task) return false;
  switch (event.type) {
    case 'step':
      return event.kind === operation && event.options === options && event.choice === choice;
    case 'latency':
      return event.kind === operation && event.late === (choice === 1);
    case 'choose':
      return event.options === options && event.choice === choice;
    default:
      return true;
  }
}
