// A recorded schedule as a picture: a lane for each task, a bar for each event worth telling, and from an await to its end a bar for the wait.

import type { TraceEvent } from '../engine/event';
import type { Arrow, Bar, BarState, Field, Mark, Picture, PictureWords, Section } from '../pictures';
import { type Race, raceOf } from '../trace/explain';
import type { Trace } from '../trace/trace';
import { Agents } from './agents';
import { counted } from './counted';
import { criticalSentence } from './critical';

import { leftOutClause } from './left-out';
import { reasonOf } from './reason';
import { type ToldEvent, toldEvents } from './schedule';
import { taskHeading } from './task-heading';
import { renderTrace } from './trace-text';

const WORDS: PictureWords = {
  bar: 'event',
  bars: 'events',
  lane: 'task',
  lanes: 'tasks',
  group: 'file',
  groups: 'files',
  start: 'event',
  end: 'until event',
  path: 'order',
  place: 'place in order',
  focus: 'failure',
  example: 'writes place:account.ts',
};

type StateName = 'runs' | 'waits' | 'completes' | 'uses' | 'failed';

const STATES: readonly (BarState & { readonly name: StateName })[] = [
  { name: 'runs', word: 'runs', sentence: 'the task begins, ends or draws a value', colour: 'green' },
  { name: 'waits', word: 'waits', sentence: 'from an await until the task goes on', colour: 'grey', dashed: true },
  { name: 'completes', word: 'completes', sentence: 'an operation, a timer or a delay: a decision', colour: 'amber' },
  { name: 'uses', word: 'uses', sentence: 'reads or writes what tasks share', colour: 'blue' },
  { name: 'failed', word: 'failed', sentence: 'the run failed here', colour: 'pink' },
];

const FIELDS: readonly Field[] = [{ name: 'place', match: 'part' }];

/** The picture of a trace; without bars if the trace has decisions only. */
export function schedulePicture(trace: Trace): Picture {
  const race = raceOf(trace);
  const told = withBeginning(trace.events, toldEvents(trace, race));
  const agents = new Agents(trace);
  const taskTitle = taskHeading(trace);
  const heading = (task: string) =>
    agents.areSeveral ? `${agents.heading(agents.of(task))}: ${taskTitle(task)}` : taskTitle(task);
  const failed = told.findIndex(({ line }) => line.mark === 'failed');
  return {
    title: trace.test.name.join(' > '),
    verdict: trace.failure === null ? { text: 'passed', tone: 'good' } : { text: 'failed', tone: 'bad' },
    about: `iteration ${trace.iteration} · ${trace.strategy} · seed ${trace.seed} · ${counted(trace.events.length, 'event')}`,
    reason: reasonOf(trace).text,
    leftOut: trace.leftOut === undefined ? '' : leftOutClause(trace.leftOut),
    words: WORDS,
    states: STATES,
    fields: FIELDS,
    lanes: tasksOf(told, agents).map(heading),
    bars: told.map(({ position, line }, number) => barOf(trace.events, position, line, heading(line.task), number)),
    arrows: [...forks(trace.events, told), ...messages(trace.events, told)],
    marks: marksOf(told),
    path: [],
    focus: failed < 0 ? null : failed,
    outlined: [...racing(told, race), ...(failed < 0 ? [] : [failed])],
    sections: sectionsOf(trace, race, told),
    group: null,
    text: renderTrace(trace),
  };
}

/** Agent by agent; those that started others above them: ids are numbers with dots. */
function tasksOf(told: readonly ToldEvent[], agents: Agents): string[] {
  const tasks = [...new Set(told.map(({ line }) => line.task))];
  return tasks.sort(
    (one, other) => agents.of(one) - agents.of(other) || one.localeCompare(other, 'en', { numeric: true }),
  );
}

function barOf(
  events: Trace['events'],
  position: number,
  { step, place, text }: ToldEvent['line'],
  lane: string,
  number: number,
): Bar {
  const event = events[position] as TraceEvent;
  return {
    lane,
    start: position,
    end: event.type === 'suspend' ? endOfWait(events, position, event) : position,
    label: text,
    state: stateOf(event),
    number,
    group: place === '' ? null : place.replace(/:\d+$/, ''),
    step: { number: step, link: `#step-${step}` },
    values: [place === '' ? null : place],
  };
}

