// Which environment operations completed late, and what overtook them: the schedule as a list of latencies.

import type { TraceEvent } from '../engine/event';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';
import { atPlace, operationName } from './site-lookup';

type Step = Extract<TraceEvent, { type: 'step' }>;
type Latency = Extract<TraceEvent, { type: 'latency' }>;

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
  const used = new Set<Step>();
  const found: LateOperation[] = [];
  events.forEach((event, index) => {
    if (event.type !== 'latency' || !event.late) return;
    const completion = completionOf(event, events.slice(index + 1), used);
    if (completion !== undefined) used.add(completion);
    const between = stepsBetween(events, index, completion);
    const overtaking = between.filter((step) => step.task !== event.task);
    if (overtaking.length > 0 || completion === undefined) found.push(late(event, completion, overtaking, trace));
  });
  return found;
}

function completionOf(begun: Latency, later: readonly TraceEvent[], used: ReadonlySet<Step>): Step | undefined {
  return later.find(
    (event): event is Step =>
      event.type === 'step' &&
      event.task === begun.task &&
      event.site === begun.site &&
      event.kind === begun.kind &&
      !used.has(event),
  );
}

function stepsBetween(events: readonly TraceEvent[], from: number, completion: Step | undefined): Step[] {
  const to = completion === undefined ? events.length : events.indexOf(completion);
  return events.slice(from + 1, to).filter((event): event is Step => event.type === 'step');
}

function late(
  begun: Latency,
  completion: Step | undefined,
  overtaking: readonly Step[],
  { events, sites }: Pick<Trace, 'events' | 'sites'>,
): LateOperation {
  const site = sites[begun.site];
  const place = siteText(site);
  const operation = operationName(site);
  const end = completion ?? events.findLast((event) => event.type === 'end');
  const took = Math.max(0, (end?.time ?? begun.time) - begun.time);
  const subject = `${operation === '' ? 'an operation' : `\`${operation}\``}${atPlace(place)} (task ${begun.task})`;
  const last = overtaking.at(-1);
  const duration = took === 0 ? '' : `, ${took} ms later`;
  const ending =
    completion === undefined
      ? `had not completed when the test failed${took === 0 ? '' : `, ${took} ms after it began`}`
      : `completed after ${last === undefined ? 'everything else' : overtaker(last, sites)}${duration}`;
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

function overtaker(step: Step, sites: Trace['sites']): string {
  const site = sites[step.site];
  const name = operationName(site);
  const what =
    step.kind === 'timer'
      ? 'the timer'
      : step.kind === 'immediate'
        ? 'the immediate'
        : name === ''
          ? 'a step'
          : `\`${name}\``;
  return `${what}${atPlace(siteText(site))} (task ${step.task})`;
}
