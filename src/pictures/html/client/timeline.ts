// The timeline of a page: what is seen of it, what is selected, and when it is drawn. Filters and search are in search-box.ts and filters.ts.

import type { PageData } from '../page-data';
import { readColours } from './canvas';
import { drawTimeline } from './drawing';
import { find } from './element';
import { type Notes, notesOf, stateText, titleOf } from './facts';
import { type Filter, layOut } from './layout';
import { drawMap } from './overview';
import { showCard, showNames } from './panel';
import { AXIS, pixelsOf, ROW, type Scene } from './scene';
import { clampView, type View } from './view';

/** For tests: what the page has done so far. */
export interface Statistics {
  bars: number;
  rows: number;
  arrows: number;
  visible: number;
  matches: number;
  selected: number;
  drawMs: number;
  frames: number;
  view: View;
}

declare global {
  interface Window {
    lockstepTimeline: Statistics;
  }
}

/** Pixels a unit of a view that shows one bar well, and at least when it is jumped to. */
const CLOSE = 28;
const CLOSE_ENOUGH = 20;

export class Timeline {
  readonly scene: Scene;
  readonly filter: Filter;
  readonly notes: Notes;
  readonly canvas = find<HTMLCanvasElement>('timeline');
  /** Called when the bar to show is hidden by a filter. */
  showEverything: () => void = () => {};
  readonly #stage = find('stage');
  readonly #map = find<HTMLCanvasElement>('map');
  readonly #statistics: Statistics;
  #queued = false;
  #mapIsStale = true;

  constructor(readonly data: PageData) {
    this.filter = { group: data.group, lane: '', states: data.states.map(() => true) };
    this.notes = notesOf(data);
    this.scene = {
      data,
      layout: layOut(data, this.filter),
      view: { x: -1, y: 0, scale: 24 },
      size: { width: 1, height: 1 },
      colours: readColours(data.states),
      selected: -1,
      hovered: -1,
      matches: new Set(),
      dim: false,
      showPath: true,
    };
    const { view, layout } = this.scene;
    const none = { bars: 0, rows: 0, arrows: 0, matches: 0, drawMs: 0, frames: 0 };
    this.#statistics = { ...none, visible: layout.positions.length, selected: -1, view };
    window.lockstepTimeline = this.#statistics;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.scene.colours = readColours(data.states);
      this.redraw(true);
    });
    new ResizeObserver(() => this.resize()).observe(this.#stage);
  }

  /** Soon, and once for all that changes until then. */
  redraw(mapToo = false): void {
    if (mapToo) this.#mapIsStale = true;
    if (this.#queued) return;
    this.#queued = true;
    requestAnimationFrame(() => {
      this.#queued = false;
      this.draw();
    });
  }

  draw(): void {
    const { scene } = this;
    const begun = performance.now();
    scene.view = clampView(scene.view, scene.layout, scene.size, ROW);
    Object.assign(this.#statistics, drawTimeline(this.canvas, scene), {
      visible: scene.layout.positions.length,
      matches: scene.matches.size,
      selected: scene.selected,
      view: scene.view,
    });
    showNames(scene);
    this.#drawOverview();
    this.#statistics.drawMs = performance.now() - begun;
    this.#statistics.frames++;
  }

  #drawOverview(): void {
    const { layout, view, size } = this.scene;
    const { clientWidth: width, clientHeight: height } = this.#map;
    if (this.#mapIsStale) drawMap(this.#map, this.scene, { width, height });
    this.#mapIsStale = false;
    const share = width / (layout.width + 1);
    const from = Math.max(0, (view.x + 1) * share);
    const frame = find('frame');
    frame.style.left = `${from}px`;
    frame.style.width = `${Math.max(4, Math.min(width - from, (size.width / view.scale) * share))}px`;
  }

  resize(): void {
    const { scene, canvas } = this;
    const { clientWidth: width, clientHeight: height } = this.#stage;
    document.documentElement.style.setProperty('--rows', `${scene.layout.rows.length * ROW}px`);
    scene.size = { width, height: height - AXIS };
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    this.redraw(true);
  }

  look(view: Partial<View>): void {
    this.scene.view = { ...this.scene.view, ...view };
    this.redraw();
  }

  /** @param at pixels from the left edge that stay where they are; default: the middle */
  zoom(factor: number, at = this.scene.size.width / 2): void {
    const { view, size, layout } = this.scene;
    const unit = view.x + at / view.scale;
    const { scale } = clampView({ ...view, scale: view.scale * factor }, layout, size, ROW);
    this.look({ scale, x: unit - at / scale });
  }

  /** By pixels. */
  pan(dx: number, dy: number): void {
    const { view } = this.scene;
    this.look({ x: view.x + dx / view.scale, y: view.y + dy });
  }

  /** Everything, from edge to edge. */
  fit(): void {
    const { size, layout } = this.scene;
    this.look({ x: -1, y: 0, scale: size.width / (layout.width + 1) });
  }

  /** Brings a bar into view; in the middle if it was outside. */
  reveal(i: number, centre: boolean): void {
    const { layout, size, view } = this.scene;
    const row = layout.rowOf[i]!;
    if (row < 0) return;
    const x = pixelsOf(this.scene, layout.left[i]!);
    const top = row * ROW - view.y;
    const outside = x < 0 || x > size.width - 60;
    this.look({
      ...((centre || outside) && { x: layout.left[i]! + 1 - size.width / 2 / view.scale }),
      ...((top < 0 || top > size.height - ROW) && { y: row * ROW - size.height / 2 }),
    });
  }

  /** @param i -1: nothing */
  select(i: number, centre = false): void {
    const { scene, data, notes } = this;
    if (i >= 0 && scene.layout.rowOf[i]! < 0) this.showEverything();
    scene.selected = i;
    showCard(data, notes, i);
    find('said').textContent = i < 0 ? '' : this.#spoken(i);
    if (i >= 0) this.reveal(i, centre);
    this.redraw();
  }

  /** For those who hear the page. */
  #spoken(i: number): string {
    const { data, notes } = this;
    const lane = `${data.words.lane} ${data.rows[data.bars.row[i]!]!.lane}`;
    const note = notes.texts.get(i);
    const parts = [titleOf(data, i), lane, stateText(data, i)];
    return [...parts, ...(note ? [`${note.fact}: ${note.text}`] : [])].join(', ');
  }

  jumpToFocus(): void {
    const { data, scene } = this;
    const target = data.focus >= 0 ? data.focus : (data.outlined[0] ?? -1);
    if (target < 0) return;
    if (scene.layout.rowOf[target]! < 0) this.showEverything();
    if (scene.view.scale < CLOSE_ENOUGH) scene.view = { ...scene.view, scale: CLOSE };
    this.select(target, true);
  }

  /** After a change of the filter. */
  layOut(): void {
    const { scene } = this;
    scene.layout = layOut(this.data, this.filter);
    scene.hovered = -1;
    if (scene.selected >= 0 && scene.layout.rowOf[scene.selected]! < 0) this.select(-1);
    document.documentElement.style.setProperty('--rows', `${scene.layout.rows.length * ROW}px`);
  }
}
