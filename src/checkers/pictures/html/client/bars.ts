// The page's bars: one for each operation in view, with its label and its outline. As the text of a script.

export const BARS = String.raw`
function drawRow(context, scene, y) {
  const { data, layout, view, size } = scene;
  const { items } = layout.rows[y];
  const rightmost = view.x + size.width / view.scale;
  let drawn = 0;
  let covered = -1;
  for (let at = firstEndingAfter(items, layout.right, view.x); at < items.length; at++) {
    const i = items[at];
    if (layout.left[i] > rightmost) break;
    const from = (layout.left[i] - view.x) * view.scale;
    const to = Math.max(from + 1, (layout.right[i] - view.x) * view.scale);
    // Bars narrower than a pixel: one for each pixel column is enough.
    if (to <= covered) continue;
    covered = Math.ceil(to);
    drawn++;
    const next = at + 1 < items.length ? (layout.left[items[at + 1]] - view.x) * view.scale : Infinity;
    drawBar(context, scene, i, data.operations.outcome[i], from, to, y * ROW + TOP, next);
  }
  return drawn;
}

// next: where the next bar begins; up to there a label may go on beyond its own.
function drawBar(context, scene, i, outcome, from, end, top, next) {
  const { colours, data } = scene;
  const dimmed = scene.dim && !scene.matches.has(i);
  context.globalAlpha = dimmed ? 0.22 : 1;
  const endless = data.operations.return[i] < 0;
  const to = endless ? Math.min(end, from + bodyWidth(scene, i)) : end;
  if (endless) drawTail(context, scene, i, outcome, Math.max(0, to), end, top);
  if (to < 0) { context.globalAlpha = 1; return; }
  const left = Math.max(from, -4);
  const right = Math.min(to, scene.size.width + 4);
  const width = right - left;
  if (width < 4) {
    context.fillStyle = colours.edge[outcome];
    context.fillRect(left, top, Math.max(1, width), BAR);
    context.globalAlpha = 1;
    return;
  }
  context.fillStyle = colours.fill[outcome];
  context.strokeStyle = colours.edge[outcome];
  context.lineWidth = 1;
  context.setLineDash(endless ? [4, 3] : []);
  context.beginPath();
  context.roundRect(left + 0.5, top + 0.5, width - 1, BAR - 1, endless ? [4, 0, 0, 4] : 4);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (scene.matches.has(i)) {
    context.fillStyle = colours.match;
    context.fillRect(left + 1, top + BAR - 4, width - 2, 3);
  }
  labelBar(context, scene, i, Math.max(left, 0), Math.min(right, scene.size.width), endless ? right : next, top + BAR / 2 + 0.5);
  if (outcome === 2) {
    context.fillStyle = colours.edge[outcome];
    context.fillRect(left + 2, top + BAR / 2, width - 4, 1);
  }
  context.globalAlpha = 1;
}

// An operation without an end has a body for its label; the rest of it is a thin line, so that what is under way stands out.
function bodyWidth({ data, view }, i) {
  return Math.max(2 * view.scale, data.texts[data.operations.label[i]].length * 7.23 + 14);
}

function drawTail(context, scene, i, outcome, from, to, top) {
  const { colours, data, size } = scene;
  context.strokeStyle = colours.edge[outcome];
  context.lineWidth = 2;
  context.setLineDash([6, 4]);
  context.beginPath();
  context.moveTo(from, top + BAR / 2);
  context.lineTo(Math.min(to, size.width), top + BAR / 2);
  context.stroke();
  context.setLineDash([]);
  if (from > 0) return;
  const text = data.texts[data.operations.label[i]];
  context.fillStyle = colours.surface;
  context.fillRect(0, top + 2, text.length * 7.23 + 14, BAR - 4);
  context.fillStyle = colours.muted;
  context.fillText(text, 6, top + BAR / 2 + 0.5);
}

// Inside the bar if it fits, else behind it if it fits there, else as much as there is room for.
function labelBar(context, scene, i, left, right, next, y) {
  const wanted = scene.data.texts[scene.data.operations.label[i]].length * 7.23;
  const limit = Math.min(Math.max(right, next), scene.size.width);
  if (wanted > right - left - 10 && wanted < limit - right - 10) drawLabel(context, scene, i, right + 4, y, wanted + 1);
  else if (limit - left >= 32) drawLabel(context, scene, i, left + 5, y, limit - left - 10);
}

function drawLabel(context, { data, colours }, i, x, y, room) {
  const text = data.texts[data.operations.label[i]];
  const fits = Math.floor(room / 7.23);
  context.fillStyle = colours.text;
  const shown = text.length <= fits ? text : text.slice(0, Math.max(1, fits - 1)) + '…';
  // Only characters outside of ASCII can be wider than their place.
  if (/^[\x20-\x7e…]*$/.test(shown)) context.fillText(shown, x, y);
  else context.fillText(shown, x, y, room);
}

function drawOutlines(context, scene, first, last) {
  const { layout, view, colours, selected, hovered, named, data } = scene;
  const outline = (i, colour, width, grow) => {
    if (i < 0 || layout.rowOf[i] < first || layout.rowOf[i] > last) return;
    const from = Math.max(-6, (layout.left[i] - view.x) * view.scale);
    const endless = data.operations.return[i] < 0;
    const end = endless ? (layout.left[i] - view.x) * view.scale + bodyWidth(scene, i) : (layout.right[i] - view.x) * view.scale;
    // Of an endless one whose body is out of view, the label at the edge.
    const to = Math.min(scene.size.width + 6, Math.max(from + 3, endless && end < 20 ? bodyWidth(scene, i) : end));
    if (to < -5 || from > scene.size.width + 5) return;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.roundRect(from + 0.5 - grow, layout.rowOf[i] * ROW + TOP + 0.5 - grow, to - from - 1 + 2 * grow, BAR - 1 + 2 * grow, 4 + grow);
    context.stroke();
  };
  for (const i of named) outline(i, colours.error, i === data.error ? 2.5 : 1.75, 0);
  outline(hovered, colours.muted, 1.5, 1);
  outline(selected, colours.selected, 2.5, 2);
}
`;
