// The part of the timeline that is seen. Without the DOM.

import type { Layout } from './layout';

export interface View {
  /** Units at the left edge. */
  readonly x: number;
  /** Pixels at the upper edge. */
  readonly y: number;
  /** Pixels a unit. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const WIDEST_UNIT = 400;
/** A unit is never narrower than this for want of units. */
const WIDE_ENOUGH = 40;

/** Keeps the view on the timeline. */
export function clampView(view: View, layout: Pick<Layout, 'width' | 'rows'>, size: Size, rowHeight: number): View {
  const narrowest = size.width / (layout.width + 1);
  const scale = Math.min(Math.max(view.scale, Math.min(narrowest, WIDE_ENOUGH)), WIDEST_UNIT);
  const over = layout.width + 1 - size.width / scale;
  const tall = layout.rows.length * rowHeight - size.height;
  return {
    scale,
    x: over <= 0 ? -1 : Math.min(Math.max(view.x, -1), over - 1),
    y: Math.min(Math.max(view.y, 0), Math.max(0, tall)),
  };
}
