// The page's drawing: the part of the timeline that is in view, and the small map of all of it, on canvas. As the text of a script.

export const DRAWING = String.raw`
const ROW = 36;
const BAR = 20;
const TOP = 3;
// Where the order's points are: under the bars, so that they hide no label.
const POINT = 29;
const AXIS = 22;
const OUTCOME_NAMES = ['ok', 'mismatch', 'fail', 'info', 'blocked'];

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue('--' + name).trim();
  const names = ['text', 'muted', 'line', 'stripe', 'surface', 'error', 'order', 'selected', 'match', 'band', 'band-line'];
  const colours = Object.fromEntries(names.map((name) => [name, get(name)]));
  colours.fill = OUTCOME_NAMES.map((name) => get(name));
  colours.edge = OUTCOME_NAMES.map((name) => get(name + '-edge'));
  return colours;
}

function fitCanvas(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

// Draws what is in view. scene: {data, layout, view, size, colours, selected, hovered, matches: Set, dim, named: Set, reasons: Map, showOrder}
// Returns how many bars and rows that were.
function drawTimeline(canvas, scene) {
  const { layout, view, size, colours } = scene;
  const context = fitCanvas(canvas, size.width, size.height + AXIS);
  context.font = '12px ' + MONOSPACE;
  context.textBaseline = 'middle';
  const first = Math.floor(view.y / ROW);
  const last = Math.min(layout.rows.length - 1, Math.floor((view.y + size.height) / ROW));
  context.save();
  context.beginPath();
  context.rect(0, AXIS, size.width, size.height);
  context.clip();
  context.translate(0, AXIS - view.y);
  drawStripes(context, scene, first, last);
  drawBands(context, scene);
  let bars = 0;
  for (let y = first; y <= last; y++) bars += drawRow(context, scene, y);
  if (scene.showOrder) drawOrder(context, scene, first, last);
  drawOutlines(context, scene, first, last);
  context.restore();
  drawAxis(context, scene);
  return { bars, rows: Math.max(0, last - first + 1) };
}

function drawStripes(context, { layout, size, colours }, first, last) {
  let group = 0;
  for (let y = 0; y <= last; y++) {
    if (y > 0 && layout.rows[y].process !== layout.rows[y - 1].process) group++;
    if (y < first || group % 2 === 0) continue;
    context.fillStyle = colours.stripe;
    context.fillRect(0, y * ROW, size.width, ROW);
  }
}

function drawBands(context, { layout, view, size, colours }) {
  for (const band of layout.bands) {
    const from = (band.left - view.x) * view.scale;
    const to = (band.right - view.x) * view.scale;
    if (to < 0 || from > size.width) continue;
    context.fillStyle = colours.band;
    context.fillRect(from, view.y, Math.max(2, to - from), size.height);
    context.fillStyle = colours['band-line'];
    context.fillRect(from, view.y, 1, size.height);
    if (band.right > band.left) context.fillRect(to - 1, view.y, 1, size.height);
  }
}

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

// The order as a line through its points, numbered where there is room. From far away it would hide the bars.
function drawOrder(context, { layout, view, size, colours, selected }, first, last) {
  if (view.scale < 4) return;
  const xOf = (point) => (point.x - view.x) * view.scale;
  const yOf = (point) => point.y * ROW + POINT;
  const inView = (point) => xOf(point) > -20 && xOf(point) < size.width + 20;
  context.strokeStyle = colours.order;
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
  context.font = '10px ' + MONOSPACE;
  context.textAlign = 'center';
  for (const point of layout.points) {
    if (!inView(point) || point.y < first || point.y > last) continue;
    const text = String(point.place);
    const numbered = view.scale > 14 + 3 * text.length;
    context.fillStyle = point.operation === selected ? colours.selected : colours.order;
    context.beginPath();
    if (numbered) context.roundRect(xOf(point) - 4 - 3 * text.length, yOf(point) - 6, 8 + 6 * text.length, 12, 6);
    else context.arc(xOf(point), yOf(point), 2.5, 0, 7);
    context.fill();
    if (!numbered) continue;
    context.fillStyle = colours.surface;
    context.fillText(text, xOf(point), yOf(point) + 0.5);
  }
  context.font = '12px ' + MONOSPACE;
  context.textAlign = 'left';
}

function drawAxis(context, { layout, view, size, colours }) {
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, size.width, AXIS);
  context.fillStyle = colours.line;
  context.fillRect(0, AXIS - 1, size.width, 1);
  context.font = '11px ' + MONOSPACE;
  context.fillStyle = colours.muted;
  const every = Math.max(1, Math.ceil(110 / view.scale));
  const start = Math.max(0, Math.floor(view.x / every) * every);
  for (let rank = start; rank < layout.times.length; rank += every) {
    const x = (rank - view.x) * view.scale;
    if (x > size.width) break;
    context.fillRect(x, AXIS - 6, 1, 5);
    context.fillText(String(Number(layout.times[rank].toPrecision(10))), x + 4, AXIS / 2 - 1);
  }
  let free = -Infinity;
  for (const band of layout.bands) {
    const x = (band.left - view.x) * view.scale;
    const end = (band.right - view.x) * view.scale;
    if (end < 0 || x > size.width) continue;
    const at = Math.max(2, x + 3);
    if (at < free) continue;
    const text = band.process + ': ' + band.label;
    const width = text.length * 6.7 + 8;
    free = at + width;
    context.fillStyle = colours['band-line'];
    context.fillRect(at - 3, 2, width, AXIS - 6);
    context.fillStyle = colours.surface;
    context.fillText(text, at + 1, AXIS / 2 - 1);
  }
}

// The whole history in a strip: how busy each process is at each moment, what the result names in red, what was found in the colour of matches.
function drawMap(canvas, scene, width, height) {
  const { data, layout, colours, matches, named } = scene;
  const context = fitCanvas(canvas, width, height);
  const scale = width / (layout.width + 1);
  const rowHeight = height / Math.max(1, layout.rows.length);
  const thick = Math.max(1, rowHeight * 0.7);
  layout.rows.forEach((row, y) => {
    let covered = -1;
    for (const i of row.items) {
      const from = (layout.left[i] + 1) * scale;
      const to = Math.max(from + 0.75, (layout.right[i] + 1) * scale);
      if (to <= covered) continue;
      covered = Math.ceil(to);
      context.fillStyle = colours.edge[data.operations.outcome[i]];
      context.globalAlpha = data.operations.return[i] < 0 ? 0.12 : 0.55;
      context.fillRect(from, y * rowHeight, to - from, thick);
    }
  });
  context.globalAlpha = 1;
  const mark = (i, colour, size) => {
    if (layout.rowOf[i] < 0) return;
    context.fillStyle = colour;
    context.fillRect((layout.left[i] + 1) * scale - size / 2, 0, size, height);
  };
  let covered = -1;
  for (const i of matches) {
    const x = Math.round((layout.left[i] + 1) * scale);
    if (x !== covered) mark(i, colours.match, 1);
    covered = x;
  }
  for (const i of named) {
    if (layout.rowOf[i] < 0) continue;
    context.fillStyle = colours.error;
    context.fillRect((layout.left[i] + 1) * scale - 1, layout.rowOf[i] * rowHeight - 1, 3, Math.max(4, thick + 2));
  }
  if (data.error >= 0) mark(data.error, colours.error, 2);
}
`;
