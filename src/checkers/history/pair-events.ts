// Between the event form and the operation form: pairs each invocation with its completion.

import type { Annotation } from './annotation';
import type { HistoryEvent } from './event';
import type { EventInput, History } from './history';
import { HistoryError } from './history-error';
import type { Operation, Outcome } from './operation';

type Draft = { -readonly [Name in keyof Operation]: Operation[Name] };

/** @throws HistoryError naming the event and its line */
export function pairEvents(events: Iterable<EventInput>): { operations: Operation[]; annotations: Annotation[] } {
  const operations: Draft[] = [];
  const annotations: Annotation[] = [];
  const open = new Map<number | string, Draft>();
  let position = 0;
  for (const event of events) {
    const slot = event.id ?? event.process;
    const running = open.get(slot);
    const line = event.line ?? 0;
    if (event.type === 'invoke') {
      if (running)
        throw new HistoryError(`process ${slot} invokes ${event.f} while its ${running.f} is open`, line, position);
      const draft = invoked(event, operations.length, position, line);
      operations.push(draft);
      open.set(slot, draft);
    } else if (running) {
      complete(running, event, event.type, position);
      open.delete(slot);
    } else {
      throw new HistoryError(`process ${slot} completes ${event.f} without having invoked it`, line, position);
    }
    position++;
  }
  return { operations, annotations };
}

function invoked(event: EventInput, index: number, call: number, line: number): Draft {
  const { process, f, key, value: input, step = -1, error } = event;
  const never = Number.POSITIVE_INFINITY;
  return { index, process, f, key, input, output: undefined, outcome: 'info', call, return: never, step, line, error };
}

function complete(draft: Draft, event: EventInput, outcome: Outcome, position: number): void {
  draft.outcome = outcome;
  draft.error = event.error;
  if (outcome === 'info' || outcome === 'blocked') return;
  draft.return = position;
  draft.output = event.value;
}

/** The events of a history, in order; completions of `info` and `blocked` operations come last. */
export function eventsOf(history: History): HistoryEvent[] {
  const timed = history.operations.flatMap((operation) => {
    const { process, f, key, input, output, outcome, step, line, error } = operation;
    const call = {
      at: operation.call,
      rank: 0,
      event: { process, type: 'invoke' as const, f, key, value: input, step, line },
    };
    const end = {
      at: operation.return,
      rank: 1,
      event: { process, type: outcome, f, key, value: output, step, line, error },
    };
    return [call, end];
  });
  timed.sort((a, b) => (a.at === b.at ? a.rank - b.rank : a.at - b.at));
  return timed.map(({ event }, index) => ({ index, ...event }));
}
