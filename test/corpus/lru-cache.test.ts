// lru-cache 11.2.1: fetch() with ignoreFetchAbort drops the value if the caller's signal aborts before the fetch, which goes on,
// has ended (isaacs/node-lru-cache#388).

import { idle } from 'lockstep';
import type * as Library from 'lru-cache-fixed';
import { row } from './row';

row<typeof Library>('lru-cache', {
  invariant: 'with ignoreFetchAbort the fetched value ends in the cache',
  bug: /"cached": undefined/,
  toy: 49.2,
  async scenario({ LRUCache }) {
    const cache = new LRUCache<string, string>({
      max: 5,
      ignoreFetchAbort: true,
      allowStaleOnFetchAbort: true,
      fetchMethod: async () => 'page',
    });
    const controller = new AbortController();
    const reader = cache.fetch('/', { signal: controller.signal }).catch(() => {});
    const leave = async () => {
      await null;
      controller.abort();
    };
    await Promise.all([reader, leave()]);
    await idle();
    expect({ cached: cache.get('/') }).toEqual({ cached: 'page' });
  },
});
