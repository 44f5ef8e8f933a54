// The names of sites for strategies. Each is made once: a key costs about a microsecond, and lateness by site asks for one per operation.

import { siteTable } from '../engine/site-table';
import type { SiteNames } from '../strategies/strategy';

export class CachedSiteNames implements SiteNames {
  private readonly keys = new Map<number, number>();

  key(site: number): number {
    let key = this.keys.get(site);
    if (key === undefined) this.keys.set(site, (key = siteTable.key(site)));
    return key;
  }

  describe(site: number): string {
    return siteTable.describe(site);
  }
}
