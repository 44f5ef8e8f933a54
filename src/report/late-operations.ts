// Which environment operations completed late, and what overtook them: the schedule as a list of latencies.

import type { TraceEvent } from '../engine/event';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';
import { atPlace, operationName, operationPlace } from './site-lookup';

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

/** A late operation and what has become of it so far. */
interface Course {
  readonly begun: Latency;
  completion: Step | null;
  overtaker: Progress | null;
}

/** Late operations that something of another task overtook, or that never completed; in the order of their beginning. */
export function lateOperations(trace: Pick<Trace, 'events' | 'sites'>): LateOperation[] {
  const courses: Course[] = [];
  const open = new Set<Course>();
  for (const event of trace.events) {
    if (event.type === 'latency' && event.late) {
      const course: Course = { begun: event, completion: null, overtaker: null };
      courses.push(course);
      open.add(course);
    } else if (event.type === 'step' || event.type === 'resume') {
      const completed =
        event.type === 'step' ? [...open].find((course) => isCompletion(event, course.begun)) : undefined;
      if (completed !== undefined) {
        completed.completion = event as Step;
        open.delete(completed);
      }
      const isStart = event.type === 'resume' && trace.sites[event.site]?.kind === 'f';
      if (!isStart) for (const course of open) if (course.begun.task !== event.task) course.overtaker = event;
    }
  }
  const end = trace.events.findLast((event) => event.type === 'end');
  return courses
    .filter((course) => course.overtaker !== null || course.completion === null)
    .map((course) => describe(course, end?.time ?? 0, trace.sites));
}

function isCompletion(step: Step, begun: Latency): boolean {
  return step.task === begun.task && step.site === begun.site && step.kind === begun.kind;
}

function describe({ begun, completion, overtaker }: Course, endTime: number, sites: Trace['sites']): LateOperation {
  const site = sites[begun.site];
  const place = siteText(site);
  const operation = operationName(site);
  const took = Math.max(0, (completion?.time ?? endTime) - begun.time);
  const subject = `${operation === '' ? 'an operation' : `\`${operation}\``}${atPlace(place)} (task ${begun.task})`;
  const duration = took === 0 ? '' : `, ${took} ms after it began`;
  const ending =
    completion === null || overtaker === null
      ? `had not completed when the test failed${duration}`
      : `completed after ${nameOf(overtaker, sites)}${duration}`;
  return {
    operation,
    function: site?.function ?? '',
    site: place,
    task: begun.task,
    completed: completion !== null,
    took,
    sentence: `${subject} ${ending}`,
  };
}

function nameOf(event: Progress, sites: Trace['sites']): string {
  const site = sites[event.site];
  const kind = event.type === 'step' ? event.kind : 'await';
  const where = `${atPlace(operationPlace(kind, site))} (task ${event.task})`;
  if (kind === 'timer' || kind === 'immediate') return `the ${kind}${where}`;
  const name = operationName(site);
  return `${name === '' ? 'a step' : `\`${name}\``}${where}`;
}
