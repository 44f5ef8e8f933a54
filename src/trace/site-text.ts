// How a place is written in traces and reports.

import type { Site } from '../engine/sites';

/** `file:line:column` of a site, the column counted from 1 as in a stack; '' if it is unknown. */
export function siteText(site: Site | undefined): string {
  return site === undefined ? '' : `${site.file}:${site.line}:${site.column + 1}`;
}
