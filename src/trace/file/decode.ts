// From the rows of a checked file to a trace in memory.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { Trace, TraceDecision } from '../trace';
import { type Cell, type Column, DECIDED_COLUMNS, EVENT_COLUMNS, EVENT_OF, type Form } from './columns';
import type { TraceDocument } from './document';

type Row = readonly Cell[];

/** The trace that a document of version 2 holds. The document must have been checked. */
export function traceOf(document: TraceDocument): Trace {
  const {
    tasks,
    names,
    operations,
    decisions: decisionRows,
    sites,
    events,
    integrity: _,
    ...plain
  } = document as TraceDocument & { integrity?: unknown };
  const decisions = decisionRows.map((row): TraceDecision => {
    const [operation, task, options, choice, hash] = row as number[];
    const [kind, what, site] = operations[operation as number] as [TraceDecision['kind'], string, string];
    return {
      kind,
      options: options as number,
      choice: choice as number,
      task: tasks[task as number] as string,
      site,
      operation: what,
      hash: hash as number,
    };
  });
  const tables: Tables = { tasks, names };
  return {
    ...plain,
    decisions,
    sites: Object.fromEntries(sites.map(siteOf)),
    events: events.map((row) => eventOf(row, decisions, tables)),
  };
}

type Tables = Pick<TraceDocument, 'tasks' | 'names'>;

function siteOf([id, file, line, column, inside, kind, text]: Row): [number, Site] {
  return [id, { file, line, column, function: inside, kind, text }] as unknown as [number, Site];
}

function eventOf(row: Row, decisions: readonly TraceDecision[], tables: Tables): TraceEvent {
  const [first] = row;
  if (typeof first === 'string') {
    const type = first as TraceEvent['type'];
    return withFields({ type }, EVENT_COLUMNS[type], row.slice(1), tables) as unknown as TraceEvent;
  }
  const { kind, options, choice, task, operation } = decisions[first as number] as TraceDecision;
  const type = EVENT_OF[kind];
  const { decision, step, site, time } = withFields({}, DECIDED_COLUMNS, row, tables) as {
    readonly [field: string]: number;
  };
  const common = { type, step, task, site };
  switch (type) {
    case 'step':
      return { ...common, kind: operation, time, options, choice, decision } as TraceEvent;
    case 'latency':
      return { ...common, kind: operation, late: choice === 1, time, decision } as TraceEvent;
    case 'choose':
      return { ...common, options, choice, decision } as TraceEvent;
    case 'native':
      return { ...common, decision } as TraceEvent;
  }
}

/** Adds what the columns say to `fields`. An event without a number of its decision has no such field. */
function withFields(
  fields: Record<string, unknown>,
  columns: readonly Column[],
  row: Row,
  tables: Tables,
): Record<string, unknown> {
  columns.forEach(({ field, form, absent = null }, index) => {
    const cell = index < row.length ? (row[index] as Cell) : absent;
    if (form !== 'decision' || cell !== null) fields[field] = valueOf(form, cell, tables);
  });
  return fields;
}

function valueOf(form: Form, cell: Cell, { tasks, names }: Tables): unknown {
  switch (form) {
    case 'flag':
      return cell === 1;
    case 'task':
      return tasks[cell as number];
    case 'name':
    case 'kind':
      return names[cell as number];
    default:
      return cell;
  }
}
