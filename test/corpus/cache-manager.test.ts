// cache-manager 5.7.5 de-duplicates calls in flight by the bare key, process-wide, so two unrelated caches that wrap() the same
// key at the same time get each other's value (jaredwray/cacheable#743).

import type * as Library from 'cache-manager-fixed';
import { row } from './row';

row<typeof Library>('cache-manager', {
  invariant: 'cache.wrap(key, load) returns what load loads',
  bug: /Received.*"(user|order) 1"|[+-].*"(user|order) 1"/,
  toy: 51.8,
  async scenario({ caching }) {
    const users = await caching('memory');
    const orders = await caching('memory');
    const load = (kind: string) => async () => `${kind} 1`;
    const user = async () => {
      await null;
      return users.wrap('1', load('user'));
    };
    const order = async () => {
      await null;
      return orders.wrap('1', load('order'));
    };
    expect(await Promise.all([user(), order()])).toEqual(['user 1', 'order 1']);
  },
});
