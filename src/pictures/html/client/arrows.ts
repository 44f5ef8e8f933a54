// Arrows: from the end of the bar that made something happen to the start of the bar that happened.

import type { Rows } from './drawing';
import { BAR, pixelsOf, ROW, type Scene, TOP } from './scene';

const HEAD = 5;

/** @returns how many were drawn */
export function drawArrows(context: CanvasRenderingContext2D, scene: Scene, { first, last }: Rows): number {
  const { data, layout, size, colours, selected } = scene;
  let drawn = 0;
  context.lineWidth = 1.25;
  for (const { from, to } of data.arrows) {
    const [start, end] = [layout.rowOf[from]!, layout.rowOf[to]!];
    if (start < 0 || end < 0 || Math.max(start, end) < first || Math.min(start, end) > last) continue;
    const [x, toX] = [pixelsOf(scene, layout.right[from]!), pixelsOf(scene, layout.left[to]!)];
    if (Math.max(x, toX) < 0 || Math.min(x, toX) > size.width) continue;
    const colour = from === selected || to === selected ? colours.selected : colours.muted;
    const [y, toY] = [middleOf(start), middleOf(end)];
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(x, y);
    context.bezierCurveTo(x + 12, y, toX - 12, toY, toX - HEAD, toY);
    context.stroke();
    context.beginPath();
    context.moveTo(toX, toY);
    context.lineTo(toX - HEAD, toY - HEAD + 1);
    context.lineTo(toX - HEAD, toY + HEAD - 1);
    context.fill();
    drawn++;
  }
  return drawn;
}

function middleOf(row: number): number {
  return row * ROW + TOP + BAR / 2;
}
