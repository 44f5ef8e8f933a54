// The labels of bars: inside if they fit, else behind, else cut.

import { CHARACTER } from './canvas';
import { BAR, labelOf, type Scene } from './scene';

export interface Room {
  readonly left: number;
  readonly right: number;
  /** Where the next bar begins. */
  readonly next: number;
}

/** Inside the bar if it fits, else behind it if it fits there, else as much as there is room for. */
export function labelBar(context: CanvasRenderingContext2D, scene: Scene, i: number, room: Room, y: number): void {
  const { left, right, next } = room;
  const wanted = labelOf(scene.data, i).length * CHARACTER;
  const limit = Math.min(Math.max(right, next), scene.size.width);
  if (wanted > right - left - 10 && wanted < limit - right - 10) drawLabel(context, scene, i, right + 4, y, wanted + 1);
  else if (limit - left >= 32) drawLabel(context, scene, i, left + 5, y, limit - left - 10);
}

function drawLabel(
  context: CanvasRenderingContext2D,
  { data, colours }: Scene,
  i: number,
  x: number,
  y: number,
  width: number,
): void {
  const text = labelOf(data, i);
  const fits = Math.floor(width / CHARACTER);
  context.fillStyle = colours.text;
  const shown = text.length <= fits ? text : `${text.slice(0, Math.max(1, fits - 1))}…`;
  // Only characters outside of ASCII can be wider than their place.
  if (/^[\x20-\x7e…]*$/.test(shown)) context.fillText(shown, x, y);
  else context.fillText(shown, x, y, width);
}

export interface Tail {
  readonly from: number;
  readonly to: number;
  readonly top: number;
}

/** The rest of a bar without an end; at the left edge its label again. */
export function drawTail(context: CanvasRenderingContext2D, scene: Scene, i: number, { from, to, top }: Tail): void {
  const { colours, data, size } = scene;
  context.strokeStyle = colours.edge[data.bars.state[i]!]!;
  context.lineWidth = 2;
  context.setLineDash([6, 4]);
  context.beginPath();
  context.moveTo(from, top + BAR / 2);
  context.lineTo(Math.min(to, size.width), top + BAR / 2);
  context.stroke();
  context.setLineDash([]);
  if (from > 0) return;
  const text = labelOf(data, i);
  context.fillStyle = colours.surface;
  context.fillRect(0, top + 2, text.length * CHARACTER + 14, BAR - 4);
  context.fillStyle = colours.muted;
  context.fillText(text, 6, top + BAR / 2 + 0.5);
}
