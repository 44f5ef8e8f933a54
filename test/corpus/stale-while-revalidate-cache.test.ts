// stale-while-revalidate-cache 3.1.3 runs the function for every caller that misses the cache while another call for the same key is
// in flight (jperasmus/stale-while-revalidate-cache#30).

import { row } from './row';

interface Library {
  createStaleWhileRevalidateCache(
    options: object,
  ): (key: string, load: () => Promise<string>) => Promise<{ value: string }>;
}

row<Library>('stale-while-revalidate-cache', {
  invariant: 'one execution per key while one is in flight',
  bug: /"loadsAtOnce": [23]\b/,
  async scenario({ createStaleWhileRevalidateCache }) {
    const stored = new Map<string, unknown>();
    const storage = {
      getItem: async (key: string) => stored.get(key),
      setItem: async (key: string, value: unknown) => {
        stored.set(key, value);
      },
    };
    const cached = createStaleWhileRevalidateCache({ storage, minTimeToStale: 10_000, maxTimeToLive: 60_000 });
    let running = 0;
    let loadsAtOnce = 0;
    const load = async () => {
      loadsAtOnce = Math.max(loadsAtOnce, ++running);
      await null;
      running--;
      return 'page';
    };
    const request = async () => {
      await null;
      return (await cached('/', load)).value;
    };
    expect(await Promise.all([request(), request(), request()])).toEqual(['page', 'page', 'page']);
    expect({ loadsAtOnce }).toEqual({ loadsAtOnce: 1 });
  },
});
