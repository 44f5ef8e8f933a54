// Which environment operations completed late, and what overtook them: the schedule as a list of latencies.

import type { TraceEvent } from '../engine/event';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';
import { atPlace, operationName } from './site-lookup';

type Step = Extract<TraceEvent, { type: 'step' }>;
type Latency = Extract<TraceEvent, { type: 'latency' }>;
/** What goes on behind an await, and so can overtake. */
type Progress = Extract<TraceEvent, { type: 'step' | 'resume' }>;

export interface LateOperation {
  /** `repo.get(id)`, as the source says. */
  readonly operation: string;
  /** Name of the function that it is in. */
  readonly function: string;
  /** `file:line:column`, '' unknown. */
  readonly site: string;
  readonly task: string;
  /** False if it was still under way when the run ended. */
  readonly completed: boolean;
  /** Virtual milliseconds that it took at least. */
  readonly took: number;
  readonly sentence: string;
}

/** Late operations that something overtook, in the order of their beginning. */
export function lateOperations(trace: Pick<Trace, 'events' | 'sites'>): LateOperation[] {
  const { events } = trace;
  const used = new Set<number>();
  const found: LateOperation[] = [];
  events.forEach((event, index) => {
    if (event.type !== 'latency' || !event.late) return;
    const completion = completionOf(event, index, events, used);
    if (completion !== -1) used.add(completion);
    const overtaker = lastProgressOfOthers(
      event.task,
      events.slice(index + 1, completion === -1 ? undefined : completion),
    );
    if (overtaker !== undefined || completion === -1) {
      found.push(describe(event, events[completion] as Step | undefined, overtaker, trace));
    }
  });
  return found;
}

/** Position of the step that completed the operation begun at `index`; -1 if there was none. */
function completionOf(begun: Latency, index: number, events: readonly TraceEvent[], used: ReadonlySet<number>): number {
  return events.findIndex(
    (event, position) =>
      position > index &&
      event.type === 'step' &&
      event.task === begun.task &&
      event.site === begun.site &&
      event.kind === begun.kind &&
      !used.has(position),
  );
}

function lastProgressOfOthers(task: string, events: readonly TraceEvent[]): Progress | undefined {
  return events.findLast(
    (event): event is Progress => (event.type === 'step' || event.type === 'resume') && event.task !== task,
  );
}

function describe(
  begun: Latency,
  completion: Step | undefined,
  overtaker: Progress | undefined,
  { events, sites }: Pick<Trace, 'events' | 'sites'>,
): LateOperation {
  const site = sites[begun.site];
  const place = siteText(site);
  const operation = operationName(site);
  const end = completion ?? events.findLast((event) => event.type === 'end');
  const took = Math.max(0, (end?.time ?? begun.time) - begun.time);
  const subject = `${operation === '' ? 'an operation' : `\`${operation}\``}${atPlace(place)} (task ${begun.task})`;
  const duration = took === 0 ? '' : `, ${took} ms after it began`;
  const ending =
    completion === undefined || overtaker === undefined
      ? `had not completed when the test failed${duration}`
      : `completed after ${nameOf(overtaker, sites)}${duration}`;
  return {
    operation,
    function: site?.function ?? '',
    site: place,
    task: begun.task,
    completed: completion !== undefined,
    took,
    sentence: `${subject} ${ending}`,
  };
}

function nameOf(event: Progress, sites: Trace['sites']): string {
  const site = sites[event.site];
  const name = operationName(site);
  const where = `${atPlace(siteText(site))} (task ${event.task})`;
  if (event.type === 'step' && (event.kind === 'timer' || event.kind === 'immediate'))
    return `the ${event.kind}${where}`;
  return `${name === '' ? 'a step' : `\`${name}\``}${where}`;
}
