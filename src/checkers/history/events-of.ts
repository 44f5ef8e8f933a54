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
    events.push(eventAt(moment, events.length, history, identified));
  }
  return events;
}

/** Events and annotations together, each where it happened. */
export function timelineOf(history: History): (HistoryEvent | AnnotationInput)[] {
  const identified = withoutOrder(history.operations);
  const annotations = [...history.annotations].sort((a, b) => a.time - b.time);
  const timeline: (HistoryEvent | AnnotationInput)[] = [];
  let next = 0;
  const annotateUntil = (time: number) => {
    for (let annotation = annotations[next]; annotation && annotation.time < time; annotation = annotations[++next]) {
      timeline.push(annotationAt(annotation, history));
    }
  };
  for (const moment of moments(history.operations)) {
    annotateUntil(moment.at);
    timeline.push(eventAt(moment, timeline.length, history, identified));
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

type EventDraft = { -readonly [Name in keyof HistoryEvent]: HistoryEvent[Name] };

/** Names that say nothing are left out. Assigned one by one: spreading objects into each other takes ten times as long. */
function eventAt(
  { operation, begins, at }: Moment,
  index: number,
  history: History,
  identified: ReadonlySet<ProcessId>,
): HistoryEvent {
  const { process, f, key, input, output, outcome, step, line, error } = operation;
  const event: EventDraft = {
    index,
    process,
    type: begins ? 'invoke' : outcome,
    f,
    value: begins ? input : output,
    line,
  };
  if (key !== undefined) event.key = key;
  if (identified.size !== 0 && identified.has(process)) event.id = operation.index;
  if (begins && step >= 0) event.step = step;
  if (!begins && error !== undefined) event.error = error;
  const time = history.clockAt(at);
  if (time !== undefined) event.time = time;
  return event;
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
