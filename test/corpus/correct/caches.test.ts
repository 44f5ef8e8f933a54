// Caches and loaders used as their manuals say: dataloader, lru-cache, p-memoize, keyv.

import DataLoader from 'dataloader';
import Keyv from 'keyv';
import { LRUCache } from 'lru-cache';
import memoize from 'p-memoize-fixed';
import { silent } from './silent';

silent('dataloader loads each key once', async () => {
  const loaded: number[] = [];
  const loader = new DataLoader(async (keys: readonly number[]) => {
    loaded.push(...keys);
    return keys.map((key) => `user ${key}`);
  });
  const request = async (key: number) => {
    await null;
    return loader.load(key);
  };
  expect(await Promise.all([request(1), request(2), request(1)])).toEqual(['user 1', 'user 2', 'user 1']);
  expect([...loaded].sort()).toEqual([1, 2]);
});

silent('dataloader after clear() loads again', async () => {
  let version = 1;
  const loader = new DataLoader(async (keys: readonly string[]) => keys.map(() => version));
  const first = await loader.load('a');
  version = 2;
  loader.clear('a');
  expect([first, await loader.load('a'), await loader.load('a')]).toEqual([1, 2, 2]);
});

silent('lru-cache fetches once for readers that overlap', async () => {
  let fetches = 0;
  const cache = new LRUCache<string, string>({
    max: 5,
    fetchMethod: async (key) => {
      fetches++;
      return `page ${key}`;
    },
  });
  const reader = async () => {
    await null;
    return cache.fetch('/');
  };
  expect(await Promise.all([reader(), reader(), reader()])).toEqual(['page /', 'page /', 'page /']);
  expect(fetches).toBe(1);
});

silent('lru-cache with a time to live', async () => {
  const cache = new LRUCache<string, number>({ max: 5, ttl: 1000 });
  cache.set('a', 1);
  await null;
  const soon = cache.get('a');
  expect(soon === 1 || soon === undefined).toBe(true);
  await new Promise<void>((resolve) => setTimeout(resolve, 2000));
  expect(cache.get('a')).toBeUndefined();
});

silent('p-memoize', async () => {
  let loads = 0;
  const user = memoize(async (id: string) => {
    loads++;
    return { id };
  });
  const request = async () => {
    await null;
    return user('7');
  };
  const [first, second, third] = await Promise.all([request(), request(), request()]);
  expect(loads).toBe(1);
  expect(first).toBe(second);
  expect(second).toBe(third);
});

silent('keyv in memory', async () => {
  const store = new Keyv<number>();
  const writer = async (key: string, value: number) => {
    await null;
    await store.set(key, value);
    return store.get(key);
  };
  expect(await Promise.all([writer('a', 1), writer('b', 2)])).toEqual([1, 2]);
  await store.clear();
  expect(await store.get('a')).toBeUndefined();
});
