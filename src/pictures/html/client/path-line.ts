// The path as a line through its points, numbered where there is room.

import { MONOSPACE } from './canvas';
import type { Rows } from './drawing';
import type { PathPoint } from './layout';
import { POINT, pixelsOf, ROW, type Scene } from './scene';

/** Pixels a unit below which the line would hide the bars. */
const TOO_FAR = 4;

export function drawPath(context: CanvasRenderingContext2D, scene: Scene, { first, last }: Rows): void {
  const { layout, view, size, colours, selected } = scene;
  if (view.scale < TOO_FAR) return;
  const xOf = ({ x }: PathPoint) => pixelsOf(scene, x);
  const yOf = ({ y }: PathPoint) => y * ROW + POINT;
  const inView = (point: PathPoint) => xOf(point) > -20 && xOf(point) < size.width + 20;
  context.strokeStyle = colours.path;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.7;
  context.beginPath();
  layout.points.forEach((point, at) => {
    const next = layout.points[at + 1];
    if (!next || !(inView(point) || inView(next))) return;
    context.moveTo(xOf(point), yOf(point));
    context.lineTo(xOf(next), yOf(next));
  });
  context.stroke();
  context.globalAlpha = 1;
  context.font = `10px ${MONOSPACE}`;
  context.textAlign = 'center';
  for (const point of layout.points) {
    if (!inView(point) || point.y < first || point.y > last) continue;
    const text = String(point.place);
    const numbered = view.scale > 14 + 3 * text.length;
    const [x, y] = [xOf(point), yOf(point)];
    context.fillStyle = point.bar === selected ? colours.selected : colours.path;
    context.beginPath();
    if (numbered) context.roundRect(x - 4 - 3 * text.length, y - 6, 8 + 6 * text.length, 12, 6);
    else context.arc(x, y, 2.5, 0, 7);
    context.fill();
    if (!numbered) continue;
    context.fillStyle = colours.surface;
    context.fillText(text, x, y + 0.5);
  }
  context.font = `12px ${MONOSPACE}`;
  context.textAlign = 'left';
}
