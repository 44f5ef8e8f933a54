// Mouse and touch: select, drag, zoom with two fingers or the wheel, move along on the small map.

import { find } from './element';
import { barAt } from './find-bar';
import { showTooltip } from './panel';
import { AXIS, ROW } from './scene';
import type { SearchBox } from './search-box';
import type { Timeline } from './timeline';

/** Pixels that a pointer may travel and still be a click. */
const CLICK = 4;
/** Pixels around a bar that still are on it. */
const TOLERANCE = 4;

export function followPointer(timeline: Timeline, search: SearchBox): void {
  const { canvas } = timeline;
  const pointers = new Map<number, PointerEvent>();
  let travelled = 0;
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    travelled = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      hover(timeline, event);
      return;
    }
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    travelled += Math.abs(dx) + Math.abs(dy);
    const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    if (other) {
      const apart = (one: PointerEvent) =>
        Math.max(20, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
      const middle = (event.clientX + other.clientX) / 2 - canvas.getBoundingClientRect().left;
      timeline.zoom(apart(event) / apart(before), middle);
    } else if (travelled > CLICK) {
      timeline.pan(-dx, -dy);
      hover(timeline, null);
      canvas.style.cursor = 'grabbing';
    }
    pointers.set(event.pointerId, event);
  });
  canvas.addEventListener('pointerup', (event) => {
    if (travelled <= CLICK && pointers.size === 1) {
      timeline.select(barUnder(timeline, event));
      search.showFound();
    }
    pointers.delete(event.pointerId);
    canvas.style.cursor = 'grab';
  });
  canvas.addEventListener('pointercancel', (event) => pointers.delete(event.pointerId));
  canvas.addEventListener('pointerleave', () => hover(timeline, null));
  followWheel(timeline);
  followMap(timeline);
}

/** @param event null: the pointer is nowhere */
export function hover(timeline: Timeline, event: PointerEvent | null): void {
  const { scene, data, notes, canvas } = timeline;
  const i = event ? barUnder(timeline, event) : -1;
  if (i !== scene.hovered) {
    scene.hovered = i;
    timeline.redraw();
  }
  canvas.style.cursor = i >= 0 ? 'pointer' : 'grab';
  showTooltip(data, notes, i, event?.clientX ?? 0, event?.clientY ?? 0);
}

function barUnder({ scene, canvas }: Timeline, event: MouseEvent): number {
  const box = canvas.getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top - AXIS;
  if (y < 0) return -1;
  const { layout, view } = scene;
  return barAt(layout, Math.floor((y + view.y) / ROW), view.x + x / view.scale, TOLERANCE / view.scale);
}

function followWheel(timeline: Timeline): void {
  const { canvas } = timeline;
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    hover(timeline, null);
    const { deltaX, deltaY, deltaMode } = event;
    const pixels = deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
    if (event.altKey) timeline.pan(0, deltaY * pixels);
    else if (event.shiftKey || Math.abs(deltaX) > Math.abs(deltaY)) timeline.pan((deltaX || deltaY) * pixels, 0);
    else {
      const turned = Math.max(-200, Math.min(200, deltaY * pixels));
      timeline.zoom(Math.exp(-turned / 300), event.clientX - canvas.getBoundingClientRect().left);
    }
  };
  find('stage').addEventListener('wheel', wheel, { passive: false });
  const names = (event: WheelEvent) => {
    event.preventDefault();
    timeline.pan(0, event.deltaY);
  };
  find('names').addEventListener('wheel', names, { passive: false });
}

function followMap(timeline: Timeline): void {
  const map = find('map');
  const look = (event: PointerEvent) => {
    const { layout, size, view } = timeline.scene;
    const share = (event.clientX - map.getBoundingClientRect().left) / map.clientWidth;
    timeline.look({ x: share * (layout.width + 1) - 1 - size.width / view.scale / 2 });
  };
  map.addEventListener('pointerdown', (event) => {
    map.setPointerCapture(event.pointerId);
    look(event);
  });
  map.addEventListener('pointermove', (event) => {
    if (event.buttons) look(event);
  });
}
