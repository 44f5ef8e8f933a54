// The schedule as lines: one for each thing worth telling, each in the column of its task.

import type { TraceEvent } from '../engine/event';
import { wordsFor } from '../engine/operation-kinds';
import { criticalPosition } from '../trace/critical-position';
import { knownValue, placeName, type Race, sharedPlaces } from '../trace/explain';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';
import { Agents } from './agents';
import { Arrivals } from './arrivals';
import { betweenAgents, SAID, type Words } from './between-agents';
import { type DeadlockMark, deadlockMarks, markedWords } from './deadlock-marks';
import { decisionLines } from './decision-lines';
import { delayed, happening, microtasksAt } from './happening';
import { fileAndLine, operationName, operationPlace } from './site-lookup';
import { Timers } from './timers';

type Step = Extract<TraceEvent, { type: 'step' }>;
type Latency = Extract<TraceEvent, { type: 'latency' }>;

export interface ScheduleLine {
  readonly step: number;
  readonly task: string;
  /** `file:line`, '' unknown. */
  readonly place: string;
  readonly text: string;
  /** `failed`: here the run failed. `critical`: here the critical decision was taken. */
  readonly mark: 'failed' | 'critical' | null;
  /** 0 (detail) to 3 (the race and the failure): what a short report keeps. */
  readonly weight: 0 | 1 | 2 | 3;
}

/** The line of one event, with the event's position in the trace. */
export interface ToldEvent {
  readonly position: number;
  readonly line: ScheduleLine;
}

/** The schedule of a trace; from the decisions alone if it holds no events. */
export function scheduleLines(trace: Trace, race: Race | null): ScheduleLine[] {
  if (trace.events.length === 0) return decisionLines(trace);
  return withoutRepetition(toldEvents(trace, race).map(({ line }) => line));
}

/** The events worth telling. */
export function toldEvents(trace: Trace, race: Race | null): ToldEvent[] {
  const shared = new Map(
    sharedPlaces(trace.events, (id) => trace.sites[id]).flatMap((accesses) =>
      accesses.map((access) => [access.position, access.task] as const),
    ),
  );
  const criticalAt = criticalPosition(trace);
  const timers = new Timers(trace.events);
  const marks = deadlockMarks(trace);
  const agents = new Agents(trace);
  const arrivals = agents.areSeveral ? new Arrivals(trace, agents) : null;
  const told: ToldEvent[] = [];
  trace.events.forEach((recorded, position) => {
    const event = { ...recorded, task: shared.get(position) ?? recorded.task };
    const usual = (one: TraceEvent, at: number) =>
      one.type === 'access' && !shared.has(at) ? null : tell(one, at, trace, race, timers);
    const plain = (arrivals && betweenAgents(event, position, trace, arrivals, usual)) ?? usual(event, position);
    const deadlock = marks.get(position);
    const last = told.at(-1);
    if (plain === SAID && last !== undefined) {
      if (deadlock === undefined) return;
      told[told.length - 1] = { ...last, line: { ...last.line, ...(marked(last.line, deadlock) as Words) } };
      return;
    }
    const words = marked(plain, deadlock);
    if (words === null) return;
    const mark =
      event.type === 'end' && event.failure !== null ? 'failed' : position === criticalAt ? 'critical' : null;
    const line: ScheduleLine = {
      step: event.step,
      // Nobody in particular has failed: the test has.
      task: event.task || (arrivals === null && last?.line.task) || '0',
      place: words.isPlaced === false ? '' : placeOf(event, trace),
      text: oneLine(words.text),
      mark,
      weight: mark === null ? words.weight : 3,
    };
    told.push({ position, line });
  });
  return told;
}

function marked(words: Words | null, mark: DeadlockMark | undefined): Words | null {
  return mark === undefined ? words : { ...words, text: markedWords(words?.text, mark), weight: 3 };
}

