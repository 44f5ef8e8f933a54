// The decisions of a recorded iteration, each written down once, with the strand that it is about. What a trace stores of them, their
// rolling hash included, is a view that is made when the iteration is over and every strand has its task.

import { NATIVE } from './decision-log';
import { FNV_OFFSET, fnv1a } from './fnv';
import { DECISION_KINDS, type HashedDecision } from './recorded-decision';
import { siteTable } from './site-table';
import type { Strand } from './strand';

interface Entry {
  readonly kind: number;
  readonly options: number;
  readonly choice: number;
  readonly strand: Strand | null;
  readonly site: number;
  readonly operation: string;
  /** Fingerprint of the enabled operations; 0 unless it is a pick. */
  readonly enabled: number;
}

export class DecisionRecords {
  private readonly entries: Entry[] = [];

  /** Returns the 0-based number of the decision. */
  add(entry: Entry): number {
    return this.entries.push(entry) - 1;
  }

  /** As a trace stores them. Linear in their number. */
  view(): HashedDecision[] {
    let hash = FNV_OFFSET;
    return this.entries.map(({ kind, options, choice, strand, site, operation, enabled }) => {
      const name = DECISION_KINDS[kind] as (typeof DECISION_KINDS)[number];
      const task = kind === NATIVE ? '' : (strand?.task?.id ?? '');
      const place = siteTable.describe(site);
      hash = fnv1a(`${name}|${options}|${choice}|${task}|${place}|${operation}|${enabled};`, hash) >>> 0;
      return { kind: name, options, choice, task, site: place, operation, hash };
    });
  }
}

export type { Entry as DecisionEntry };
