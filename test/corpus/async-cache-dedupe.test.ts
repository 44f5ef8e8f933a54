// async-cache-dedupe 3.1.0 refreshes a stale value once for every caller that sees it, although it de-duplicates first loads
// (mcollina/async-cache-dedupe#164).

import { idle } from 'lockstep';
import { freshModule } from './fresh-module';
import { row } from './row';

interface Cache {
  define(name: 'page', options: { ttl: number; stale: number }, load: (key: string) => Promise<string>): void;
  page(key: string): Promise<string>;
}
interface Library {
  createCache(options: object): Cache;
}

row<() => Library>('async-cache-dedupe', {
  invariant: 'a stale value is refreshed once',
  bug: /"refreshes": [23]\b/,
  // A reader that comes a second later finds the refreshed value stale again, and is right to refresh it.
  options: { maxLatency: 100 },
  // Its memory storage remembers the time in the module, until a timer tells it otherwise.
  load: (version) => () => freshModule(`async-cache-dedupe-${version}`),
  async scenario(load) {
    let loads = 0;
    const cache = load().createCache({ storage: { type: 'memory' } });
    cache.define('page', { ttl: 1, stale: 5 }, async () => {
      loads++;
      return 'page';
    });
    await cache.page('/');
    await new Promise<void>((resolve) => setTimeout(resolve, 2000));
    const reader = async () => {
      await null;
      return cache.page('/');
    };
    await Promise.all([reader(), reader(), reader()]);
    await idle();
    expect({ refreshes: loads - 1 }).toEqual({ refreshes: 1 });
  },
});
