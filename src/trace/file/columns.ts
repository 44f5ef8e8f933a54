// The columns of the rows in a trace file: which field stands where, in which form, and what a missing cell at the end of a row means.

import type { TraceEvent } from '../../engine/event';
import type { DecisionKind } from '../../engine/recorded-decision';

/** What a row holds. */
export type Cell = string | number | null;

/**
 * How a field stands in a row:
 * - `count`: an integer from 0 on; `integer`: any; `number`: a fraction, too
 * - `flag`: 1 for true, 0 for false
 * - `text`: as it is; `textOrNull`: null, too
 * - `task`, `name`: an index into the table `tasks` or `names`
 * - `kind`: a kind of operations, as an index into `names`
 * - `decision`: an index into `decisions`
 */
export type Form =
  | 'count'
  | 'integer'
  | 'number'
  | 'flag'
  | 'text'
  | 'textOrNull'
  | 'task'
  | 'name'
  | 'kind'
  | 'decision';

export interface Column {
  readonly field: string;
  readonly form: Form;
  /** The cell that is not written if only such cells follow; undefined: it is always written. */
  readonly absent?: Cell;
}

const column = (field: string, form: Form, absent?: Cell): Column => ({ field, form, absent });

const step = column('step', 'count');
const task = column('task', 'task');
const site = column('site', 'integer');
const time = column('time', 'number', 0);
const kind = column('kind', 'kind');
const options = column('options', 'count');
const choice = column('choice', 'count');
/** Cells for the number of the decision are null where there is none. */
const decision = column('decision', 'decision', null);
const settled = [column('threw', 'flag', 0), column('value', 'text', 'undefined')];

/** Numbers of the message and of the port that receives it. */
const sent = [column('message', 'count'), column('port', 'count')];

/** `operations`: what decisions are about. */
export const OPERATION_COLUMNS: readonly Column[] = [
  column('kind', 'text'),
  column('operation', 'text'),
  column('site', 'text'),
];

/** `decisions`; the first cell is an index into `operations`. */
export const DECISION_COLUMNS: readonly Column[] = [
  column('operation', 'count'),
  task,
  options,
  choice,
  column('hash', 'count'),
];

/** `sites`. */
export const SITE_COLUMNS: readonly Column[] = [
  column('id', 'integer'),
  column('file', 'text'),
  column('line', 'count'),
  column('column', 'count'),
  column('function', 'text'),
  column('kind', 'text'),
  column('text', 'text'),
];

/** `events`: the columns behind the event's type. */
export const EVENT_COLUMNS: { readonly [Type in TraceEvent['type']]: readonly Column[] } = {
  step: [step, task, site, kind, time, column('options', 'count', 1), column('choice', 'count', 0), decision],
  fork: [step, task, site, column('parent', 'task'), column('name', 'name'), column('agent', 'count', 0)],
  latency: [step, task, site, kind, column('late', 'flag'), time, decision],
  suspend: [step, task, site],
  resume: [step, task, site, ...settled],
  return: [step, task, site, ...settled],
  access: [
    step,
    task,
    site,
    column('object', 'integer'),
    column('key', 'name'),
    column('name', 'name'),
    column('write', 'flag'),
    column('value', 'text'),
    column('after', 'integer', -1),
  ],
  choose: [step, task, site, options, choice, decision],
  timer: [step, task, site, column('delay', 'number'), column('cleared', 'flag', 0), time],
  send: [step, task, site, ...sent],
  deliver: [step, task, site, ...sent],
  tell: [step, task, site, column('name', 'name')],
  native: [step, task, site, decision],
  end: [step, task, site, time, column('failure', 'textOrNull', null)],
};

/** `events`: the columns of an event that carries out a decision. The decision says the rest. */
export const DECIDED_COLUMNS: readonly Column[] = [column('decision', 'decision'), step, site, time];

/** The type of the event that carries out a decision. */
export const EVENT_OF: { readonly [Kind in DecisionKind]: 'step' | 'latency' | 'choose' | 'native' } = {
  pick: 'step',
  late: 'latency',
  choose: 'choose',
  native: 'native',
};
