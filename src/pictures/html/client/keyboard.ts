// Everything by keyboard: arrows go from bar to bar, letters do what the buttons do.

import { type Direction, firstEndingAfter, neighbour } from './find-bar';
import { hover } from './pointer';
import { ROW, type Scene } from './scene';
import type { SearchBox } from './search-box';
import type { Timeline } from './timeline';

/** Pixels that an arrow key moves the view along. */
const ALONG = 120;

const ARROWS: Readonly<Record<string, readonly [Direction, dx: number, dy: number]>> = {
  ArrowLeft: ['left', -ALONG, 0],
  ArrowRight: ['right', ALONG, 0],
  ArrowUp: ['up', 0, -ROW],
  ArrowDown: ['down', 0, ROW],
};

const FIELDS = /^(?:INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY|A)$/;

export function followKeys(timeline: Timeline, search: SearchBox): void {
  const { scene, canvas } = timeline;
  const actions: Readonly<Record<string, () => void>> = {
    '+': () => timeline.zoom(1.5),
    '=': () => timeline.zoom(1.5),
    '-': () => timeline.zoom(1 / 1.5),
    0: () => timeline.fit(),
    e: () => timeline.jumpToFocus(),
    n: () => search.next(1),
    N: () => search.next(-1),
    '/': () => search.focus(),
    Escape: () => {
      timeline.select(-1);
      hover(timeline, null);
    },
    Home: () => timeline.look({ x: -1 }),
    End: () => timeline.look({ x: Number.POSITIVE_INFINITY }),
    PageUp: () => timeline.pan(0, -scene.size.height),
    PageDown: () => timeline.pan(0, scene.size.height),
  };
  const move = ([direction, dx, dy]: (typeof ARROWS)[string], viewOnly: boolean) => {
    if (viewOnly) {
      timeline.pan(dx, dy);
      return;
    }
    timeline.select(scene.selected < 0 ? firstInView(scene) : neighbour(scene.layout, scene.selected, direction));
    search.showFound();
  };
  document.addEventListener('keydown', (event) => {
    const inField = FIELDS.test((event.target as Element).tagName);
    if (event.ctrlKey || event.metaKey || event.altKey || (inField && event.key !== 'Escape')) return;
    const arrow = ARROWS[event.key];
    if (arrow && document.activeElement !== canvas) return;
    if (arrow) move(arrow, event.shiftKey);
    else if (Object.hasOwn(actions, event.key)) actions[event.key]!();
    else return;
    event.preventDefault();
  });
}

function firstInView({ layout, view }: Scene): number {
  const row = layout.rows[Math.ceil(view.y / ROW)];
  if (!row) return -1;
  return row.items[Math.min(firstEndingAfter(row.items, layout.right, view.x), row.items.length - 1)]!;
}
