// The small map of everything: how busy each row is at each moment, what the picture names in red, what was found in the colour of matches.

import { fitCanvas } from './canvas';
import type { Scene } from './scene';
import type { Size } from './view';

export function drawMap(canvas: HTMLCanvasElement, scene: Scene, size: Size): void {
  const { data, layout, colours } = scene;
  const { width, height } = size;
  const context = fitCanvas(canvas, size);
  const scale = width / (layout.width + 1);
  const rowHeight = height / Math.max(1, layout.rows.length);
  const thick = Math.max(1, rowHeight * 0.7);
  const xOf = (i: number) => (layout.left[i]! + 1) * scale;
  layout.rows.forEach((row, y) => {
    let covered = -1;
    for (const i of row.items) {
      const from = xOf(i);
      const to = Math.max(from + 0.75, (layout.right[i]! + 1) * scale);
      if (to <= covered) continue;
      covered = Math.ceil(to);
      context.fillStyle = colours.edge[data.bars.state[i]!]!;
      context.globalAlpha = data.bars.end[i]! < 0 ? 0.12 : 0.55;
      context.fillRect(from, y * rowHeight, to - from, thick);
    }
  });
  context.globalAlpha = 1;
  const line = (i: number, colour: string, wide: number): void => {
    if ((layout.rowOf[i] ?? -1) < 0) return;
    context.fillStyle = colour;
    context.fillRect(xOf(i) - wide / 2, 0, wide, height);
  };
  let covered = -1;
  for (const i of scene.matches) {
    const x = Math.round(xOf(i));
    if (x !== covered) line(i, colours.match, 1);
    covered = x;
  }
  for (const i of data.outlined) {
    const y = layout.rowOf[i]!;
    if (y < 0) continue;
    context.fillStyle = colours.error;
    context.fillRect(xOf(i) - 1, y * rowHeight - 1, 3, Math.max(4, thick + 2));
  }
  if (data.focus >= 0) line(data.focus, colours.error, 2);
}
