// The page's behaviour: view, selection, search, filters, mouse, touch and keyboard. As the text of a script.

export const CONTROLS = String.raw`
function start(data) {
  const find = (id) => document.getElementById(id);
  const stage = find('stage');
  const canvas = find('timeline');
  const map = find('map');
  const names = find('names');
  const reasons = new Map(data.candidates.map(({ operation, reason }) => [operation, reason]));
  const places = new Map(data.order.map(({ operation, place }) => [operation, place]));
  const filter = { key: data.key, process: '', outcomes: OUTCOME_NAMES.map(() => true) };
  const scene = {
    data, layout: layOut(data, filter), view: { x: -1, y: 0, scale: 24 }, size: { width: 1, height: 1 }, colours: readColours(),
    selected: -1, hovered: -1, matches: new Set(), dim: false, named: data.named, showOrder: true,
  };
  let matchList = [];
  let queued = false;
  let mapStale = true;
  const statistics = (window.lockstepTimeline = { bars: 0, rows: 0, visible: scene.layout.positions.length, matches: 0, selected: -1, drawMs: 0, frames: 0, view: scene.view });

  // Drawing

  function redraw() {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => { queued = false; draw(); });
  }

  function draw() {
    const begun = performance.now();
    scene.view = clampView(scene.view, scene.layout, scene.size, ROW);
    Object.assign(statistics, drawTimeline(canvas, scene), { visible: scene.layout.positions.length, matches: matchList.length, selected: scene.selected, view: scene.view });
    showNames(names, scene.layout, scene.view, scene.size.height);
    const width = map.clientWidth;
    if (mapStale) drawMap(map, scene, width, map.clientHeight);
    mapStale = false;
    const share = width / (scene.layout.width + 1);
    const frame = find('frame');
    const from = Math.max(0, (scene.view.x + 1) * share);
    frame.style.left = from + 'px';
    frame.style.width = Math.max(4, Math.min(width - from, (scene.size.width / scene.view.scale) * share)) + 'px';
    statistics.drawMs = performance.now() - begun;
    statistics.frames++;
  }

  function resize() {
    document.documentElement.style.setProperty('--rows', scene.layout.rows.length * ROW + 'px');
    scene.size = { width: stage.clientWidth, height: stage.clientHeight - AXIS };
    canvas.style.width = stage.clientWidth + 'px';
    canvas.style.height = stage.clientHeight + 'px';
    mapStale = true;
    redraw();
  }

  // View

  function zoom(factor, at) {
    const { view, size } = scene;
    const anchor = at === undefined ? size.width / 2 : at;
    const unit = view.x + anchor / view.scale;
    const scale = clampView({ ...view, scale: view.scale * factor }, scene.layout, size, ROW).scale;
    scene.view = { ...view, scale, x: unit - anchor / scale };
    redraw();
  }

  function pan(dx, dy) {
    scene.view = { ...scene.view, x: scene.view.x + dx / scene.view.scale, y: scene.view.y + dy };
    redraw();
  }

  function fit() {
    scene.view = { x: -1, y: 0, scale: scene.size.width / (scene.layout.width + 1) };
    redraw();
  }

  // Brings an operation into view; centred if it was outside.
  function reveal(i, centre) {
    const { layout, size } = scene;
    const y = layout.rowOf[i];
    if (y < 0) return;
    const view = { ...scene.view };
    const x = (layout.left[i] - view.x) * view.scale;
    if (centre || x < 0 || x > size.width - 60) view.x = layout.left[i] + 1 - size.width / 2 / view.scale;
    const top = y * ROW - view.y;
    if (top < 0 || top > size.height - ROW) view.y = y * ROW - size.height / 2;
    scene.view = view;
    redraw();
  }

  function select(i, centre) {
    if (i >= 0 && scene.layout.rowOf[i] < 0) clearFilters();
    scene.selected = i;
    showCard(find('card'), data, i, reasons.get(i), places.get(i));
    find('said').textContent = i < 0 ? '' : titleOf(data, i) + ', process ' + data.rows[data.operations.row[i]].process + ', ' + OUTCOME_SENTENCES[data.operations.outcome[i]] + (reasons.has(i) ? ', not next: ' + reasons.get(i) : '');
    if (i >= 0) reveal(i, centre);
    redraw();
  }

  function jumpToError() {
    const target = data.error >= 0 ? data.error : data.named.length > 0 ? data.named[0] : -1;
    if (target < 0) return;
    if (scene.layout.rowOf[target] < 0) clearFilters();
    if (scene.view.scale < 20) scene.view = { ...scene.view, scale: 28 };
    select(target, true);
  }

  // Search and filters

  function search() {
    const query = find('search').value;
    matchList = findMatches(data, scene.layout.positions, query);
    scene.matches = new Set(matchList);
    scene.dim = query.trim() !== '';
    mapStale = true;
    showFound();
    redraw();
  }

  function showFound() {
    const at = matchList.indexOf(scene.selected);
    const text = !scene.dim ? '' : matchList.length === 0 ? 'nothing found' : (at >= 0 ? at + 1 + ' of ' : '') + matchList.length + ' found';
    find('found').textContent = text;
  }

  function nextMatch(direction) {
    if (matchList.length === 0) return;
    const at = matchList.indexOf(scene.selected);
    const from = at >= 0 ? at + direction : direction > 0 ? 0 : matchList.length - 1;
    select(matchList[(from + matchList.length) % matchList.length], false);
    showFound();
  }

  function applyFilter() {
    scene.layout = layOut(data, filter);
    scene.hovered = -1;
    if (scene.selected >= 0 && scene.layout.rowOf[scene.selected] < 0) select(-1);
    find('shown').textContent = scene.layout.positions.length === data.operations.call.length ? '' : scene.layout.positions.length.toLocaleString('en') + ' shown';
    search();
    if (scene.selected >= 0) reveal(scene.selected, true);
    else fit();
  }

  function clearFilters() {
    filter.key = -1;
    filter.process = '';
    filter.outcomes.fill(true);
    find('key').value = '-1';
    find('process').value = '';
    for (const box of document.querySelectorAll('#outcomes input')) box.checked = true;
    applyFilter();
  }

  function offerFilters() {
    const { operations, texts, rows } = data;
    const keys = [...new Set(operations.key)].filter((key) => key >= 0);
    find('key').append(...[[-1, 'all keys'], ...keys.map((key) => [key, texts[key]])].map(([value, text]) => element('option', { value: String(value), selected: value === filter.key }, text)));
    find('key').hidden = keys.length < 2;
    const processes = [...new Set(rows.map(({ process }) => process))];
    find('process').append(...['', ...processes].map((process) => element('option', { value: process }, process === '' ? 'all processes' : process)));
    find('process').hidden = processes.length < 2;
    const counts = OUTCOME_NAMES.map(() => 0);
    for (const outcome of operations.outcome) counts[outcome]++;
    OUTCOME_NAMES.forEach((name, code) => {
      if (counts[code] === 0) return;
      const box = element('input', { type: 'checkbox', checked: true, value: name });
      box.addEventListener('change', () => { filter.outcomes[code] = box.checked; applyFilter(); });
      const word = OUTCOME_SENTENCES[code].split(':')[0];
      find('outcomes').append(element('label', { class: 'chip', title: OUTCOME_SENTENCES[code] }, box, element('i', { class: name }), word + ' ' + counts[code].toLocaleString('en')));
    });
    find('key').addEventListener('change', (event) => { filter.key = Number(event.target.value); applyFilter(); });
    find('process').addEventListener('change', (event) => { filter.process = event.target.value; applyFilter(); });
  }

  // Mouse and touch

  function under(event) {
    const box = canvas.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top - AXIS;
    if (y < 0) return -1;
    return operationAt(scene.layout, Math.floor((y + scene.view.y) / ROW), scene.view.x + x / scene.view.scale, 4 / scene.view.scale);
  }

  function hover(event) {
    const i = event ? under(event) : -1;
    if (i !== scene.hovered) { scene.hovered = i; redraw(); }
    canvas.style.cursor = i >= 0 ? 'pointer' : 'grab';
    showTooltip(find('tip'), data, i, reasons.get(i), places.get(i), event ? event.clientX : 0, event ? event.clientY : 0);
  }

  const pointers = new Map();
  let travelled = 0;
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    travelled = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) { hover(event); return; }
    const dx = event.clientX - before.clientX;
    const dy = event.clientY - before.clientY;
    travelled += Math.abs(dx) + Math.abs(dy);
    const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    if (other) {
      const apart = (one) => Math.max(20, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
      zoom(apart(event) / apart(before), (event.clientX + other.clientX) / 2 - canvas.getBoundingClientRect().left);
    } else if (travelled > 4) {
      pan(-dx, -dy);
      hover(null);
      canvas.style.cursor = 'grabbing';
    }
    pointers.set(event.pointerId, event);
  });
  canvas.addEventListener('pointerup', (event) => {
    if (travelled <= 4 && pointers.size === 1) { select(under(event), false); showFound(); }
    pointers.delete(event.pointerId);
    canvas.style.cursor = 'grab';
  });
  canvas.addEventListener('pointercancel', (event) => pointers.delete(event.pointerId));
  canvas.addEventListener('pointerleave', () => hover(null));
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    hover(null);
    const lines = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 400 : 1;
    if (event.altKey) pan(0, event.deltaY * lines);
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan((event.deltaX || event.deltaY) * lines, 0);
    else zoom(Math.exp(-Math.max(-200, Math.min(200, event.deltaY * lines)) / 300), event.clientX - canvas.getBoundingClientRect().left);
  }, { passive: false });
  names.addEventListener('wheel', (event) => { event.preventDefault(); pan(0, event.deltaY); }, { passive: false });

  const toMap = (event) => {
    const share = (event.clientX - map.getBoundingClientRect().left) / map.clientWidth;
    scene.view = { ...scene.view, x: share * (scene.layout.width + 1) - 1 - scene.size.width / scene.view.scale / 2 };
    redraw();
  };
  map.addEventListener('pointerdown', (event) => { map.setPointerCapture(event.pointerId); toMap(event); });
  map.addEventListener('pointermove', (event) => { if (event.buttons) toMap(event); });

  // Keyboard

  const keys = {
    '+': () => zoom(1.5), '=': () => zoom(1.5), '-': () => zoom(1 / 1.5), 0: fit, e: jumpToError,
    n: () => nextMatch(1), N: () => nextMatch(-1), Escape: () => { select(-1); hover(null); },
    '/': () => find('search').focus(),
    Home: () => { scene.view = { ...scene.view, x: -1 }; redraw(); },
    End: () => { scene.view = { ...scene.view, x: Infinity }; redraw(); },
    PageUp: () => pan(0, -scene.size.height), PageDown: () => pan(0, scene.size.height),
  };
  const arrows = { ArrowLeft: ['left', -1, 0], ArrowRight: ['right', 1, 0], ArrowUp: ['up', 0, -1], ArrowDown: ['down', 0, 1] };

  document.addEventListener('keydown', (event) => {
    const field = /^(?:INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY|A)$/.test(event.target.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey || (field && event.key !== 'Escape')) return;
    const arrow = arrows[event.key];
    if (arrow && document.activeElement !== canvas) return;
    if (arrow && event.shiftKey) pan(arrow[1] * 120, arrow[2] * ROW);
    else if (arrow) { select(scene.selected < 0 ? firstInView() : neighbour(scene.layout, scene.selected, arrow[0]), false); showFound(); }
    else if (Object.hasOwn(keys, event.key)) keys[event.key]();
    else return;
    event.preventDefault();
  });

  function firstInView() {
    const row = scene.layout.rows[Math.ceil(scene.view.y / ROW)];
    if (!row) return -1;
    return row.items[Math.min(firstEndingAfter(row.items, scene.layout.right, scene.view.x), row.items.length - 1)];
  }

  find('search').addEventListener('input', search);
  find('search').addEventListener('keydown', (event) => {
    if (event.key === 'Enter') nextMatch(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') { event.target.value = ''; search(); canvas.focus(); }
  });
  find('next').addEventListener('click', () => nextMatch(1));
  find('previous').addEventListener('click', () => nextMatch(-1));
  find('in').addEventListener('click', () => zoom(1.5));
  find('out').addEventListener('click', () => zoom(1 / 1.5));
  find('fit').addEventListener('click', fit);
  find('clear').addEventListener('click', () => { find('search').value = ''; clearFilters(); });
  find('jump').addEventListener('click', jumpToError);
  find('jump').hidden = data.error < 0 && data.named.length === 0;
  find('order').addEventListener('change', (event) => { scene.showOrder = event.target.checked; redraw(); });
  find('order').closest('label').hidden = data.order.length === 0;

  // Links from outside: #operation-3 selects by number, #step-12 what was called last at that step.
  function follow() {
    const [, kind, text] = /^#(operation|step)-(\d+)$/.exec(location.hash) || [];
    if (kind === undefined) return false;
    const { index, step } = data.operations;
    const column = kind === 'operation' ? index : step;
    let best = -1;
    for (let i = 0; i < column.length; i++) {
      const near = kind === 'operation' ? column[i] === Number(text) : column[i] >= 0 && column[i] <= Number(text);
      if (near && (best < 0 || column[i] >= column[best])) best = i;
    }
    if (best >= 0) select(best, true);
    return best >= 0;
  }

  // Wide enough for the longest name, within bounds.
  const longest = data.rows.reduce((most, { process }) => Math.max(most, process.length), 0);
  document.documentElement.style.setProperty('--names', Math.min(160, Math.max(68, 28 + longest * 7.5)) + 'px');
  offerFilters();
  showReasons(data, select);
  showCard(find('card'), data, -1);
  find('shown').textContent = scene.layout.positions.length === data.operations.call.length ? '' : scene.layout.positions.length.toLocaleString('en') + ' shown';
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { scene.colours = readColours(); mapStale = true; redraw(); });
  addEventListener('hashchange', follow);
  new ResizeObserver(resize).observe(stage);
  resize();
  scene.view = { x: -1, y: 0, scale: Math.min(60, Math.max(24, scene.size.width / (scene.layout.width + 1))) };
  if (!follow() && data.error >= 0) select(data.error, scene.layout.width * scene.view.scale > scene.size.width);
  draw();
  statistics.firstDrawAt = performance.now();
}

start(JSON.parse(document.getElementById('data').textContent));
`;
