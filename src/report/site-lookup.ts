// From the text of a place (`file:line:column`) back to its site in the trace, for the source text and function at that place.

import { wordsFor } from '../engine/operation-kinds';
import type { Site } from '../engine/sites';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';
import { truncated } from './wrap';

const LONGEST_NAME = 48;

/** The site at a place; undefined if the trace does not know it. */
export function siteAt(trace: Pick<Trace, 'sites'>, place: string): Site | undefined {
  if (place === '') return undefined;
  return Object.values(trace.sites).find((site) => siteText(site) === place);
}

/** `file:line` of a place given as `file:line:column`. */
export function fileAndLine(place: string): string {
  return place.replace(/(:\d+):\d+$/, '$1');
}

/**
 * What is done at a site, as the source calls it: the awaited expression, or the function's name for functions and for awaits of
 * nothing (`await null`).
 */
export function operationName(site: Site | undefined): string {
  if (site === undefined) return '';
  if (site.kind === 'f')
    return site.function === '<anonymous>' ? 'anonymous function' : oneLine(site.function || site.text);
  const isTelling = !/^(?:null|undefined|void 0|true|false|\d*|\(\)|''|"")$/.test(site.text);
  const inside = site.function === '<anonymous>' ? '' : site.function;
  return oneLine(isTelling ? site.text : inside || site.text);
}

/** ` at file:line`, or '' where the place is unknown. */
export function atPlace(place: string): string {
  return place === '' ? '' : ` at ${fileAndLine(place)}`;
}

function oneLine(text: string): string {
  return truncated(text.replace(/\s+/g, ' ').trim(), LONGEST_NAME);
}

/**
 * The place of an operation. It is '' for operations of the host (timers, say) whose site is not that of the call that set them: then
 * the site is only that of the last await before it.
 */
export function operationPlace(kind: string, site: Site | undefined): string {
  return wordsFor(kind).isHosts && !isHostCall(site) ? '' : siteText(site);
}

/** Whether the site is the call that sets a timer or an immediate. */
export function isHostCall(site: Site | undefined): boolean {
  return site?.kind === 't' || site?.kind === 'd';
}

/** Whom a sentence speaks of: ` of task 0.1`, or '' where the task is unknown. */
export function ofTask(task: string): string {
  return task === '' ? '' : ` of task ${task}`;
}
