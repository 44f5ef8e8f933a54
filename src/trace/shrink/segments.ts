// A recorded run cut into its steps, with what each step depends on: the raw material for reordering steps without running them.

import type { TraceEvent } from '../../engine/event';
import { alignDecisions } from '../align';
import type { RerunDecision } from './rerun';

/** A late operation, and in which segment it was completed (-1: never). */
export interface LateOperation {
  readonly task: string;
  completedIn: number;
}

/** One step and what it did. Segment 0 is the synchronous start of the body. */
export interface Segment {
  /** The late operation that the step completed; null for other steps (timers, immediates, native completions). */
  operation: LateOperation | null;
  /** Enabled operations besides the late ones when the step was chosen. */
  others: number;
  /** Decisions taken within the step. */
  readonly inner: RerunDecision[];
  /** The decision that chose the step; null if it was the only one enabled. */
  pick: RerunDecision | null;
  readonly begun: LateOperation[];
  readonly tasks: Set<string>;
  /** Places in memory to whether they were written. */
  readonly accesses: Map<string, boolean>;
  /** It must keep its place, because it has to do with time or with what is outside. */
  fixed: boolean;
}

/** @returns null if the events do not fit the decisions, or not all of them are there */
export function segmentsOf(decisions: readonly RerunDecision[], events: readonly TraceEvent[]): Segment[] | null {
  const positions = alignDecisions(decisions, events);
  if (positions === null || positions.includes(-1) || events.length === 0) return null;
  const decisionAt = new Map(positions.map((position, index) => [position, decisions[index] as RerunDecision]));
  const segments = [emptySegment()];
  const late: LateOperation[] = [];
  for (const [position, event] of events.entries()) {
    const decision = decisionAt.get(position) ?? null;
    if (event.type === 'step') {
      const segment = emptySegment();
      segments.push(segment);
      if (!choose(segment, event, late, segments.length - 1)) return null;
      segment.pick = decision;
    } else if (decision !== null) segments.at(-1)?.inner.push(decision);
    note(segments, event, late);
  }
  return segments;
}

/** True if the two steps must keep their order. (The caller sees to it that no operation completes before it begins.) */
export function areDependent(first: Segment, second: Segment): boolean {
  for (const task of second.tasks) if (first.tasks.has(task)) return true;
  for (const [place, write] of second.accesses) {
    const earlier = first.accesses.get(place);
    if (earlier !== undefined && (earlier || write)) return true;
  }
  return false;
}

function choose(
  segment: Segment,
  event: Extract<TraceEvent, { type: 'step' }>,
  late: LateOperation[],
  index: number,
): boolean {
  segment.others = event.options - late.length;
  if (segment.others < 0) return false;
  if (event.choice >= late.length) {
    segment.fixed = true;
    return true;
  }
  const [operation] = late.splice(event.choice, 1);
  if (operation === undefined || operation.task !== event.task) return false;
  operation.completedIn = index;
  segment.operation = operation;
  return true;
}

function note(segments: readonly Segment[], event: TraceEvent, late: LateOperation[]): void {
  const segment = segments.at(-1) as Segment;
  segment.tasks.add(event.task);
  if (event.type === 'access') {
    const place = `${event.object}\0${event.key}`;
    segment.accesses.set(place, event.write || segment.accesses.get(place) === true);
  } else if (event.type === 'latency' && event.late) {
    const operation = { task: event.task, completedIn: -1 };
    segment.begun.push(operation);
    late.push(operation);
  } else if (event.type === 'timer' || event.type === 'native' || event.type === 'end') segment.fixed = true;
}

function emptySegment(): Segment {
  return {
    operation: null,
    others: 0,
    inner: [],
    pick: null,
    begun: [],
    tasks: new Set(),
    accesses: new Map(),
    fixed: false,
  };
}
