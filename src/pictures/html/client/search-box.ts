// The search field: finds bars, counts them, and goes from one to the next.

import { find } from './element';
import { findMatches } from './search';
import type { Timeline } from './timeline';

export class SearchBox {
  readonly #field = find<HTMLInputElement>('search');
  #matches: readonly number[] = [];

  constructor(private readonly timeline: Timeline) {
    this.#field.addEventListener('input', () => this.search());
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.next(event.shiftKey ? -1 : 1);
      if (event.key !== 'Escape') return;
      this.clear();
      this.search();
      timeline.canvas.focus();
    });
    find('next').addEventListener('click', () => this.next(1));
    find('previous').addEventListener('click', () => this.next(-1));
  }

  focus(): void {
    this.#field.focus();
  }

  clear(): void {
    this.#field.value = '';
  }

  search(): void {
    const { scene, data } = this.timeline;
    const query = this.#field.value;
    this.#matches = findMatches(data, scene.layout.positions, query);
    scene.matches = new Set(this.#matches);
    scene.dim = query.trim() !== '';
    this.showFound();
    this.timeline.redraw(true);
  }

  showFound(): void {
    const { dim, selected } = this.timeline.scene;
    const at = this.#matches.indexOf(selected);
    const place = at >= 0 ? `${at + 1} of ` : '';
    const found = this.#matches.length === 0 ? 'nothing found' : `${place}${this.#matches.length} found`;
    find('found').textContent = dim ? found : '';
  }

  next(direction: 1 | -1): void {
    const { length } = this.#matches;
    if (length === 0) return;
    const at = this.#matches.indexOf(this.timeline.scene.selected);
    const first = direction > 0 ? 0 : length - 1;
    const to = at >= 0 ? (at + direction + length) % length : first;
    this.timeline.select(this.#matches[to]!);
    this.showFound();
  }
}
