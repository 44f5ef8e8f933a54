// Runs the page's layout, which has no need of a page.

import { runInNewContext } from 'node:vm';
import { LAYOUT } from '../../../../src/checkers/pictures/html/client/layout';
import type { TimelineData } from '../../../../src/checkers/pictures/html/timeline-data';

export interface Filter {
  readonly key: number;
  readonly process: string;
  readonly outcomes: readonly boolean[];
}

export interface Layout {
  readonly positions: number[];
  readonly times: number[];
  readonly width: number;
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly rows: { readonly process: string; readonly lane: number; readonly items: number[] }[];
  readonly rowOf: Int32Array;
  readonly bands: { readonly left: number; readonly right: number }[];
  readonly points: { readonly operation: number; readonly place: number; readonly x: number; readonly y: number }[];
}

interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Client {
  layOut(data: TimelineData, filter: Filter): Layout;
  operationAt(layout: Layout, y: number, x: number, tolerance: number): number;
  neighbour(layout: Layout, operation: number, direction: 'left' | 'right' | 'up' | 'down'): number;
  clampView(view: View, layout: Layout, size: { width: number; height: number }, rowHeight: number): View;
  findMatches(data: TimelineData, positions: readonly number[], query: string): number[];
}

export const client: Client = runInNewContext(
  `${LAYOUT}; ({ layOut, operationAt, neighbour, clampView, findMatches })`,
);

export const EVERYTHING: Filter = { key: -1, process: '', outcomes: [true, true, true, true, true] };
