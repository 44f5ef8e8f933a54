// Canvases as large as the screen's pixels, the fonts on them, and the colours of the page's style.

import type { PageData } from '../page-data';
import type { Size } from './view';

export const MONOSPACE =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
/** Width of a character of 12 pixels. */
export const CHARACTER = 7.23;

const NAMES = [
  'text',
  'muted',
  'line',
  'stripe',
  'surface',
  'error',
  'path',
  'selected',
  'match',
  'mark',
  'mark-line',
] as const;

export type Colours = Readonly<Record<(typeof NAMES)[number], string>> & {
  /** By the position of the state. */
  readonly fill: readonly string[];
  readonly edge: readonly string[];
};

export function readColours(states: PageData['states']): Colours {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const named = Object.fromEntries(NAMES.map((name) => [name, get(name)])) as Record<(typeof NAMES)[number], string>;
  return {
    ...named,
    fill: states.map(({ colour }) => get(colour)),
    edge: states.map(({ colour }) => get(`${colour}-edge`)),
  };
}

/** The empty canvas, in pixels of the page. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
