// Checks of a trace file of version 2: every cell against its column, every index against its table.

import { OPERATION_KIND_NAMES } from '../../engine/operation-kinds';
import { type Check, check, type RowCell, wrong } from '../checks';
import { PLAIN_FIELDS, SITE_KIND } from '../shapes';
import {
  type Column,
  DECIDED_COLUMNS,
  DECISION_COLUMNS,
  EVENT_COLUMNS,
  type Form,
  OPERATION_COLUMNS,
  SITE_COLUMNS,
} from './columns';
import type { TraceDocument } from './document';

type Tables = Pick<TraceDocument, 'tasks' | 'names' | 'operations' | 'decisions'>;

/** What can be checked without looking into a table. */
const TABLES: Check = check.object({
  ...PLAIN_FIELDS,
  tasks: check.list(check.text),
  names: check.list(check.text),
  operations: check.list(check.row(OPERATION_COLUMNS.map((column) => cell(column, check.text)))),
  decisions: check.list(check.list(check.integer)),
  sites: check.list(
    check.row(SITE_COLUMNS.map((column) => cell(column, column.field === 'kind' ? SITE_KIND : plain(column.form)))),
  ),
});

/** Checks a document of version 2. */
export const documentProblem: Check = (value, path) => {
  const problem = TABLES(value, path);
  if (problem !== null) return problem;
  const tables = value as Tables;
  return check.object({ decisions: check.list(decisionCheck(tables)), events: check.list(eventCheck(tables)) })(
    value,
    path,
  );
};

function decisionCheck(tables: Tables): Check {
  return check.row(
    DECISION_COLUMNS.map((column) => {
      if (column.field === 'operation') return cell(column, check.indexInto('operations', tables.operations));
      return cell(column, column.field === 'options' ? check.integerFrom(1) : formOf(column.form, tables));
    }),
  );
}

function eventCheck(tables: Tables): Check {
  const decided = check.row(DECIDED_COLUMNS.map((column) => cell(column, formOf(column.form, tables))));
  const byType = new Map(
    Object.entries(EVENT_COLUMNS).map(([type, columns]) => {
      const cells = columns.map((column) =>
        cell(column, column.field === 'options' ? check.integerFrom(1) : formOf(column.form, tables)),
      );
      return [type, check.row([{ name: 'type', check: check.text, optional: false }, ...cells])];
    }),
  );
  return (row, path) => {
    if (!Array.isArray(row)) return wrong(path, 'a list', row);
    const [first] = row;
    if (typeof first === 'number') return decided(row, path) ?? operationProblem(first, path, tables);
    const known = byType.get(first as string);
    if (known !== undefined) return known(row, path);
    return wrong(`${path}.type`, `one of ${[...byType.keys()].join(', ')}, or the number of a decision`, first);
  };
}

/** An event gets its operation from the decision that it carries out, so it must be one. */
function operationProblem(decision: number, path: string, { decisions, operations }: Tables): string | null {
  const index = decisions[decision]?.[0] as number;
  const [kind, operation] = operations[index] as [string, string];
  if (kind !== 'pick' && kind !== 'late') return null;
  return (OPERATION_KIND_NAMES as readonly string[]).includes(operation)
    ? null
    : wrong(`${path}.kind`, `the kind of an operation (\`operations[${index}]\` says it)`, operation);
}

function cell({ field, absent }: Column, inner: Check): RowCell {
  return { name: field, check: inner, optional: absent !== undefined };
}

/** Forms that do not depend on the tables. */
function plain(form: Form): Check {
  switch (form) {
    case 'count':
      return check.integerFrom(0);
    case 'integer':
      return check.integer;
    case 'number':
      return check.number;
    case 'flag':
      return check.bit;
    case 'textOrNull':
      return check.nullOr(check.text);
    default:
      return check.text;
  }
}

function formOf(form: Form, { tasks, names, decisions }: Tables): Check {
  switch (form) {
    case 'task':
      return check.indexInto('tasks', tasks);
    case 'name':
      return check.indexInto('names', names);
    case 'decision':
      return check.nullOr(check.indexInto('decisions', decisions));
    case 'kind': {
      const index = check.indexInto('names', names);
      const kind = check.oneOf(...OPERATION_KIND_NAMES);
      return (value, path) => index(value, path) ?? kind(names[value as number], path);
    }
    default:
      return plain(form);
  }
}
