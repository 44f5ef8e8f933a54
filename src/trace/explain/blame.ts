// Whom to blame: the code under test before packages that only carry it, and these before the test and its fakes.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { RaceCandidate } from './race';

/** From the test (0) to the code under test (3). */
export type Degree = 0 | 1 | 2 | 3;

export class Blame {
  /** The package that is reached first: if the test has no code of its own beside it, it is what the test is about. */
  private readonly first: string;

  /** @param testFiles the test's file and those of its fakes */
  constructor(
    events: readonly TraceEvent[],
    private readonly siteOf: (id: number) => Site | undefined,
    private readonly testFiles: ReadonlySet<string>,
  ) {
    this.first = packageOf(
      events.map(({ site }) => siteOf(site)?.file ?? '').find((file) => packageOf(file) !== '') ?? '',
    );
  }

  ofSite(site: number): Degree {
    const file = this.siteOf(site)?.file;
    if (file === undefined || this.testFiles.has(file)) return 0;
    const inside = packageOf(file);
    if (inside === '') return 3;
    return inside === this.first ? 2 : 1;
  }

  of({ accesses }: RaceCandidate): Degree {
    return Math.max(...accesses.map(({ site }) => this.ofSite(site))) as Degree;
  }
}

/** Name of the package that a file belongs to; '' for files outside `node_modules`. */
function packageOf(file: string): string {
  return /.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? '';
}
