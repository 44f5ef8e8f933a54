// Places outside instrumented code, where native work was begun. Their ids go down from -2; -1 is no place.

import type { Site } from './sites';

const FIRST = -2;

export function isForeign(site: number): boolean {
  return site <= FIRST;
}

export class ForeignSites {
  private readonly sites: Site[] = [];
  private readonly ids = new Map<string, number>();

  /** The id of the place with this key. It is made when it is first asked for. */
  id(key: string, make: () => Site): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = FIRST - this.sites.length;
    this.sites.push(make());
    this.ids.set(key, id);
    return id;
  }

  site(id: number): Site | null {
    return this.sites[FIRST - id] ?? null;
  }
}