/** Joins a line with equal ones directly before it. */
function withoutRepetition(lines: readonly ScheduleLine[]): ScheduleLine[] {
  const joined: ScheduleLine[] = [];
  let times = 1;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const isSame =
      before?.step === line.step &&
      before.task === line.task &&
      before.place === line.place &&
      before.text === line.text;
    times = isSame && line.mark === null ? times + 1 : 1;
    if (times > 1) joined[joined.length - 1] = { ...line, text: `${line.text} (${times} times)` };
    else joined.push(line);
  });
  return joined;
}

function tell(event: TraceEvent, position: number, trace: Trace, race: Race | null, timers: Timers): Words | null {
  const name = operationName(trace.sites[event.site]);
  switch (event.type) {
    case 'step':
      return { text: completion(event, name, position, timers), weight: 2 };
    case 'latency':
      return latency(event, name, trace);
    case 'fork':
      return null;
    case 'suspend':
      return { text: `waits for ${name || 'something'}`, weight: 1 };
    case 'resume':
      if (trace.sites[event.site]?.kind === 'f') {
        const isBody = event.task === '0' && position === 0;
        return isBody ? null : { text: `begins ${name}`, weight: 0 };
      }
      return event.threw ? { text: `${name || 'what it waited for'} threw ${event.value}`.trimEnd(), weight: 1 } : null;
    case 'return':
      // An error that the test itself throws is the failure, which the next line tells.
      if (!event.threw || (event.task === '0' && trace.events[position + 1]?.type === 'end')) return null;
      return { text: `throws ${event.value}`.trimEnd(), weight: 1 };
    case 'access':
      return { text: access(event, trace), weight: isOfRace(event, trace, race) ? 3 : 1 };
    case 'choose':
      return { text: `draws ${event.choice} of ${event.options}`, weight: 1 };
    case 'timer':
      return { text: event.cleared ? 'clears a timer' : `sets a timer of ${event.delay} ms`, weight: 0 };
    case 'send':
      return { text: `sends message ${event.message}`, weight: 1 };
    case 'deliver':
      return { text: `receives message ${event.message}`, weight: 1 };
    case 'tell':
      return { text: `hears \`${event.name}\``, weight: 1 };
    case 'native':
      return { text: happening('native', name), weight: 2 };
    case 'end':
      return event.failure === null ? null : { text: '<-- FAILED HERE', weight: 3 };
  }
}

function completion(event: Step, name: string, position: number, timers: Timers): string {
  const { isTimed, isHosts, noun } = wordsFor(event.kind);
  if (isTimed) return timers.firing(position);
  return happening(event.kind, isHosts ? noun : name);
}

/** An operation of the host is called by the source only if its place is that of the call that set it. */
function latency({ kind, site, late, decision }: Latency, name: string, { sites, decisions }: Trace): Words | null {
  const microtasks = microtasksAt(decision, decisions);
  if (!late && microtasks === 0) return null;
  const { noun, happens } = wordsFor(kind);
  const subject = (operationPlace(kind, sites[site]) === '' ? '' : name) || noun;
  return { text: delayed(subject, microtasks, happens), weight: 2 };
}

function placeOf(event: TraceEvent, { sites }: Trace): string {
  // The events `timer` and `native` are about operations of the kinds of these names.
  const kind = event.type === 'step' ? event.kind : event.type;
  return fileAndLine(operationPlace(kind, sites[event.site]));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function access(event: Extract<TraceEvent, { type: 'access' }>, { sites }: Trace): string {
  const name = placeName(event, (id) => sites[id]);
  const value = knownValue(event, (id) => sites[id]);
  if (value === '') return `${event.write ? 'writes' : 'reads'} ${name}`;
  return event.write ? `writes ${name} = ${value}` : `reads ${name}: ${value}`;
}

function isOfRace(event: Extract<TraceEvent, { type: 'access' }>, trace: Trace, race: Race | null): boolean {
  const site = siteText(trace.sites[event.site]);
  return (
    race?.accesses.some(
      (one) => one.step === event.step && one.task === event.task && one.write === event.write && one.site === site,
    ) === true
  );
}
