// Keeping files small: which events are left out where a trace would be too large. Decisions are never left out, since a replay needs
// all of them.

import type { TraceEvent } from '../../engine/event';
import type { Trace } from '../trace';
import { Companions } from './companions';
import { DecisionRows } from './encode';
import type { RowEncoder } from './encode-rows';
import { fileText, sizeOf } from './text';
import { byWorth } from './worth';

/** What a trace file has at most, in bytes, unless its decisions alone need more. */
export const MOST_BYTES = 1_000_000;

/** What events may take in a file that is too large without them: a report of the failure needs some. */
const BYTES_OF_EVENTS_IN_OVERSIZED = 50_000;

/** Rows are separated by a comma and a line break. */
const SEPARATOR = ',\n'.length;

/** The shortest rows: of a decision, of an event that carries out a decision, of another event. */
const SHORTEST = { decision: '[0,0,1,0,0]', decided: '[0,0,0]', other: '["end",0,0,0]' };

export interface Fitted {
  /** The trace that the file holds. */
  readonly trace: Trace;
  readonly text: string;
}

/** The text of the file of a trace, and what is in it: the whole trace if it fits. */
export function fitted(trace: Trace, most = MOST_BYTES): Fitted {
  const decisions = DecisionRows.of(trace);
  if (leastSize(trace) <= most) {
    const text = fileText(decisions.document(trace));
    if (Buffer.byteLength(text) <= most) return { trace, text };
  }
  const withoutEvents = sizeOf(decisions.document(cutTo([], trace, false)));
  const oversized = withoutEvents > most;
  let room = oversized ? BYTES_OF_EVENTS_IN_OVERSIZED : most - withoutEvents;
  for (;;) {
    const events = select(trace, decisions.encoderOfEvents(), room);
    const cut = cutTo(events, trace, oversized);
    const text = fileText(decisions.document(cut));
    const excess = Buffer.byteLength(text) - most;
    // The numbers of texts in their tables depend on what is kept, and so may have a digit more than was reckoned with.
    if (oversized || excess <= 0 || events.length === 0) return { trace: cut, text };
    room -= excess;
  }
}

/** What a file of the trace takes at least: a trace that is far too large need not be written to know it. */
function leastSize({ decisions, events }: Trace): number {
  const decided = Math.min(decisions.length, events.length);
  return (
    decisions.length * (SHORTEST.decision.length + SEPARATOR) +
    decided * (SHORTEST.decided.length + SEPARATOR) +
    (events.length - decided) * (SHORTEST.other.length + SEPARATOR)
  );
}

/** The trace with some of its events, and a note of how many are left out. */
function cutTo(events: readonly TraceEvent[], trace: Trace, oversized: boolean): Trace {
  const count = trace.events.length - events.length + (trace.leftOut?.events ?? 0);
  return { ...trace, events, leftOut: { events: count, oversized } };
}

/** The events that are worth most among those that fit into `room` bytes, in their order. */
function select(trace: Trace, encoder: RowEncoder, room: number): TraceEvent[] {
  const { events } = trace;
  const companions = new Companions(events);
  const tables = encoder.bytes;
  const kept = new Set<number>();
  let rows = 0;
  for (const position of byWorth(trace)) {
    if (kept.has(position)) continue;
    const group: number[] = [];
    companions.gather(position, kept, group);
    for (const one of group)
      rows += Buffer.byteLength(JSON.stringify(encoder.event(events[one] as TraceEvent))) + SEPARATOR;
    if (rows + encoder.bytes - tables > room) break;
    for (const one of group) kept.add(one);
  }
  return events.filter((_, position) => kept.has(position));
}
