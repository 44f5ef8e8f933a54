// From the event form to the operation form: pairs each invocation with its completion, in one pass.

import { describeValue } from '../values/describe';
import { sameValue } from '../values/same';
import type { Annotation, AnnotationInput } from './annotation';
import { checkEvent } from './check-event';
import type { EventInput } from './history';
import { HistoryError } from './history-error';
import { Incarnations } from './incarnations';
import type { Operation, Outcome } from './operation';

type Draft = { -readonly [Name in keyof Operation]: Operation[Name] };

export interface PairingOptions {
  /**
   * What to do if `time` goes back from one event to the next: `check` takes it as a sign that the events are not in the order in which
   * they happened, and throws; `ignore` does not look (clocks of several machines). Default: `check`.
   */
  readonly clock?: 'check' | 'ignore';
}

export interface PairedEvents {
  readonly operations: readonly Operation[];
  readonly annotations: readonly Annotation[];
  /** Clock readings by position of the event; empty if no event has one. */
  readonly clock: readonly (number | undefined)[];
}

/** @throws HistoryError naming the event and its line */
export function pairEvents(
  events: Iterable<EventInput | AnnotationInput>,
  { clock = 'check' }: PairingOptions = {},
): PairedEvents {
  const pairing = new Pairing(clock === 'check');
  for (const event of events) pairing.add(event);
  return pairing.finish();
}

class Pairing {
  readonly #operations: Draft[] = [];
  readonly #annotations: Annotation[] = [];
  readonly #clock: (number | undefined)[] = [];
  readonly #openByProcess = new Map<number | string, Draft>();
  readonly #openById = new Map<number | string, Draft>();
  readonly #ids = new Set<number | string>();
  readonly #processes = new Set<number | string>();
  readonly #incarnations = new Incarnations();
  #position = 0;
  #time = Number.NEGATIVE_INFINITY;
  #quiescent: Draft | null = null;

  constructor(readonly clockIsChecked: boolean) {}

  add(event: EventInput | AnnotationInput): void {
    const position = this.#position;
    checkEvent(event, position);
    if (event.time !== undefined) this.#read(event.time, event.line);
    if (event.type === 'annotation') this.#annotate(event);
    else if (event.type === 'invoke') this.#invoke(event);
    else this.#complete(event, event.type);
    this.#position++;
  }

  finish(): PairedEvents {
    this.#incarnations.rename(this.#operations);
    return { operations: this.#operations, annotations: this.#annotations, clock: this.#clock };
  }

  #read(time: number, line: number | undefined): void {
    if (this.clockIsChecked && time < this.#time) {
      throw this.#error(
        `event ${this.#position}: the clock goes back from ${this.#time} to ${time}, so the events may not be in the order in which they happened; sort them, or read them with \`clock: 'ignore'\` (\`lockstep check --clock ignore\`) if their order is right`,
        line,
      );
    }
    this.#time = time;
    this.#clock[this.#position] = time;
  }

  #annotate({ process, f, value, line = 0 }: EventInput | AnnotationInput): void {
    this.#annotations.push({ process: String(process), f, value, time: this.#position, line });
  }

  #invoke(event: EventInput): void {
    const { process, f, key, value, step = -1, line = 0 } = event;
    const open = event.id === undefined ? this.#openByProcess : this.#openById;
    const running = open.get(event.id ?? process);
    if (this.#quiescent) {
      throw this.#error(
        `event ${this.#position}: process ${process} invokes ${f} after ${this.#quiescent.f} of process ${this.#quiescent.process} was blocked; \`blocked\` says that nothing could run any more, so it belongs at the end`,
        line,
      );
    }
    if (event.id !== undefined) this.#register(event.id, line);
    if (running) {
      throw this.#error(
        `event ${this.#position}: process ${process} invokes ${f} while its ${running.f} (event ${running.call}) is open; operations that overlap need processes of their own, or an \`id\``,
        line,
      );
    }
    const draft: Draft = {
      index: this.#operations.length,
      process,
      f,
      key,
      input: value,
      output: undefined,
      outcome: 'info',
      call: this.#position,
      return: Number.POSITIVE_INFINITY,
      step,
      line,
      error: event.error,
    };
    this.#incarnations.invoked(draft);
    this.#operations.push(draft);
    this.#processes.add(process);
    open.set(event.id ?? process, draft);
  }

  #register(id: number | string, line: number): void {
    if (this.#ids.has(id)) {
      throw this.#error(`event ${this.#position}: the id ${describeValue(id)} was used before; ids are unique`, line);
    }
    this.#ids.add(id);
  }

  #complete(event: EventInput, outcome: Outcome): void {
    const { process, f, line } = event;
    const open = event.id === undefined ? this.#openByProcess : this.#openById;
    const draft = open.get(event.id ?? process);
    if (draft === undefined) {
      // Faults are `info` without an invocation, and nothing is lost if a client's is taken for one: it constrains nothing.
      if (outcome === 'info' && typeof process === 'string' && !this.#processes.has(process)) {
        this.#annotate(event);
        return;
      }
      throw this.#error(
        `event ${this.#position}: process ${process} completes ${f} (${outcome}) without having invoked it`,
        line,
      );
    }
    if (draft.f !== f) {
      throw this.#error(
        `event ${this.#position}: process ${process} completes ${f}, but what it invoked (event ${draft.call}) is ${draft.f}`,
        line,
      );
    }
    if (event.key !== undefined && !sameValue(event.key, draft.key)) {
      throw this.#error(
        `event ${this.#position}: process ${process} completes ${f} of key ${describeValue(event.key)}, but what it invoked (event ${draft.call}) has the key ${describeValue(draft.key)}`,
        line,
      );
    }
    open.delete(event.id ?? process);
    draft.outcome = outcome;
    if (event.error !== undefined) draft.error = event.error;
    if (outcome === 'blocked') this.#quiescent = draft;
    if (outcome === 'info') this.#incarnations.crashed(draft);
    if (outcome === 'info' || outcome === 'blocked') return;
    draft.return = this.#position;
    draft.output = event.value;
  }

  #error(message: string, line: number | undefined): HistoryError {
    return new HistoryError(message, line, this.#position);
  }
}
