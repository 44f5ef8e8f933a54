// pg-pool 2.0.3: when one waiter gives up, the queue loses all the others, who then time out although a client is idle
// (brianc/node-pg-pool#109).

import { FakeClient } from './fakes/postgres-client';
import { row } from './row';

interface Pool {
  connect(): Promise<FakeClient>;
  readonly idleCount: number;
}
type Library = new (options: object, client: typeof FakeClient) => Pool;

row<Library>('pg-pool', {
  invariant: 'nobody times out while a client is idle',
  bug: /timed out although 1 client is idle/,
  async scenario(PgPool) {
    const pool = new PgPool({ max: 1, connectionTimeoutMillis: 1000, idleTimeoutMillis: 60_000 }, FakeClient);
    const request = async () => {
      await null;
      const client = await pool.connect().catch(() => {
        if (pool.idleCount > 0) throw new Error(`timed out although ${pool.idleCount} client is idle`);
      });
      if (client === undefined) return; // The server was slow: giving up was right.
      await client.query();
      client.release();
    };
    await Promise.all([request(), request(), request()]);
  },
});
