// What a user should know although nothing failed: uncontrolled waits, schedules that do not repeat.

import { siteTable } from '../engine/site-table';
import type { Site } from '../engine/sites';
import { counted } from '../report/counted';
import type { Finding } from '../trace/finding';
import type { LeftOver } from './left-over';
import type { ResolvedOptions } from './options';
import { oneModelWarning } from './own-strategy';

/** Said when the exploration went on with a fresh registry per iteration. */
export function leftOverWarning(places: readonly LeftOver[]): string {
  return (
    `State is left over in modules from one iteration to the next${named(places)}. This run went on with fresh modules for every iteration, which is ` +
    'slower. Set isolate: true for this test, or make the state inside the body.'
  );
}

/** Said when the first schedule did not repeat, and nothing else is known of it. */
export function differsWarning(places: readonly LeftOver[]): string {
  return (
    `The first schedule, run twice, took different courses${named(places)}: state is left over from one iteration to the next (a module-level cache, a ` +
    'running timer), or something is not deterministic. Set isolate: true (Jest), or make the state inside the body.'
  );
}

/** Said when so few schedules were run because the time was over. */
export function cutShortWarning({ timeBudget }: Pick<ResolvedOptions, 'timeBudget'>, schedules: number): string {
  return (
    `Only ${counted(schedules, 'schedule')} fitted into the time budget of ${timeBudget} ms: a bug that more schedules show is missed. Raise timeBudget, ` +
    'or make the body do less.'
  );
}

function named(places: readonly LeftOver[]): string {
  const list = [...new Set(places.map(({ name, file, line }) => `\`${name}\` at ${file}:${line}`))].join(', ');
  return list === '' ? '' : ` (${list} is not what it was at first)`;
}

export interface UncontrolledSite {
  readonly site: Site | null;
  readonly count: number;
}

export function describeUncontrolled(counts: ReadonlyMap<number, number>): UncontrolledSite[] {
  return [...counts].map(([id, count]) => ({ site: siteTable.site(id), count })).sort((a, b) => b.count - a.count);
}

/** ``fs.readFile` at test/a.test.ts:6 (20 times)`. */
export function placeOf({ site, count }: UncontrolledSite): string {
  const times = `(${count === 1 ? 'once' : `${count} times`})`;
  if (site === null) return `native code ${times}`;
  return `\`${site.text}\`${site.file === '' ? '' : ` at ${site.file}:${site.line}`} ${times}`;
}

export function warningsOf(
  options: ResolvedOptions,
  uncontrolled: readonly UncontrolledSite[],
  finding: Finding | null,
): string[] {
  const oneModel = oneModelWarning(options);
  const warnings = oneModel === null ? [] : [oneModel];
  if (options.uncontrolled === 'warn' && uncontrolled.length > 0) {
    const places = uncontrolled.slice(0, 5).map(placeOf);
    const more = uncontrolled.length > 5 ? ` and ${uncontrolled.length - 5} more places` : '';
    warnings.push(
      `Some waits are not under control (native promises, real I/O): ${places.join(', ')}${more}. Their order is that of the real event loop. ` +
        'Replace them by fakes, instrument the code behind them, or set uncontrolled: "allow".',
    );
  }
  if (finding?.verdict === 'leak')
    warnings.push(
      'The failing schedule did not fail again when it was replayed: state is left over from earlier iterations, or something is not deterministic. ' +
        'Set isolate: true (Jest), or make the state inside the body.',
    );
  return warnings;
}
