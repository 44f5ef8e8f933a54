// What a user should know although nothing failed: uncontrolled waits, schedules that do not repeat.

import { siteTable } from '../engine/site-table';
import type { Site } from '../engine/sites';
import type { Finding } from '../trace/finding';
import type { ResolvedOptions } from './options';
import { oneModelWarning } from './own-strategy';

/** Said when the exploration went on with a fresh registry per iteration. */
export const LEAKED =
  'State is left over in modules from one iteration to the next: a schedule failed that does not fail with fresh modules. This run went on with ' +
  'fresh modules for every iteration, which is slower. Set isolate: true for this test, or make the state inside the body.';

export interface UncontrolledSite {
  readonly site: Site | null;
  readonly count: number;
}

export function describeUncontrolled(counts: ReadonlyMap<number, number>): UncontrolledSite[] {
  return [...counts].map(([id, count]) => ({ site: siteTable.site(id), count })).sort((a, b) => b.count - a.count);
}

export function warningsOf(
  options: ResolvedOptions,
  repeated: 'same' | 'different' | null,
  uncontrolled: readonly UncontrolledSite[],
  finding: Finding | null,
): string[] {
  const oneModel = oneModelWarning(options);
  const warnings = oneModel === null ? [] : [oneModel];
  if (options.uncontrolled === 'warn' && uncontrolled.length > 0) {
    const places = uncontrolled
      .slice(0, 5)
      .map(({ site, count }) => `${site === null ? 'an unknown place' : `${site.file}:${site.line}`} (${count} times)`);
    const more = uncontrolled.length > 5 ? ` and ${uncontrolled.length - 5} more places` : '';
    warnings.push(
      `Some waits are not under control (native promises, real I/O): ${places.join(', ')}${more}. Their order is that of the real event loop. ` +
        'Replace them by fakes, instrument the code behind them, or set uncontrolled: "allow".',
    );
  }
  if (repeated === 'different' && uncontrolled.length === 0)
    warnings.push(
      'The first schedule, run twice, took different courses: state is left over from one iteration to the next (a module-level cache, a running ' +
        'timer), or something is not deterministic. Set isolate: true (Jest), or make the state inside the body.',
    );
  if (finding?.verdict === 'leak')
    warnings.push(
      'The failing schedule did not fail again when it was replayed: state is left over from earlier iterations, or something is not deterministic. ' +
        'Set isolate: true (Jest), or make the state inside the body.',
    );
  return warnings;
}
