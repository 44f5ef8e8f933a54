// tarn 2.0.0: a create() that timed out keeps its place among the pending creates for as long as it hangs, so the pool never tries
// again and its waiters starve although the factory works (Vincit/tarn.js#48).

import type * as Library from 'tarn-fixed';
import { row } from './row';

row<typeof Library>('tarn', {
  invariant: 'acquire() succeeds when only the first create hangs',
  bug: /operation timed out for an unknown reason|ResourceRequest timed out|TimeoutError/,
  toy: 23.9,
  async scenario({ Pool }) {
    let creates = 0;
    const slowConnect = async () => ({ connection: 1 });
    const pool = new Pool({
      // Only the first connection may be slow: the others are no promises, so they cannot be late. If every connection were slow, the pool's own
      // time-out would rightly fire.
      create: (done: (error: Error | null, connection: { connection: number }) => void) => {
        creates++;
        if (creates > 1) done(null, { connection: creates });
        else slowConnect().then((connection) => done(null, connection));
      },
      destroy: () => {},
      validate: () => true,
      min: 0,
      max: 1,
      createTimeoutMillis: 100,
      acquireTimeoutMillis: 1000,
      createRetryIntervalMillis: 10,
      propagateCreateError: false,
    });
    const connection = await pool.acquire().promise;
    pool.release(connection);
    expect(pool.numUsed() + pool.numFree()).toBeLessThanOrEqual(1);
  },
});
