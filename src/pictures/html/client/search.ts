// Search: words that must all be found. `key:x`, `process:2`, `step:7`, `#3` look in one place, a plain word looks anywhere. Without the DOM.

import type { PageData } from '../page-data';

type Test = (i: number) => boolean;

/** @returns those of the positions at which every word of the query is found; none for an empty query */
export function findMatches(data: PageData, positions: readonly number[], query: string): number[] {
  const terms = query
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  if (terms.length === 0) return [];
  const lower = data.texts.map((text) => text.toLowerCase());
  const tests = terms.map((term) => testOf(data, lower, term));
  return positions.filter((i) => tests.every((test) => test(i)));
}

function testOf(data: PageData, lower: readonly string[], term: string): Test {
  const { bars, words } = data;
  const colon = term.indexOf(':');
  const [place, word] = [term.slice(0, Math.max(0, colon)), term.slice(colon + 1)];
  const lane: Test = (i) => laneOf(data, i) === word;
  const contains = (columns: readonly (readonly number[])[], text: string): Test => {
    return (i) => columns.some((column) => (lower[column[i]!] ?? '').includes(text));
  };
  if (place === words.lane.toLowerCase()) return lane;
  if (place === words.group.toLowerCase()) return contains([bars.group], word);
  if (place === 'step') return (i) => String(bars.step[i]) === word;
  const fields = place === '' ? [] : data.fields.filter(({ search }) => search.toLowerCase() === place);
  if (fields.some(({ match }) => match === 'whole'))
    return (i) => fields.some(({ column }) => lower[column[i]!] === word);
  if (fields.length > 0) {
    const columns = fields.map(({ column }) => column);
    return contains(columns, word);
  }
  if (/^#\d+$/.test(term)) return (i) => bars.number[i] === Number(term.slice(1));
  const plain = data.fields.filter(({ match }) => match === 'part').map(({ column }) => column);
  const anywhere = contains([bars.label, bars.group, ...plain], term);
  return (i) => anywhere(i) || laneOf(data, i) === term;
}

function laneOf({ bars, rows }: PageData, i: number): string {
  return rows[bars.row[i]!]!.lane.toLowerCase();
}
