// The page's texts: the names of rows, the card of the selected operation, the reasons, the tooltip. As the text of a script.

export const PANEL = `
const OUTCOME_SENTENCES = [
  'ok: it happened',
  'refused: it happened and was refused',
  'failed: it did not happen',
  'unknown: it may have taken effect at any time after its call, or never',
  'blocked: it was still waiting at the end',
];

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes || {})) {
    if (attribute.startsWith('on')) made.addEventListener(attribute.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

// What is known of an operation, as pairs of a name and a text or an element.
function factsOf(data, i, reason, place) {
  const { operations, texts, rows, times } = data;
  const facts = [];
  const add = (name, number) => { if (number >= 0) facts.push([name, texts[number]]); };
  facts.push(['process', rows[operations.row[i]].process]);
  add('key', operations.key[i]);
  add('input', operations.input[i]);
  add('output', operations.output[i]);
  facts.push(['outcome', OUTCOME_SENTENCES[operations.outcome[i]]]);
  add('error', operations.error[i]);
  const end = operations.return[i];
  facts.push(['called', String(times[operations.call[i]])]);
  facts.push(['returned', end < 0 ? 'never' : String(times[end])]);
  if (operations.step[i] >= 0) facts.push(['step', stepLink(data, i)]);
  if (operations.line[i] > 0) facts.push(['line', String(operations.line[i])]);
  if (place !== undefined) facts.push(['place in order', String(place)]);
  if (reason !== undefined) facts.push(['not next', reason]);
  return facts;
}

function stepLink(data, i) {
  const step = data.operations.step[i];
  return element('a', { href: data.texts[data.operations.link[i]], 'data-step': String(step) }, 'step ' + step);
}

function titleOf(data, i) {
  return '#' + data.operations.index[i] + ' ' + data.texts[data.operations.label[i]];
}

function factList(facts) {
  const list = element('dl', {});
  for (const [name, value] of facts) list.append(element('dt', {}, name), element('dd', {}, value));
  return list;
}

function showCard(place, data, i, reason, position) {
  place.replaceChildren();
  if (i < 0) {
    place.append(element('p', { class: 'hint' }, 'Select an operation by mouse or arrow keys.'));
    return;
  }
  place.append(element('h3', {}, titleOf(data, i)), factList(factsOf(data, i, reason, position)));
}

// The names of the rows in view; only these are in the document.
function showNames(place, layout, view, height) {
  const first = Math.floor(view.y / ROW);
  const last = Math.min(layout.rows.length - 1, Math.floor((view.y + height) / ROW));
  const wanted = last - first + 1;
  while (place.children.length > Math.max(0, wanted)) place.lastChild.remove();
  while (place.children.length < wanted) place.append(element('div', { class: 'name' }));
  for (let y = first; y <= last; y++) {
    const cell = place.children[y - first];
    const row = layout.rows[y];
    const again = y > 0 && layout.rows[y - 1].process === row.process;
    cell.style.transform = 'translateY(' + (y * ROW - view.y) + 'px)';
    const text = again ? '' : row.process;
    if (cell.textContent !== text) cell.textContent = text;
    cell.title = row.process;
  }
}

// Candidates with their reasons, and the operations that contradict each other, as buttons that show them.
function showReasons(data, select) {
  const button = (i) => element('button', { class: 'operation', onclick: () => select(i, true) }, titleOf(data, i));
  const reasons = document.getElementById('reasons');
  for (const { operation, reason } of data.candidates) {
    reasons.append(element('li', {}, button(operation), element('span', { class: 'reason' }, reason)));
  }
  const contradiction = document.getElementById('contradiction');
  for (const i of data.contradiction) contradiction.append(element('li', {}, button(i)));
}

function showTooltip(tip, data, i, reason, position, x, y) {
  tip.hidden = i < 0;
  if (i < 0) return;
  tip.replaceChildren(element('strong', {}, titleOf(data, i)), factList(factsOf(data, i, reason, position)));
  const { offsetWidth: width, offsetHeight: height } = tip;
  tip.style.left = Math.max(4, Math.min(x + 14, window.innerWidth - width - 8)) + 'px';
  tip.style.top = Math.max(4, y + 18 + height > window.innerHeight ? y - height - 12 : y + 18) + 'px';
}
`;
