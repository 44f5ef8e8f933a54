// A picture as the data of its page: times become ranks, lanes rows, and texts numbers.

import type { Mark, Picture } from '../picture';
import { type Ranks, rankTimes } from '../ranks';
import { layRows } from '../rows';
import type { PageData, TextNumber } from './page-data';

/** The id of the list that shows the bars of a section. */
export function listId(section: number): string {
  return `list-${section}`;
}

export function packPicture(picture: Picture): PageData {
  const { bars, states, fields } = picture;
  const texts = new TextTable();
  const ranks = rankTimes(bars, picture.marks);
  const { rows, rowOf } = rowsOf(picture, ranks);
  const stateOf = new Map(states.map(({ name }, position) => [name, position]));
  return {
    words: picture.words,
    states: states.map(({ struck = false, dashed = false, ...state }) => ({ ...state, struck, dashed })),
    bars: {
      number: bars.map(({ number }) => number),
      row: rowOf,
      label: bars.map(({ label }) => texts.number(label)),
      state: bars.map(({ state }) => stateOf.get(state) ?? 0),
      start: ranks.bars.map(({ start }) => start),
      end: ranks.bars.map(({ end }) => finite(end)),
      group: bars.map(({ group }) => texts.number(group)),
      step: bars.map(({ step }) => step?.number ?? -1),
      link: bars.map(({ step }) => texts.number(step?.link ?? null)),
    },
    fields: fields.map(({ name, search = name, match, hidden = false }, at) => ({
      name,
      search,
      match,
      hidden,
      column: bars.map(({ values }) => texts.number(values[at] ?? null)),
    })),
    rows,
    times: ranks.times,
    arrows: picture.arrows,
    marks: picture.marks.map((mark, position) => markData(mark, ranks, position)),
    path: picture.path,
    focus: picture.focus ?? -1,
    outlined: picture.outlined,
    lists: picture.sections.flatMap((section, position) =>
      section.kind === 'bars' ? [{ id: listId(position), fact: section.fact, bars: section.bars }] : [],
    ),
    group: texts.number(picture.group),
    texts: texts.texts,
  };
}

class TextTable {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(text: string | null): TextNumber {
    if (text === null) return -1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

function rowsOf({ bars, lanes }: Picture, ranks: Ranks) {
  const items = bars.map(({ lane }, position) => ({ lane, position, span: ranks.bars[position]! }));
  const rows = layRows(items, lanes);
  const rowOf = new Array<number>(bars.length);
  for (const [number, row] of rows.entries()) for (const { position } of row.items) rowOf[position] = number;
  return { rows: rows.map(({ lane, line }) => ({ lane, line })), rowOf };
}

function markData({ owner, label, value, start, end }: Mark, ranks: Ranks, position: number) {
  const rank = ranks.marks[position]!;
  return { owner, label, value, start: rank.start, end: start === end ? rank.start : finite(rank.end) };
}

/** JSON has no Infinity. */
function finite(rank: number): number {
  return rank === Number.POSITIVE_INFINITY ? -1 : rank;
}
