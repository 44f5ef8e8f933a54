// Rows of a timeline: one per process, more where operations of a process overlap (an unknown one never ends).

import type { Span } from './ranks';

export interface Row<Item> {
  readonly process: string;
  /** 0 for the first row of a process. */
  readonly lane: number;
  /** From left to right, none overlapping another. */
  readonly items: readonly Item[];
}

/**
 * @param items from left to right
 * @returns rows by process: numbers first, in their order, then names as they appear
 */
export function layRows<Item extends { readonly process: number | string; readonly span: Span }>(
  items: readonly Item[],
): Row<Item>[] {
  const lanes = new Map<number | string, { end: number; items: Item[] }[]>();
  for (const item of items) {
    const own = lanes.get(item.process) ?? [];
    lanes.set(item.process, own);
    let lane = own.find(({ end }) => end < item.span.start);
    if (!lane) own.push((lane = { end: 0, items: [] }));
    lane.items.push(item);
    lane.end = item.span.end;
  }
  return [...lanes.keys()]
    .sort(byNumber)
    .flatMap((process) =>
      lanes.get(process)!.map(({ items: own }, lane) => ({ process: String(process), lane, items: own })),
    );
}

function byNumber(one: number | string, other: number | string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return Number(typeof one === 'string') - Number(typeof other === 'string');
}
