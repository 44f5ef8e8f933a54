// Which bar is at a place, and which are beside it. Without the DOM.

import type { Layout } from './layout';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** First item of a row that ends at x or right of it. */
export function firstEndingAfter(items: readonly number[], right: Float64Array, x: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (right[items[middle]!]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bar of a row at x, or the nearest within the tolerance; -1: none. */
export function barAt(layout: Layout, y: number, x: number, tolerance: number): number {
  const row = layout.rows[y];
  if (!row) return -1;
  const { left, right } = layout;
  let best = -1;
  let distance = tolerance;
  for (let at = Math.max(0, firstEndingAfter(row.items, right, x) - 1); at < row.items.length; at++) {
    const i = row.items[at]!;
    if (left[i]! - x > distance) break;
    const away = Math.max(left[i]! - x, x - right[i]!, 0);
    if (away <= distance && (best < 0 || away < distance)) {
      best = i;
      distance = away;
    }
  }
  return best;
}

/** The bar beside, above or below another one; itself at the border. */
export function neighbour(layout: Layout, i: number, direction: Direction): number {
  const y = layout.rowOf[i]!;
  if (y < 0) return layout.positions[0] ?? -1;
  const { items } = layout.rows[y]!;
  const at = items.indexOf(i);
  if (direction === 'left') return items[Math.max(0, at - 1)]!;
  if (direction === 'right') return items[Math.min(items.length - 1, at + 1)]!;
  const beside = y + (direction === 'up' ? -1 : 1);
  if (!layout.rows[beside]) return i;
  const [left, right] = [layout.left[i]!, layout.right[i]!];
  const middle = right === layout.width ? left : (left + right) / 2;
  return barAt(layout, beside, middle, Number.POSITIVE_INFINITY);
}
