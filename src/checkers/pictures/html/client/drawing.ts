// The page's drawing: the part of the timeline that is in view, on canvas, with its background and axis. As the text of a script.

import { OUTCOMES } from '../timeline-data';

export const DRAWING = `
const ROW = 36;
const BAR = 20;
const TOP = 3;
// Where the order's points are: under the bars, so that they hide no label.
const POINT = 29;
const AXIS = 22;
const OUTCOME_NAMES = ${JSON.stringify(OUTCOMES)};

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
`;
