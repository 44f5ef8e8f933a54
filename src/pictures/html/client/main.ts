// The script of the page: reads the data in it and puts the parts together.

import type { PageData } from '../page-data';
import { find } from './element';
import { Filters } from './filters';
import { followKeys } from './keyboard';
import { linkedBar } from './links';
import { showCard, showLists } from './panel';
import { followPointer } from './pointer';
import { SearchBox } from './search-box';
import { Timeline } from './timeline';

export function start(data: PageData): void {
  makeRoomForNames(data);
  const timeline = new Timeline(data);
  const search = new SearchBox(timeline);
  new Filters(timeline, search);
  followPointer(timeline, search);
  followKeys(timeline, search);
  connectButtons(timeline);
  showLists(data, (i) => timeline.select(i, true));
  showCard(data, timeline.notes, -1);
  const follow = (): boolean => {
    const linked = linkedBar(data, location.hash);
    if (linked >= 0) timeline.select(linked, true);
    return linked >= 0;
  };
  window.addEventListener('hashchange', follow);
  timeline.resize();
  const { scene } = timeline;
  scene.view = { x: -1, y: 0, scale: Math.min(60, Math.max(24, scene.size.width / (scene.layout.width + 1))) };
  const fits = scene.layout.width * scene.view.scale <= scene.size.width;
  if (!follow() && data.focus >= 0) timeline.select(data.focus, !fits);
  timeline.draw();
}

function connectButtons(timeline: Timeline): void {
  const { data, scene } = timeline;
  find('in').addEventListener('click', () => timeline.zoom(1.5));
  find('out').addEventListener('click', () => timeline.zoom(1 / 1.5));
  find('fit').addEventListener('click', () => timeline.fit());
  const jump = find('jump');
  jump.addEventListener('click', () => timeline.jumpToFocus());
  jump.hidden = data.focus < 0 && data.outlined.length === 0;
  const path = find<HTMLInputElement>('path');
  path.addEventListener('change', () => {
    scene.showPath = path.checked;
    timeline.redraw();
  });
  path.closest('label')!.hidden = data.path.length === 0;
}

/** Wide enough for the longest name, within bounds. */
function makeRoomForNames({ rows }: PageData): void {
  const longest = rows.reduce((most, { lane }) => Math.max(most, lane.length), 0);
  const width = Math.min(160, Math.max(68, 28 + longest * 7.5));
  document.documentElement.style.setProperty('--names', `${width}px`);
}

start(JSON.parse(find('data').textContent));
