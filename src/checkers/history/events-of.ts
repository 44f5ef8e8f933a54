// From the operation form to the event form.

import type { Annotation, AnnotationInput } from './annotation';
import type { HistoryEvent } from './event';
import type { History } from './history';
import type { Operation, ProcessId } from './operation';

/**
 * The events of a history, in order: at equal times calls before returns, so that what may have overlapped still does. Completions of `info`
 * and `blocked` operations come last. Where operations of a process touch or overlap, they have an `id`.
 */
export function eventsOf(history: History): HistoryEvent[] {
  const identified = withoutOrder(history.operations);
  const events: HistoryEvent[] = [];
  for (const moment of moments(history.operations)) {
    events.push({ index: events.length, ...eventAt(moment, history, identified) });
  }
  return events;
}

/** Events and annotations together, each where it happened. */
export function timelineOf(history: History): (Omit<HistoryEvent, 'index'> | AnnotationInput)[] {
  const identified = withoutOrder(history.operations);
  const annotations = [...history.annotations].sort((a, b) => a.time - b.time);
  const timeline: (Omit<HistoryEvent, 'index'> | AnnotationInput)[] = [];
  let next = 0;
  const annotateUntil = (time: number) => {
    for (let annotation = annotations[next]; annotation && annotation.time < time; annotation = annotations[++next]) {
      timeline.push(annotationAt(annotation, history));
    }
  };
  for (const moment of moments(history.operations)) {
    annotateUntil(moment.at);
    timeline.push(eventAt(moment, history, identified));
  }
  annotateUntil(Number.POSITIVE_INFINITY);
  return timeline;
}

interface Moment {
  readonly operation: Operation;
  readonly begins: boolean;
  readonly at: number;
}

/** Calls and returns in order. */
function* moments(operations: readonly Operation[]): Generator<Moment> {
  const ends = operations.filter((operation) => operation.return !== Number.POSITIVE_INFINITY);
  ends.sort((a, b) => a.return - b.return || a.index - b.index);
  let ended = 0;
  for (const operation of operations) {
    for (let end = ends[ended]; end !== undefined && end.return < operation.call; end = ends[++ended]) {
      yield { operation: end, begins: false, at: end.return };
    }
    yield { operation, begins: true, at: operation.call };
  }
  for (; ended < ends.length; ended++) {
    const end = ends[ended] as Operation;
    yield { operation: end, begins: false, at: end.return };
  }
  for (const outcome of ['info', 'blocked']) {
    for (const operation of operations) {
      if (operation.outcome === outcome) yield { operation, begins: false, at: Number.POSITIVE_INFINITY };
    }
  }
}

function eventAt(
  { operation, begins, at }: Moment,
  history: History,
  identified: ReadonlySet<ProcessId>,
): Omit<HistoryEvent, 'index'> {
  const { process, f, key, input, output, outcome, step, line, error } = operation;
  const event = begins
    ? { process, type: 'invoke' as const, f, value: input, line }
    : { process, type: outcome, f, value: output, line };
  return {
    ...event,
    ...(key === undefined ? {} : { key }),
    ...(identified.has(process) ? { id: operation.index } : {}),
    ...(begins && step >= 0 ? { step } : {}),
    ...(begins || error === undefined ? {} : { error }),
    ...(history.clockAt(at) === undefined ? {} : { time: history.clockAt(at) }),
  };
}

function annotationAt({ process, f, value, time, line }: Annotation, history: History): AnnotationInput {
  return { type: 'annotation', process, f, value, time: history.clockAt(time), line };
}

/** Processes that begin an operation before, or just when, the one before it ends: their events cannot be paired by process. */
function withoutOrder(operations: readonly Operation[]): ReadonlySet<ProcessId> {
  const latest = new Map<ProcessId, number>();
  const found = new Set<ProcessId>();
  for (const { process, call, return: end } of operations) {
    const before = latest.get(process) ?? Number.NEGATIVE_INFINITY;
    if (before >= call) found.add(process);
    latest.set(process, Math.max(before, end));
  }
  return found;
}
