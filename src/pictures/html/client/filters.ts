// The filters: by group, by lane, by state.

import { element, find } from './element';
import type { SearchBox } from './search-box';
import type { Timeline } from './timeline';

const inEnglish = (count: number) => count.toLocaleString('en');

export class Filters {
  readonly #group = find<HTMLSelectElement>('group');
  readonly #lane = find<HTMLSelectElement>('lane');
  readonly #boxes: HTMLInputElement[] = [];

  constructor(
    private readonly timeline: Timeline,
    private readonly search: SearchBox,
  ) {
    this.#offerGroups();
    this.#offerLanes();
    this.#offerStates();
    this.#showCount();
    find('clear').addEventListener('click', () => {
      search.clear();
      this.clear();
    });
    timeline.showEverything = () => this.clear();
  }

  clear(): void {
    const { filter } = this.timeline;
    filter.group = -1;
    filter.lane = '';
    filter.states.fill(true);
    this.#group.value = '-1';
    this.#lane.value = '';
    for (const box of this.#boxes) box.checked = true;
    this.#apply();
  }

  #apply(): void {
    const { timeline } = this;
    timeline.layOut();
    this.#showCount();
    this.search.search();
    if (timeline.scene.selected >= 0) timeline.reveal(timeline.scene.selected, true);
    else timeline.fit();
  }

  #showCount(): void {
    const { data, scene } = this.timeline;
    const { length } = scene.layout.positions;
    find('shown').textContent = length === data.bars.start.length ? '' : `${inEnglish(length)} shown`;
  }

  #offerGroups(): void {
    const { data, filter } = this.timeline;
    const groups = [...new Set(data.bars.group)].filter((group) => group >= 0);
    const offered: [number, string][] = groups.map((group) => [group, data.texts[group]!]);
    for (const [group, text] of [[-1, `all ${data.words.groups}`] as [number, string], ...offered]) {
      this.#group.append(element('option', { value: String(group), selected: group === filter.group }, text));
    }
    this.#group.hidden = groups.length < 2;
    this.#group.addEventListener('change', () => {
      filter.group = Number(this.#group.value);
      this.#apply();
    });
  }

  #offerLanes(): void {
    const { data, filter } = this.timeline;
    const lanes = [...new Set(data.rows.map(({ lane }) => lane))];
    this.#lane.append(element('option', { value: '' }, `all ${data.words.lanes}`));
    this.#lane.append(...lanes.map((lane) => element('option', { value: lane }, lane)));
    this.#lane.hidden = lanes.length < 2;
    this.#lane.addEventListener('change', () => {
      filter.lane = this.#lane.value;
      this.#apply();
    });
  }

  #offerStates(): void {
    const { data, filter } = this.timeline;
    const counts = data.states.map(() => 0);
    for (const state of data.bars.state) counts[state]!++;
    data.states.forEach(({ name, word, sentence, colour, dashed }, state) => {
      if (counts[state] === 0) return;
      const box = element('input', { type: 'checkbox', checked: true, value: name });
      box.addEventListener('change', () => {
        filter.states[state] = box.checked;
        this.#apply();
      });
      this.#boxes.push(box);
      const colourKey = element('i', { class: dashed ? `${colour} dashed` : colour });
      const text = `${word} ${inEnglish(counts[state]!)}`;
      find('states').append(element('label', { class: 'chip', title: `${word}: ${sentence}` }, box, colourKey, text));
    });
  }
}
