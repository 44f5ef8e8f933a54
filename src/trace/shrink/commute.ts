// Phase: reorder independent steps toward the default order, without running anything (after the trace simplification of dejafu).
// Two steps are independent if they share no task and no state that one of them writes. Then their order should not matter. But not every
// dependency is recorded, so the new schedule is only a proposal, and is run once.

import type { TraceEvent } from '../../engine/event';
import { type Departures, departuresOf } from '../departures';
import type { RerunDecision } from './rerun';
import { areDependent, type LateOperation, type Segment, segmentsOf } from './segments';

/** Comparing steps pair by pair takes too long beyond this. */
const LONGEST_WINDOW = 400;

/**
 * A schedule that should do the same with fewer departures.
 * @returns null if there is none, or the events do not tell
 */
export function commuted(decisions: readonly RerunDecision[], events: readonly TraceEvent[]): Departures | null {
  const segments = segmentsOf(decisions, events);
  if (segments === null) return null;
  const late: LateOperation[] = [...(segments[0] as Segment).begun];
  const result: Pick<RerunDecision, 'kind' | 'choice'>[] = [...(segments[0] as Segment).inner];
  for (let from = 1; from < segments.length; ) {
    const to = windowFrom(segments, from);
    for (const segment of reordered(segments, from, to, late)) {
      const choice = segment.operation === null ? (segment.pick?.choice ?? 0) : late.indexOf(segment.operation);
      if (choice < 0) return null;
      if (late.length + segment.others >= 2) result.push({ kind: 'pick', choice });
      if (segment.operation !== null) late.splice(choice, 1);
      late.push(...segment.begun);
      result.push(...segment.inner);
    }
    from = to;
  }
  const departures = departuresOf(result);
  return departures.size < departuresOf(decisions).size ? departures : null;
}

/** The end of the run of steps from `from` on that may be reordered among each other; at least `from + 1`. */
function windowFrom(segments: readonly Segment[], from: number): number {
  const others = segments[from]?.others;
  let to = from;
  while (to < segments.length && to - from < LONGEST_WINDOW && !segments[to]?.fixed && segments[to]?.others === others)
    to++;
  return Math.max(to, from + 1);
}

/** The steps of a window, the longest pending operation first wherever the dependencies allow it. */
function reordered(
  segments: readonly Segment[],
  from: number,
  to: number,
  pending: readonly LateOperation[],
): Segment[] {
  const late = [...pending];
  const left = new Set(segments.slice(from, to));
  const order: Segment[] = [];
  while (left.size > 0) {
    const next = late
      .map((operation) => segments[operation.completedIn])
      .find((segment) => segment !== undefined && left.has(segment) && isFree(segment, left));
    const chosen = next ?? (left.values().next().value as Segment);
    left.delete(chosen);
    if (chosen.operation !== null) late.splice(late.indexOf(chosen.operation), 1);
    late.push(...chosen.begun);
    order.push(chosen);
  }
  return order;
}

/** True if no step that is left over, and that came before `segment`, must stay before it. */
function isFree(segment: Segment, left: ReadonlySet<Segment>): boolean {
  for (const earlier of left) {
    if (earlier === segment) return true;
    if (areDependent(earlier, segment)) return false;
  }
  return true;
}
