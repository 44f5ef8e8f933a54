// The axis: times, and the names of the marks that begin below it.

import { MONOSPACE } from './canvas';
import { AXIS, pixelsOf, type Scene } from './scene';

/** Pixels between two times. */
const SPACE = 110;
/** Width of a character of 11 pixels. */
const CHARACTER = 6.7;

export function drawAxis(context: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, view, size, colours } = scene;
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, size.width, AXIS);
  context.fillStyle = colours.line;
  context.fillRect(0, AXIS - 1, size.width, 1);
  context.font = `11px ${MONOSPACE}`;
  context.fillStyle = colours.muted;
  const every = Math.max(1, Math.ceil(SPACE / view.scale));
  const start = Math.max(0, Math.floor(view.x / every) * every);
  for (let rank = start; rank < layout.times.length; rank += every) {
    const x = pixelsOf(scene, rank);
    if (x > size.width) break;
    context.fillRect(x, AXIS - 6, 1, 5);
    context.fillText(String(Number(layout.times[rank]!.toPrecision(10))), x + 4, AXIS / 2 - 1);
  }
  drawNames(context, scene);
}

function drawNames(context: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, size, colours } = scene;
  let free = Number.NEGATIVE_INFINITY;
  for (const mark of layout.marks) {
    const x = pixelsOf(scene, mark.left);
    if (pixelsOf(scene, mark.right) < 0 || x > size.width) continue;
    const at = Math.max(2, x + 3);
    if (at < free) continue;
    const text = `${mark.owner}: ${mark.label}`;
    const width = text.length * CHARACTER + 8;
    free = at + width;
    context.fillStyle = colours['mark-line'];
    context.fillRect(at - 3, 2, width, AXIS - 6);
    context.fillStyle = colours.surface;
    context.fillText(text, at + 1, AXIS / 2 - 1);
  }
}
