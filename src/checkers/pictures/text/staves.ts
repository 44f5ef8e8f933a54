// Places intervals into columns: as narrow as their labels allow, and broken into staves, like music, where the line is full.

import type { Span } from '../../../pictures';
import { columnsOf } from './cells';

export interface TextItem {
  readonly lane: number | string;
  readonly span: Span;
  readonly label: string;
}

/** One item's part of one stave. */
export interface Piece<Item> {
  readonly item: Item;
  readonly from: number;
  /** Last column, inclusive. */
  readonly to: number;
  /** Its beginning and its end are here, not on another stave. */
  readonly begins: boolean;
  readonly ends: boolean;
}

export interface Stave<Item> {
  readonly pieces: ReadonlyMap<Item, Piece<Item>>;
  readonly columns: number;
}

/**
 * @param ranks how many there are
 * @param width columns of a stave; every label needs 3 columns less
 */
export function layStaves<Item extends TextItem>(items: readonly Item[], ranks: number, width: number): Stave<Item>[] {
  const starting = byRank(items, ({ span }) => span.start);
  const ending = byRank(items, ({ span }) => span.end);
  const staves: Stave<Item>[] = [];
  let stave = new StaveInProgress<Item>(width, []);
  for (let rank = 0; rank < ranks; rank++) {
    const begun = starting.get(rank) ?? [];
    const ended = ending.get(rank) ?? [];
    if (!stave.place(begun, ended)) {
      staves.push(stave.finish(width));
      stave = new StaveInProgress(width, stave.open());
      stave.place(begun, ended);
    }
  }
  staves.push(stave.finish(0));
  return staves;
}

function byRank<Item>(items: readonly Item[], rankOf: (item: Item) => number): Map<number, Item[]> {
  const ranked = new Map<number, Item[]>();
  for (const item of items) {
    const rank = rankOf(item);
    const same = ranked.get(rank);
    if (same) same.push(item);
    else ranked.set(rank, [item]);
  }
  return ranked;
}

class StaveInProgress<Item extends TextItem> {
  readonly #width: number;
  readonly #started = new Map<Item, { readonly from: number; readonly begins: boolean }>();
  readonly #pieces = new Map<Item, Piece<Item>>();
  #column = 0;
  #needed = 0;

  constructor(width: number, carried: readonly Item[]) {
    this.#width = width;
    for (const item of carried) this.#start(item, 0, false);
    if (carried.length > 0) this.#column = 1;
  }

  /** Gives the next column to what begins and ends at one rank. @returns false if the stave is full */
  place(begun: readonly Item[], ended: readonly Item[]): boolean {
    let column = this.#column;
    for (const item of ended) {
      const { from } = this.#started.get(item)!;
      column = Math.max(column, from + columnsOf(item.label) + 1);
    }
    const needed = Math.max(column, ...begun.map(({ label }) => column + columnsOf(label) + 1));
    if (needed >= this.#width && this.#column > 1) return false;
    for (const item of begun) this.#start(item, column, true);
    for (const item of ended) this.#end(item, column, true);
    this.#column = column + 1;
    return true;
  }

  /** Items that go on to the next stave. */
  open(): Item[] {
    return [...this.#started.keys()].filter((item) => !this.#pieces.get(item)?.ends);
  }

  finish(columns: number): Stave<Item> {
    const width = Math.max(columns, this.#column, this.#needed);
    for (const item of this.open()) this.#end(item, width - 1, false);
    return { pieces: this.#pieces, columns: width };
  }

  #start(item: Item, from: number, begins: boolean): void {
    this.#started.set(item, { from, begins });
    this.#needed = Math.max(this.#needed, Math.min(this.#width, from + columnsOf(item.label) + 3));
  }

  #end(item: Item, to: number, ends: boolean): void {
    this.#pieces.set(item, { item, ...this.#started.get(item)!, to, ends });
  }
}
