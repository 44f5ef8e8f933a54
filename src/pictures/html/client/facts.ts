// What is known of a bar, as pairs of a name and a text or an element: for its card and the tooltip.

import type { PageData } from '../page-data';
import { element } from './element';
import { labelOf } from './scene';

export interface Notes {
  /** The places of bars on the path. */
  readonly places: ReadonlyMap<number, number>;
  /** What lists say of bars. */
  readonly texts: ReadonlyMap<number, { readonly fact: string; readonly text: string }>;
}

export function notesOf({ path, lists }: PageData): Notes {
  const texts = new Map<number, { fact: string; text: string }>();
  for (const { fact, bars } of lists) for (const { bar, text } of bars) if (text !== '') texts.set(bar, { fact, text });
  return { places: new Map(path.map(({ bar, place }) => [bar, place])), texts };
}

export function titleOf(data: PageData, i: number): string {
  return `#${data.bars.number[i]} ${labelOf(data, i)}`;
}

export function stateText({ states, bars }: PageData, i: number): string {
  const { word, sentence } = states[bars.state[i]!]!;
  return `${word}: ${sentence}`;
}

/** A list of definitions. */
export function factList(data: PageData, notes: Notes, i: number): HTMLElement {
  const { bars, fields, rows, texts, times, words } = data;
  const list = element('dl', {});
  const add = (name: string, value: string | Node | undefined) => {
    if (value !== undefined) list.append(element('dt', {}, name), element('dd', {}, value));
  };
  add(words.lane, rows[bars.row[i]!]!.lane);
  add(words.group, texts[bars.group[i]!]);
  add('state', stateText(data, i));
  for (const { name, hidden, column } of fields) if (!hidden) add(name, texts[column[i]!]);
  add(words.start, String(times[bars.start[i]!]));
  add(words.end, bars.end[i]! < 0 ? 'never' : String(times[bars.end[i]!]));
  if (bars.step[i]! >= 0) add('step', stepLink(data, i));
  const place = notes.places.get(i);
  if (place !== undefined) add(words.place, String(place));
  const note = notes.texts.get(i);
  if (note) add(note.fact, note.text);
  return list;
}

function stepLink({ bars, texts }: PageData, i: number): HTMLElement {
  const step = String(bars.step[i]);
  return element('a', { href: texts[bars.link[i]!] ?? '', 'data-step': step }, `step ${step}`);
}
