// The page's texts beside the canvas: the card of the selected bar, the tooltip, the names of rows, the lists of bars.

import type { PageData } from '../page-data';
import { element, find } from './element';
import { factList, type Notes, titleOf } from './facts';
import { ROW, type Scene } from './scene';

/** @param i -1: nothing is selected */
export function showCard(data: PageData, notes: Notes, i: number): void {
  const card = find('card');
  if (i < 0) {
    card.replaceChildren(
      element('p', { class: 'hint' }, `Select one of the ${data.words.bars} by mouse or arrow keys.`),
    );
    return;
  }
  card.replaceChildren(element('h3', {}, titleOf(data, i)), factList(data, notes, i));
}

/** @param i -1: hides it */
export function showTooltip(data: PageData, notes: Notes, i: number, x: number, y: number): void {
  const tip = find('tip');
  tip.hidden = i < 0;
  if (i < 0) return;
  tip.replaceChildren(element('strong', {}, titleOf(data, i)), factList(data, notes, i));
  const { offsetWidth: width, offsetHeight: height } = tip;
  tip.style.left = `${Math.max(4, Math.min(x + 14, window.innerWidth - width - 8))}px`;
  tip.style.top = `${Math.max(4, y + 18 + height > window.innerHeight ? y - height - 12 : y + 18)}px`;
}

/** The names of the rows in view; only these are in the document. */
export function showNames({ layout, view, size }: Scene): void {
  const place = find('names');
  const first = Math.floor(view.y / ROW);
  const last = Math.min(layout.rows.length - 1, Math.floor((view.y + size.height) / ROW));
  const wanted = Math.max(0, last - first + 1);
  while (place.children.length > wanted) place.lastChild!.remove();
  while (place.children.length < wanted) place.append(element('div', { class: 'name' }));
  for (let y = first; y <= last; y++) {
    const cell = place.children[y - first] as HTMLElement;
    const { lane } = layout.rows[y]!;
    const text = layout.rows[y - 1]?.lane === lane ? '' : lane;
    cell.style.transform = `translateY(${y * ROW - view.y}px)`;
    if (cell.textContent !== text) cell.textContent = text;
    cell.title = lane;
  }
}

/** Bars that the page speaks of, as buttons that show them. */
export function showLists(data: PageData, show: (i: number) => void): void {
  for (const { id, bars } of data.lists) {
    for (const { bar, text } of bars) {
      const button = element('button', { class: 'bar' }, titleOf(data, bar));
      button.addEventListener('click', () => show(bar));
      const reason = text === '' ? [] : [element('span', { class: 'reason' }, text)];
      find(id).append(element('li', {}, button, ...reason));
    }
  }
}
