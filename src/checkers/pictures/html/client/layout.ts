// The page's layout: which operations are visible, where they are, and what is under the mouse. Pure functions, without the DOM, as the text of a
// script: pages embed it, tests run it.

export const LAYOUT = String.raw`
// What the filter lets through, as positions. filter: {key, process, outcomes: [bool]}; key and process: -1 or '' is all.
function visiblePositions(data, filter) {
  const { key, row, outcome } = data.operations;
  const positions = [];
  for (let i = 0; i < key.length; i++) {
    if (filter.key !== -1 && key[i] !== filter.key && key[i] !== -1) continue;
    if (filter.process !== '' && data.rows[row[i]].process !== filter.process) continue;
    if (filter.outcomes[outcome[i]]) positions.push(i);
  }
  return positions;
}

// Closes the gaps that hidden operations leave: x of each rank, and the times at the x that remain.
function compressRanks(data, positions) {
  const used = new Uint8Array(data.times.length);
  const { call, return: end } = data.operations;
  for (const i of positions) {
    used[call[i]] = 1;
    if (end[i] >= 0) used[end[i]] = 1;
  }
  for (const band of data.bands) {
    used[band.start] = 1;
    if (band.end >= 0) used[band.end] = 1;
  }
  const xOf = new Float64Array(used.length);
  const times = [];
  for (let rank = 0; rank < used.length; rank++) {
    xOf[rank] = times.length;
    if (used[rank]) times.push(data.times[rank]);
  }
  return { xOf, times };
}

// Everything that drawing needs, in units of one rank. width: units in all; an operation without an end goes to the right edge.
function layOut(data, filter) {
  const positions = visiblePositions(data, filter);
  const { xOf, times } = compressRanks(data, positions);
  const width = times.length + 1;
  const count = data.operations.call.length;
  const left = new Float64Array(count).fill(NaN);
  const right = new Float64Array(count);
  const rowsUsed = new Map();
  for (const i of positions) {
    const end = data.operations.return[i];
    left[i] = xOf[data.operations.call[i]];
    right[i] = end < 0 ? width : xOf[end];
    const row = data.operations.row[i];
    if (!rowsUsed.has(row)) rowsUsed.set(row, []);
    rowsUsed.get(row).push(i);
  }
  const rows = [...rowsUsed.keys()].sort((a, b) => a - b).map((row) => ({ ...data.rows[row], items: rowsUsed.get(row) }));
  const rowOf = new Int32Array(count).fill(-1);
  rows.forEach((row, y) => row.items.forEach((i) => { rowOf[i] = y; }));
  const bands = data.bands.map((band) => ({ ...band, left: xOf[band.start], right: band.end < 0 ? width : xOf[band.end] }));
  const layout = { positions, times, width, left, right, rows, rowOf, bands };
  layout.points = orderPoints(data.order, layout);
  return layout;
}

// Where each operation of the order takes effect: as early as its call and its predecessors allow. Points between the same two ranks share the space evenly.
// An order that does not respect real time (sequential consistency) gets points inside each interval instead.
function orderPoints(order, { left, right, rowOf }) {
  const points = [];
  let latest = -1;
  for (const { operation, place } of order) {
    if (rowOf[operation] < 0) continue;
    const base = Math.max(latest, left[operation]);
    const fits = base < right[operation];
    points.push({ operation, place, y: rowOf[operation], base: fits ? base : left[operation], x: 0 });
    if (fits) latest = base;
  }
  for (let from = 0; from < points.length; ) {
    let to = from + 1;
    while (to < points.length && points[to].base === points[from].base) to++;
    for (let i = from; i < to; i++) points[i].x = points[i].base + (i - from + 1) / (to - from + 1);
    from = to;
  }
  return points;
}

// First item of a row that ends at x or right of it.
function firstEndingAfter(items, right, x) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (right[items[middle]] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The operation of a row at x, or the nearest within the tolerance; -1: none.
function operationAt(layout, y, x, tolerance) {
  const row = layout.rows[y];
  if (!row) return -1;
  const { left, right } = layout;
  let best = -1;
  let distance = tolerance;
  for (let at = Math.max(0, firstEndingAfter(row.items, right, x) - 1); at < row.items.length; at++) {
    const i = row.items[at];
    if (left[i] - x > distance) break;
    const away = Math.max(left[i] - x, x - right[i], 0);
    if (away <= distance && (best < 0 || away < distance)) {
      best = i;
      distance = away;
    }
  }
  return best;
}

// The operation beside, above or below another one; itself at the border.
function neighbour(layout, i, direction) {
  const y = layout.rowOf[i];
  if (y < 0) return layout.positions.length > 0 ? layout.positions[0] : -1;
  const { items } = layout.rows[y];
  const at = items.indexOf(i);
  if (direction === 'left') return items[Math.max(0, at - 1)];
  if (direction === 'right') return items[Math.min(items.length - 1, at + 1)];
  const row = layout.rows[y + (direction === 'up' ? -1 : 1)];
  if (!row) return i;
  const middle = layout.right[i] === layout.width ? layout.left[i] : (layout.left[i] + layout.right[i]) / 2;
  return operationAt(layout, layout.rowOf[row.items[0]], middle, Infinity);
}

// Keeps the view on the timeline. view: {x, scale, y}; x in units at the left edge, scale in pixels a unit, y in pixels.
function clampView(view, layout, size, rowHeight) {
  const narrowest = size.width / (layout.width + 1);
  const scale = Math.min(Math.max(view.scale, Math.min(narrowest, 40)), 400);
  const over = layout.width + 1 - size.width / scale;
  const tall = layout.rows.length * rowHeight - size.height;
  return {
    scale,
    x: over <= 0 ? -1 : Math.min(Math.max(view.x, -1), over - 1),
    y: Math.min(Math.max(view.y, 0), Math.max(0, tall)),
  };
}

// Words that must all be found. f:, key:, process:, value: and # look in one place; a plain word anywhere.
function findMatches(data, positions, query) {
  const terms = query.toLowerCase().split(/\s+/).filter((term) => term !== '');
  if (terms.length === 0) return [];
  const lower = data.texts.map((text) => text.toLowerCase());
  const text = (number) => (number < 0 ? '' : lower[number]);
  const { operations, rows } = data;
  const tests = terms.map((term) => {
    const [, place, word] = /^(f|key|process|value|step|line):(.*)$/.exec(term) || [null, '', term];
    if (place === 'f') return (i) => text(operations.f[i]).includes(word);
    if (place === 'key') return (i) => text(operations.key[i]).includes(word);
    if (place === 'process') return (i) => rows[operations.row[i]].process.toLowerCase() === word;
    if (place === 'value') return (i) => text(operations.input[i]).includes(word) || text(operations.output[i]).includes(word);
    if (place === 'step') return (i) => String(operations.step[i]) === word;
    if (place === 'line') return (i) => String(operations.line[i]) === word;
    if (/^#\d+$/.test(word)) return (i) => operations.index[i] === Number(word.slice(1));
    return (i) => [operations.label[i], operations.input[i], operations.output[i], operations.key[i]].some((number) => text(number).includes(word))
      || rows[operations.row[i]].process.toLowerCase() === word;
  });
  return positions.filter((i) => tests.every((test) => test(i)));
}
`;
