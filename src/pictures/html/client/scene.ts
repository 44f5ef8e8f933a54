// What is drawn at one moment.

import type { PageData } from '../page-data';
import type { Colours } from './canvas';
import type { Layout } from './layout';
import type { Size, View } from './view';

export interface Scene {
  readonly data: PageData;
  layout: Layout;
  view: View;
  /** Of the stage, without the axis. */
  size: Size;
  colours: Colours;
  /** Bars; -1: none. */
  selected: number;
  hovered: number;
  matches: ReadonlySet<number>;
  /** What does not match is pale. */
  dim: boolean;
  showPath: boolean;
}

/** Height of a row, of a bar in it, and of the space above the bar. */
export const ROW = 36;
export const BAR = 20;
export const TOP = 3;
/** Where the points of the path are: under the bars, so that they hide no label. */
export const POINT = 29;
/** Height of the axis. */
export const AXIS = 22;

/** Pixels from the left edge of the stage. */
export function pixelsOf({ view }: Scene, x: number): number {
  return (x - view.x) * view.scale;
}

export function labelOf({ texts, bars }: PageData, i: number): string {
  return texts[bars.label[i]!] ?? '';
}
