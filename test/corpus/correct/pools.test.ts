// Pools of resources used as their manuals say: generic-pool, tarn, pg-pool.

import { createPool } from 'generic-pool';
import PgPool from 'pg-pool';
import { Pool } from 'tarn';
import { FakeClient } from '../fakes/postgres-client';
import { silent } from './silent';

class Resource {
  inUse = false;
}

/** Uses a resource exclusively. */
async function use(resource: Resource): Promise<void> {
  expect(resource.inUse).toBe(false);
  resource.inUse = true;
  await null;
  resource.inUse = false;
}

silent('generic-pool', async () => {
  let created = 0;
  let destroyed = 0;
  const create = async () => {
    created++;
    return new Resource();
  };
  const destroy = async () => {
    destroyed++;
  };
  const pool = createPool({ create, destroy }, { max: 2, min: 0 });
  await Promise.all([1, 2, 3].map(() => pool.use(use)));
  await pool.drain();
  await pool.clear();
  expect(destroyed).toBe(created);
  expect(created).toBeLessThanOrEqual(2);
});

silent(
  'tarn',
  async () => {
    let alive = 0;
    const pool = new Pool<Resource>({
      create: async () => {
        alive++;
        return new Resource();
      },
      destroy: () => {
        alive--;
      },
      min: 0,
      max: 2,
    });
    const request = async () => {
      const resource = await pool.acquire().promise;
      await use(resource);
      pool.release(resource);
    };
    await Promise.all([request(), request(), request()]);
    await pool.destroy();
    expect(alive).toBe(0);
  },
  { maxLatency: 1000 },
);

silent('pg-pool', async () => {
  const pool = new PgPool({ max: 2 }, FakeClient as never);
  const request = async () => {
    const client = await pool.connect();
    await client.query('select 1');
    client.release();
  };
  await Promise.all([request(), request(), request()]);
  expect(pool.totalCount).toBeLessThanOrEqual(2);
  expect(pool.idleCount).toBe(pool.totalCount);
  await pool.end();
});

// The fake server never takes as long as the time-out. What a pool does when it does is the subject of pg-pool's row.
silent(
  'pg-pool with a connection time-out',
  async () => {
    const pool = new PgPool({ max: 1, connectionTimeoutMillis: 1000 }, FakeClient as never);
    const request = async () => {
      const client = await pool.connect().catch(() => {
        expect(pool.idleCount).toBe(0);
      });
      if (client === undefined) return; // The server was slow: giving up was right.
      await client.query('select 1');
      client.release();
    };
    await Promise.all([request(), request(), request()]);
    await pool.end();
  },
  { maxLatency: 100 },
);
