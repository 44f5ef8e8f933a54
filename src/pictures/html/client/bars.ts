// Bars: one for each that is in view, with its outline. Labels are drawn in labels.ts.

import { CHARACTER } from './canvas';
import type { Rows } from './drawing';
import { firstEndingAfter } from './find-bar';
import { drawTail, labelBar } from './labels';
import { BAR, labelOf, pixelsOf, ROW, type Scene, TOP } from './scene';

/** @returns how many were drawn */
export function drawRow(context: CanvasRenderingContext2D, scene: Scene, y: number): number {
  const { layout, view, size } = scene;
  const { items } = layout.rows[y]!;
  const rightmost = view.x + size.width / view.scale;
  let drawn = 0;
  let covered = -1;
  for (let at = firstEndingAfter(items, layout.right, view.x); at < items.length; at++) {
    const i = items[at]!;
    if (layout.left[i]! > rightmost) break;
    const from = pixelsOf(scene, layout.left[i]!);
    const to = Math.max(from + 1, pixelsOf(scene, layout.right[i]!));
    // Bars narrower than a pixel: one for each pixel column is enough.
    if (to <= covered) continue;
    covered = Math.ceil(to);
    drawn++;
    const following = items[at + 1];
    const next = following === undefined ? Number.POSITIVE_INFINITY : pixelsOf(scene, layout.left[following]!);
    drawBar(context, scene, i, { from, to, top: y * ROW + TOP, next });
  }
  return drawn;
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  /** Where the next bar begins; up to there a label may go on beyond its own. */
  readonly next: number;
}

function drawBar(context: CanvasRenderingContext2D, scene: Scene, i: number, place: Place): void {
  const { colours, data, size } = scene;
  const { from, top } = place;
  const state = data.bars.state[i]!;
  context.globalAlpha = scene.dim && !scene.matches.has(i) ? 0.22 : 1;
  const endless = isEndless(scene, i);
  const to = endless ? Math.min(place.to, from + bodyWidth(scene, i)) : place.to;
  if (endless) drawTail(context, scene, i, { from: Math.max(0, to), to: place.to, top });
  const left = Math.max(from, -4);
  const right = Math.min(to, size.width + 4);
  if (to >= 0 && right - left < 4) {
    context.fillStyle = colours.edge[state]!;
    context.fillRect(left, top, Math.max(1, right - left), BAR);
  } else if (to >= 0) {
    drawBody(context, scene, i, { left, right, top, endless });
    const room = { left: Math.max(left, 0), right: Math.min(right, size.width), next: endless ? right : place.next };
    labelBar(context, scene, i, room, top + BAR / 2 + 0.5);
    if (data.states[state]!.struck) {
      context.fillStyle = colours.edge[state]!;
      context.fillRect(left + 2, top + BAR / 2, right - left - 4, 1);
    }
  }
  context.globalAlpha = 1;
}

interface Body {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly endless: boolean;
}

function drawBody(
  context: CanvasRenderingContext2D,
  scene: Scene,
  i: number,
  { left, right, top, endless }: Body,
): void {
  const { colours, data } = scene;
  const state = data.bars.state[i]!;
  context.fillStyle = colours.fill[state]!;
  context.strokeStyle = colours.edge[state]!;
  context.lineWidth = 1;
  context.setLineDash(endless ? [4, 3] : []);
  context.beginPath();
  context.roundRect(left + 0.5, top + 0.5, right - left - 1, BAR - 1, endless ? [4, 0, 0, 4] : 4);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (!scene.matches.has(i)) return;
  context.fillStyle = colours.match;
  context.fillRect(left + 1, top + BAR - 4, right - left - 2, 3);
}

function isEndless({ data }: Scene, i: number): boolean {
  return data.bars.end[i]! < 0;
}

/** A bar without an end has a body for its label; the rest of it is a thin line, so that what is under way stands out. */
function bodyWidth({ data, view }: Scene, i: number): number {
  return Math.max(2 * view.scale, labelOf(data, i).length * CHARACTER + 14);
}

/** Of what the picture names, of what the mouse is over, and of the selected bar. */
export function drawOutlines(context: CanvasRenderingContext2D, scene: Scene, { first, last }: Rows): void {
  const { layout, colours, selected, hovered, data, size } = scene;
  const outline = (i: number, colour: string, width: number, grow: number): void => {
    const row = layout.rowOf[i] ?? -1;
    if (row < first || row > last) return;
    const start = pixelsOf(scene, layout.left[i]!);
    const endless = isEndless(scene, i);
    const end = endless ? start + bodyWidth(scene, i) : pixelsOf(scene, layout.right[i]!);
    const from = Math.max(-6, start);
    // Of an endless one whose body is out of view, the label at the edge.
    const seen = endless && end < 20 ? bodyWidth(scene, i) : end;
    const to = Math.min(size.width + 6, Math.max(from + 3, seen));
    if (to < -5 || from > size.width + 5) return;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    const [x, y] = [from + 0.5 - grow, row * ROW + TOP + 0.5 - grow];
    context.roundRect(x, y, to - from - 1 + 2 * grow, BAR - 1 + 2 * grow, 4 + grow);
    context.stroke();
  };
  for (const i of data.outlined) outline(i, colours.error, i === data.focus ? 2.5 : 1.75, 0);
  outline(hovered, colours.muted, 1.5, 1);
  outline(selected, colours.selected, 2.5, 2);
}
