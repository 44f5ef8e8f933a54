// From the text of a place (`file:line:column`) back to its site in the trace, for the source text and function at that place.

import type { Site } from '../engine/sites';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';

/** The site at a place; undefined if the trace does not know it. */
export function siteAt(trace: Pick<Trace, 'sites'>, place: string): Site | undefined {
  if (place === '') return undefined;
  return Object.values(trace.sites).find((site) => siteText(site) === place);
}

/** `file:line` of a place given as `file:line:column`. */
export function fileAndLine(place: string): string {
  return place.replace(/(:\d+):\d+$/, '$1');
}

/** What is done at a site, as the source calls it: the awaited expression, or the function's name. */
export function operationName(site: Site | undefined): string {
  if (site === undefined) return '';
  return oneLine(site.kind === 'f' ? site.function || site.text : site.text || site.function);
}

/** ` at file:line`, or '' where the place is unknown. */
export function atPlace(place: string): string {
  return place === '' ? '' : ` at ${fileAndLine(place)}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 48 ? `${line.slice(0, 47)}…` : line;
}
