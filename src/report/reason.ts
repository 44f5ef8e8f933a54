// Why the run failed, as data and as a few lines of text.

import type { FailureKind } from '../engine/outcome';
import { siteText } from '../trace/site-text';
import type { Trace, TraceFailure } from '../trace/trace';
import { counted } from './counted';
import { atPlace, fileAndLine, operationName, siteAt } from './site-lookup';
import { truncated, wrapped } from './wrap';

/** Of the messages of bounds. */
const WIDTH = 90;

export interface Reason {
  readonly kind: FailureKind | 'none';
  readonly name: string;
  readonly message: string;
  /** What happened, the error's message included; several lines. */
  readonly text: string;
  /** `file:line:column` where it was thrown, or noticed. */
  readonly site: string;
  readonly task: string;
  /** Who waits for what. */
  readonly waiting: readonly string[];
}

const MOST_MESSAGE_LINES = 8;
const MOST_WAITING = 8;
const MOST_FURTHER = 14;
const LONGEST_LINE = 160;
const MOST_HOT = 3;

export function reasonOf(trace: Pick<Trace, 'failure' | 'sites' | 'events' | 'options' | 'leftOut'>): Reason {
  const { failure } = trace;
  if (failure === null) {
    return { kind: 'none', name: '', message: '', text: 'The run did not fail.', site: '', task: '', waiting: [] };
  }
  const waiting = failure.waiting.filter((one) => !isSaid(one, failure)).map((one) => waitingSentence(one, trace));
  return {
    kind: failure.kind,
    name: failure.name,
    message: failure.message,
    text: describe(failure, waiting, trace),
    site: thrownAt(failure),
    task: failure.task,
    waiting,
  };
}

/** Where the error was thrown, if its stack says so; else where the failure was noticed. */
export function thrownAt(failure: Pick<TraceFailure, 'stack' | 'site'>): string {
  return /\(?([^\s()]+:\d+:\d+)\)?$/m.exec(failure.stack)?.[1] ?? failure.site;
}

function describe(
  failure: TraceFailure,
  waiting: readonly string[],
  trace: Pick<Trace, 'events' | 'sites' | 'options' | 'leftOut'>,
): string {
  const error = [...timeOut(failure, trace), thrown(failure), ...place(failure), ...remedy(failure)].join('\n');
  switch (failure.kind) {
    case 'error':
      return error;
    case 'unhandled-rejection':
      return `Unhandled rejection: ${error}`;
    case 'uncaught-exception':
      return `Uncaught exception${failure.task === '' ? '' : ` in task ${failure.task}`}: ${error}`;
    case 'deadlock':
      return ['Deadlock: nothing can run any more.', ...indented(waiting), ...folded(further(failure))].join('\n');
    case 'potential-deadlock':
      return [
        'Potential deadlock: nothing can run any more, unless something outside the control of Lockstep completes.',
        ...indented(waiting),
        ...folded(further(failure)),
      ].join('\n');
    case 'step-bound':
      return [...wrapped(failure.message, WIDTH), ...hotSites(trace)].join('\n');
    case 'endless-loop':
      return [`A synchronous loop did not end${atPlace(failure.site)}.`, failure.message].filter(Boolean).join('\n');
    default:
      return error;
  }
}

/** What is waited for besides promises: the lines of the message behind the first. */
const further = ({ message }: TraceFailure): string[] => message.split('\n').slice(1);

/** Whether one of these lines says more of the wait. */
const isSaid = ({ task }: TraceFailure['waiting'][number], failure: TraceFailure): boolean =>
  failure.kind.endsWith('deadlock') && further(failure).some((line) => line.includes(`, task ${task}, waits for `));

/** That the error is the code's own time-out: it says that something outside was slow, and no more. */
function timeOut({ timeOut }: TraceFailure, trace: Pick<Trace, 'sites'>): string[] {
  if (timeOut === undefined) return [];
  const { site, delay, pending } = timeOut;
  const [first] = pending;
  const name = first === undefined ? '' : operationName(siteAt(trace, first));
  const slow = /^(?:anonymous function)?$/.test(name) ? 'what is outside' : `\`${name}\``;
  const place = atPlace(first ?? '');
  return [
    `The code's own time-out of ${delay} ms${atPlace(site)} was reached, because ${slow}${place} took longer: a bug only if it must not be reached.`,
  ];
}

function remedy({ timeOut }: TraceFailure): string[] {
  if (timeOut === undefined || timeOut.delay < 1) return [];
  return [
    `If the outside is never that slow, say so: maxLatency: ${Math.max(0, timeOut.delay - 1)}. If it may be, the caller has to catch this error.`,
  ];
}

/** Name and message. If what was thrown is no error, the text says so. */
function thrown({ name, message: whole, history }: TraceFailure): string {
  // The rest of a message about a history is in the drawing below.
  const message = history === undefined ? whole : (whole.split('\n\n', 1)[0] ?? whole);
  const isPrimitive = /^(?:undefined|null|string|number|boolean|bigint|symbol)$/.test(name);
  if (isPrimitive) {
    const value = name === message ? name : `the ${name} ${name === 'string' ? JSON.stringify(message) : message}`;
    return `${value} was thrown, which is no Error: it has no message and no stack.`;
  }
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const most = lines.length <= MOST_MESSAGE_LINES + 2 ? lines.length : MOST_MESSAGE_LINES;
  const shown = lines.slice(0, most).map((line) => truncated(line, LONGEST_LINE));
  if (lines.length > shown.length) shown.push(`… ${lines.length - shown.length} more lines in the trace`);
  return `${name}: ${shown.join('\n  ')}`;
}

/** `at` the place where the error was thrown. Without a stack, only the last await before it is known. */
function place(failure: TraceFailure): string[] {
  const site = thrownAt(failure);
  if (site === '') return [];
  return [failure.stack === '' ? `    behind the await at ${site}` : `    at ${site}`];
}

function waitingSentence(one: TraceFailure['waiting'][number], trace: Pick<Trace, 'sites'>): string {
  const name = operationName(siteAt(trace, one.site));
  const isNamed = one.name !== '' && one.name !== '<anonymous>';
  const who = `task ${one.task}${one.task === '0' ? ' (test)' : isNamed ? ` (${one.name})` : ''}`;
  return `${who} waits for ${name === '' ? 'something' : `\`${name}\``}${atPlace(one.site)}`;
}

function indented(lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_WAITING).map((line) => `  ${line}`);
  return lines.length > shown.length ? [...shown, `  … and ${lines.length - shown.length} more tasks`] : shown;
}

/** Lines that may be long. */
function folded(lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_FURTHER).flatMap((line) => wrapped(line, WIDTH).map((part) => `  ${part}`));
  const more = lines.length - MOST_FURTHER;
  return more <= 0 ? shown : [...shown, `  … and ${more} more waits`];
}

/** The awaits at which the run waited most often. */
function hotSites({ events, sites, leftOut }: Pick<Trace, 'events' | 'sites' | 'leftOut'>): string[] {
  const atLeast = leftOut === undefined ? '' : 'at least ';
  const counts = new Map<number, number>();
  for (const event of events) {
    if (event.type === 'suspend' && event.site !== -1) counts.set(event.site, (counts.get(event.site) ?? 0) + 1);
  }
  return [...counts]
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .slice(0, MOST_HOT)
    .map(([id, count]) => {
      const site = sites[id];
      return `  ${atLeast}${counted(count, 'wait')} at ${fileAndLine(siteText(site))}: \`${operationName(site)}\``;
    });
}
