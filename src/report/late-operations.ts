// Which environment operations completed late, and what overtook them, and which completed some microtasks later than at once: the schedule as
// a list of latencies.

import type { TraceEvent } from '../engine/event';
import { wordsFor } from '../engine/operation-kinds';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';
import { laterBy, microtasksAt } from './happening';
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
  /** By how many microtasks it completed later than at once; 0 if it was an event of its own. */
  readonly microtasks: number;
  readonly sentence: string;
}

/** A late operation and what has become of it so far. */
interface Course {
  readonly begun: Latency;
  readonly microtasks: number;
  readonly position: number;
  completion: Step | null;
  overtaker: Progress | null;
}

/** The last progress of any task, and the last of another task than that one. */
class LastProgress {
  private last: { event: Progress; position: number } | null = null;
  private other: { event: Progress; position: number } | null = null;

  note(event: Progress, position: number): void {
    if (this.last !== null && this.last.event.task !== event.task) this.other = this.last;
    this.last = { event, position };
  }

  /** The last progress since `course` began that was of another task. */
  overtakerOf({ begun, position }: Course): Progress | null {
    const found = this.last?.event.task === begun.task ? this.other : this.last;
    return found !== null && found.position > position ? found.event : null;
  }
}

/**
 * Late operations that something of another task overtook, those that never completed, and those that completed some microtasks later than at once,
 * in the order in which they began.
 */
export function lateOperations(trace: Pick<Trace, 'events' | 'sites' | 'decisions'>): LateOperation[] {
  const courses: Course[] = [];
  const open = new Map<string, Course[]>();
  const progress = new LastProgress();
  for (const [position, event] of trace.events.entries()) {
    const microtasks = event.type === 'latency' ? microtasksAt(event.decision, trace.decisions) : 0;
    if (event.type === 'latency' && (event.late || microtasks > 0)) {
      const course: Course = { begun: event, microtasks, position, completion: null, overtaker: null };
      courses.push(course);
      if (microtasks > 0) continue;
      const alike = open.get(identity(event));
      if (alike === undefined) open.set(identity(event), [course]);
      else alike.push(course);
    } else if (event.type === 'step' || event.type === 'resume') {
      const completed = event.type === 'step' ? open.get(identity(event))?.shift() : undefined;
      if (completed !== undefined) {
        completed.completion = event as Step;
        completed.overtaker = progress.overtakerOf(completed);
      }
      const isStart = event.type === 'resume' && trace.sites[event.site]?.kind === 'f';
      if (!isStart) progress.note(event, position);
    }
  }
  for (const alike of open.values()) for (const course of alike) course.overtaker = progress.overtakerOf(course);
  const end = trace.events.findLast((event) => event.type === 'end');
  return courses
    .filter(({ overtaker, completion }) => overtaker !== null || completion === null)
    .map((course) => describe(course, end?.time ?? 0, trace));
}

/** What an operation and its completion have in common. Those that are alike complete in the order in which they began. */
function identity({ task, site, kind }: Step | Latency): string {
  return `${task} ${site} ${kind}`;
}

function describe(
  { begun, microtasks, completion, overtaker }: Course,
  endTime: number,
  trace: Pick<Trace, 'events' | 'sites'>,
): LateOperation {
  const { sites } = trace;
  const site = sites[begun.site];
  const place = siteText(site);
  const operation = operationName(site);
  const took = microtasks > 0 ? 0 : Math.max(0, (completion?.time ?? endTime) - begun.time);
  const subject = `${operation === '' ? wordsFor(begun.kind).one : `\`${operation}\``}${atPlace(place)} (task ${begun.task})`;
  const duration = took === 0 ? '' : `, ${took} ms after it began`;
  const ending =
    microtasks > 0
      ? `completed ${laterBy(microtasks)} than at once`
      : completion === null || overtaker === null
        ? `had not completed when the test failed${duration}`
        : `completed after ${nameOf(overtaker, trace)}${duration}`;
  return {
    operation,
    function: site?.function ?? '',
    site: place,
    task: begun.task,
    completed: microtasks > 0 || completion !== null,
    took,
    microtasks,
    sentence: `${subject} ${ending}`,
  };
}

function nameOf(event: Progress, { events, sites }: Pick<Trace, 'events' | 'sites'>): string {
  const site = sites[event.site];
  const kind = event.type === 'step' ? event.kind : 'await';
  const where = `${atPlace(operationPlace(kind, site))} (task ${event.task})`;
  const { isHosts, noun } = wordsFor(kind);
  if (isHosts) return `the ${newsIn(event, events) ?? noun}${where}`;
  const name = operationName(site);
  return `${name === '' ? 'a step' : `\`${name}\``}${where}`;
}

/** What a worker tells its parent in the step: it arrives as messages do, but is none. */
function newsIn(event: Progress, events: Trace['events']): string | null {
  if (event.type !== 'step' || event.kind !== 'message') return null;
  const next = events[events.indexOf(event) + 1];
  return next?.type === 'tell' ? `event \`${next.name}\` of a worker` : null;
}
