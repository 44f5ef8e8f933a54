// Rows of a timeline: one per lane, more where bars of a lane overlap (one without an end never makes room).

import type { Span } from './ranks';

export interface Row<Item> {
  readonly lane: string;
  /** 0 for the first row of a lane. */
  readonly line: number;
  /** From left to right, none overlapping another. */
  readonly items: readonly Item[];
}

/**
 * @param items from left to right
 * @param order lanes from top to bottom
 * @returns rows by lane: those of the order, then numbers, in theirs, then names as they appear
 */
export function layRows<Item extends { readonly lane: number | string; readonly span: Span }>(
  items: readonly Item[],
  order: readonly (number | string)[] = [],
): Row<Item>[] {
  const lanes = new Map<number | string, { end: number; items: Item[] }[]>();
  for (const item of items) {
    const own = lanes.get(item.lane) ?? [];
    lanes.set(item.lane, own);
    let free = own.find(({ end }) => end < item.span.start);
    if (!free) own.push((free = { end: 0, items: [] }));
    free.items.push(item);
    free.end = item.span.end;
  }
  const places = new Map(order.map((lane, place) => [lane, place]));
  const placeOf = (lane: number | string) => places.get(lane) ?? order.length;
  return [...lanes.keys()]
    .sort((one, other) => placeOf(one) - placeOf(other) || byNumber(one, other))
    .flatMap((lane) => lanes.get(lane)!.map(({ items: own }, line) => ({ lane: String(lane), line, items: own })));
}

function byNumber(one: number | string, other: number | string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return Number(typeof one === 'string') - Number(typeof other === 'string');
}
