// Where the path goes through its bars. Without the DOM.

import type { PageData } from '../page-data';
import type { Layout, PathPoint } from './layout';

/**
 * Each bar as early as its start and the bars before it allow; points between the same two ranks share the space evenly. A path that does not respect time (as
 * an order need not in sequential consistency) gets points inside each bar instead.
 */
export function pathPoints(
  path: PageData['path'],
  { left, right, rowOf }: Pick<Layout, 'left' | 'right' | 'rowOf'>,
): PathPoint[] {
  const points: (PathPoint & { x: number; readonly base: number })[] = [];
  let latest = -1;
  for (const { bar, place } of path) {
    const y = rowOf[bar]!;
    if (y < 0) continue;
    const base = Math.max(latest, left[bar]!);
    const fits = base < right[bar]!;
    points.push({ bar, place, y, base: fits ? base : left[bar]!, x: 0 });
    if (fits) latest = base;
  }
  for (let from = 0; from < points.length; ) {
    const { base } = points[from]!;
    let to = from + 1;
    while (points[to]?.base === base) to++;
    for (let i = from; i < to; i++) points[i]!.x = base + (i - from + 1) / (to - from + 1);
    from = to;
  }
  return points;
}
