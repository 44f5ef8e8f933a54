// From a trace in memory to the rows of a file.

import type { TraceEvent } from '../../engine/event';
import { TRACE_VERSION, type Trace, type TraceDecision } from '../trace';
import { type Cell, type Column, DECIDED_COLUMNS, EVENT_COLUMNS, EVENT_OF, type Form } from './columns';
import type { TraceDocument } from './document';
import { StringTable } from './string-table';

/** The document of a trace. Its events should have the numbers of their decisions (`numbered`): then nothing is written twice. */
export function documentOf(trace: Trace): TraceDocument {
  const encoder = new Encoder(trace.decisions);
  const decisions = trace.decisions.map((decision) => encoder.decision(decision));
  const events = trace.events.map((event) => encoder.event(event));
  return {
    format: trace.format,
    version: TRACE_VERSION,
    lockstep: trace.lockstep,
    test: trace.test,
    seed: trace.seed,
    iteration: trace.iteration,
    strategy: trace.strategy,
    model: trace.model,
    options: trace.options,
    sources: trace.sources,
    failure: trace.failure,
    ...(trace.critical !== undefined && { critical: trace.critical }),
    ...(trace.leftOut !== undefined && { leftOut: trace.leftOut }),
    tasks: encoder.tasks.list(),
    names: encoder.names.list(),
    operations: encoder.operations.list().map((text) => JSON.parse(text) as Cell[]),
    sites: Object.entries(trace.sites).map(([id, { file, line, column, function: inside, kind, text }]) => [
      Number(id),
      file,
      line,
      column,
      inside,
      kind,
      text,
    ]),
    decisions,
    events,
  };
}

class Encoder {
  readonly tasks = new StringTable();
  readonly names = new StringTable();
  /** Rows as JSON. */
  readonly operations = new StringTable();

  constructor(private readonly decisions: readonly TraceDecision[]) {}

  decision({ kind, options, choice, task, site, operation, hash }: TraceDecision): Cell[] {
    const index = this.operations.index(JSON.stringify([kind, operation, site]));
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
