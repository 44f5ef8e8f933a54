// A recorded schedule as a Mermaid sequence diagram, which Markdown viewers draw: a participant for each agent (with one agent, for each task), an
// arrow for each message, where it is delivered, and a note for each other line.

import { raceOf } from '../trace/explain';
import type { Trace } from '../trace/trace';
import { Agents } from './agents';
import { type ScheduleLine, scheduleLines, toldEvents } from './schedule';
import { selectLines } from './select-lines';
import { taskHeading } from './task-heading';

/** More is no picture any more. */
const MOST_LINES = 100;

/** Mermaid's text, to be put into a fenced block; with a line break at its end. */
export function sequenceDiagram(trace: Trace): string {
  const race = raceOf(trace);
  const agents = new Agents(trace);
  const heading = taskHeading(trace);
  const { areSeveral } = agents;
  const ofTask = (task: string) => (areSeveral ? String(agents.of(task)) : task);
  const id = (one: string) => `p${one.replaceAll('.', '_')}`;
  const participant = (task: string) => id(ofTask(task));
  const { lines } = selectLines(scheduleLines(trace, race), MOST_LINES);
  const shown = lines.filter((line) => typeof line !== 'number');
  const senders = sendersOf(trace);
  const who = [...new Set([...shown.map(({ task }) => task), ...senders.values()].map(ofTask))].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  const told = new Map(toldEvents(trace, race).map(({ position, line }) => [keyOf(line), position]));
  const draw = (line: ScheduleLine | number): string => {
    if (typeof line === 'number') return `Note over ${id(who[0] as string)}: … ${line} lines left out`;
    const label = text(`${areSeveral ? `${line.task}: ` : ''}${[line.place, line.text].filter(Boolean).join(' ')}`);
    const number = deliveredBy(trace, told.get(keyOf(line)));
    const from = number === null ? undefined : senders.get(number);
    return from === undefined
      ? `Note over ${participant(line.task)}: ${label}`
      : `${participant(from)}-)${participant(line.task)}: ${label}`;
  };
  return [
    'sequenceDiagram',
    ...who.map((one) => `  participant ${id(one)} as ${text(areSeveral ? agents.heading(Number(one)) : heading(one))}`),
    ...lines.map((line) => `  ${draw(line)}`),
    '',
  ].join('\n');
}

const keyOf = ({ step, task, place, text: words }: ScheduleLine): string => `${step} ${task} ${place} ${words}`;

/** The task that has sent each message. */
function sendersOf({ events }: Trace): Map<number, string> {
  return new Map(events.flatMap((event) => (event.type === 'send' ? [[event.message, event.task] as const] : [])));
}

/** The message that is delivered by the event at a position, or by the step there; null: none is. */
function deliveredBy({ events }: Trace, position: number | undefined): number | null {
  if (position === undefined) return null;
  const event = events[position];
  if (event?.type === 'deliver') return event.message;
  if (event?.type !== 'step' || event.kind !== 'message') return null;
  for (let at = position + 1; events[at]?.step === event.step; at++) {
    const next = events[at];
    if (next?.type === 'deliver' && next.task === event.task) return next.message;
    if (next?.type === 'resume' || next?.type === 'send' || next?.type === 'tell') return null;
  }
  return null;
}

/** `#` and `;` mean something to Mermaid. */
function text(words: string): string {
  return words.replace(/[#;<>]/g, (character) => `#${character.charCodeAt(0)};`);
}