function stateOf({ type }: TraceEvent): StateName {
  switch (type) {
    case 'suspend':
      return 'waits';
    case 'access':
      return 'uses';
    case 'end':
      return 'failed';
    case 'step':
    case 'latency':
    case 'native':
    case 'timer':
      return 'completes';
    default:
      return 'runs';
  }
}

/** The last event before the task goes on behind the same await; Infinity if it never does. */
function endOfWait(events: Trace['events'], position: number, { task, site }: TraceEvent): number {
  const goesOn = (event: TraceEvent, at: number) =>
    at > position && event.type === 'resume' && event.task === task && event.site === site;
  const resumed = events.findIndex(goesOn);
  return resumed < 0 ? Number.POSITIVE_INFINITY : resumed - 1;
}

/** The beginning of the test, which goes without saying in a report, but has to be seen where arrows begin at it. */
function withBeginning(events: Trace['events'], told: readonly ToldEvent[]): ToldEvent[] {
  const first = events[0];
  if (first?.type !== 'resume' || told[0]?.position === 0) return [...told];
  const { step, task } = first;
  return [{ position: 0, line: { step, task, place: '', text: 'begins', mark: null, weight: 0 } }, ...told];
}

/** From what a task did last before it started another one to the first thing that this one did. A fork is recorded when the task first has to wait. */
function forks(events: Trace['events'], told: readonly ToldEvent[]): Arrow[] {
  return events.flatMap((event) => {
    if (event.type !== 'fork') return [];
    const to = told.findIndex(({ line }) => line.task === event.task);
    const from = told.findLastIndex(({ line }, at) => at < to && line.task === event.parent);
    return from < 0 ? [] : [{ from, to }];
  });
}

/** From where a message was sent to where it was delivered. */
function messages(events: Trace['events'], told: readonly ToldEvent[]): Arrow[] {
  // A delivery by a step of its own is told by the line of that step.
  const barOf = (position: number) => {
    const exact = told.findIndex((one) => one.position === position);
    return exact >= 0 ? exact : told.findLastIndex((one) => one.position < position);
  };
  const sent = new Map<number, number>();
  return events.flatMap((event, position) => {
    if (event.type === 'send') sent.set(event.message, barOf(position));
    const from = event.type === 'deliver' ? sent.get(event.message) : undefined;
    return from === undefined || from < 0 ? [] : [{ from, to: barOf(position) }];
  });
}

function marksOf(told: readonly ToldEvent[]): Mark[] {
  return told
    .filter(({ line }) => line.mark === 'critical')
    .map(({ position, line }) => ({
      owner: 'critical',
      label: line.text,
      value: '',
      start: position,
      end: position,
    }));
}

/** The bar of each access of the race; -1 for one that is not in the trace. */
function barsOfRace(told: readonly ToldEvent[], race: Race): number[] {
  return race.accesses.map(({ step, task, site, write }) => {
    const place = site.replace(/(:\d+):\d+$/, '$1');
    const verb = write ? 'writes ' : 'reads ';
    return told.findIndex(
      ({ line }) => line.step === step && line.task === task && line.place === place && line.text.startsWith(verb),
    );
  });
}

function racing(told: readonly ToldEvent[], race: Race | null): number[] {
  return race === null ? [] : barsOfRace(told, race).filter((bar) => bar >= 0);
}

function sectionsOf(trace: Trace, race: Race | null, told: readonly ToldEvent[]): Section[] {
  const critical = trace.critical ? criticalSentence(trace.critical, trace) : null;
  const sections: Section[] = [];
  if (race !== null) {
    const bars = barsOfRace(told, race).map((bar, at) => ({ bar, text: race.clauses[at] ?? '' }));
    sections.push({ kind: 'text', heading: 'Race', text: race.sentence });
    const known = bars.filter(({ bar }) => bar >= 0);
    if (known.length > 0) sections.push({ kind: 'bars', heading: 'What raced', fact: 'race', bars: known });
  }
  if (critical !== null) sections.push({ kind: 'text', heading: 'Critical decision', text: critical });
  return sections;
}
