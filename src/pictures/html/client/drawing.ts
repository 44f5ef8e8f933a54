// Draws the part of the timeline that is in view, on canvas.

import { drawArrows } from './arrows';
import { drawAxis } from './axis';
import { drawOutlines, drawRow } from './bars';
import { fitCanvas, MONOSPACE } from './canvas';
import { drawPath } from './path-line';
import { AXIS, pixelsOf, ROW, type Scene } from './scene';

/** Rows in view. */
export interface Rows {
  readonly first: number;
  readonly last: number;
}

/** How much was drawn. */
export interface Drawn {
  readonly bars: number;
  readonly rows: number;
  readonly arrows: number;
}

export function rowsInView({ layout, view, size }: Scene): Rows {
  const first = Math.floor(view.y / ROW);
  return { first, last: Math.min(layout.rows.length - 1, Math.floor((view.y + size.height) / ROW)) };
}

export function drawTimeline(canvas: HTMLCanvasElement, scene: Scene): Drawn {
  const { view, size } = scene;
  const context = fitCanvas(canvas, { width: size.width, height: size.height + AXIS });
  context.font = `12px ${MONOSPACE}`;
  context.textBaseline = 'middle';
  const rows = rowsInView(scene);
  context.save();
  context.beginPath();
  context.rect(0, AXIS, size.width, size.height);
  context.clip();
  context.translate(0, AXIS - view.y);
  drawStripes(context, scene, rows);
  drawMarks(context, scene);
  let bars = 0;
  for (let y = rows.first; y <= rows.last; y++) bars += drawRow(context, scene, y);
  const arrows = drawArrows(context, scene, rows);
  if (scene.showPath) drawPath(context, scene, rows);
  drawOutlines(context, scene, rows);
  context.restore();
  drawAxis(context, scene);
  return { bars, arrows, rows: Math.max(0, rows.last - rows.first + 1) };
}

/** Every other lane. */
function drawStripes(context: CanvasRenderingContext2D, { layout, size, colours }: Scene, { first, last }: Rows): void {
  let lane = 0;
  for (let y = 0; y <= last; y++) {
    if (y > 0 && layout.rows[y]!.lane !== layout.rows[y - 1]!.lane) lane++;
    if (y < first || lane % 2 === 0) continue;
    context.fillStyle = colours.stripe;
    context.fillRect(0, y * ROW, size.width, ROW);
  }
}

function drawMarks(context: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, view, size, colours } = scene;
  for (const mark of layout.marks) {
    const [from, to] = [pixelsOf(scene, mark.left), pixelsOf(scene, mark.right)];
    if (to < 0 || from > size.width) continue;
    context.fillStyle = colours.mark;
    context.fillRect(from, view.y, Math.max(2, to - from), size.height);
    context.fillStyle = colours['mark-line'];
    context.fillRect(from, view.y, 1, size.height);
    if (mark.right > mark.left) context.fillRect(to - 1, view.y, 1, size.height);
  }
}
