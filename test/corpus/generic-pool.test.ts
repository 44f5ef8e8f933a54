// generic-pool 3.5.0: for a few microtasks between the end of create() and the bookkeeping of the new resource it is in no list, and
// a clear() that starts there leaks it (coopernurse/node-pool#159).

import { choose, idle } from 'lockstep';
import { row } from './row';

interface Pool {
  drain(): Promise<void>;
  clear(): Promise<void>;
}
interface Library {
  createPool(factory: { create(): Promise<object>; destroy(): Promise<void> }, options: object): Pool;
}

row<Library>('generic-pool', {
  invariant: 'after drain() and clear() every created resource is destroyed',
  bug: /"destroyed": 0/,
  toy: 22.4,
  async scenario({ createPool }) {
    let created = 0;
    let destroyed = 0;
    let announce = () => {};
    const connected = new Promise<void>((resolve) => {
      announce = resolve;
    });
    const connect = async () => {
      created++;
      announce();
      return {};
    };
    const destroy = async () => {
      destroyed++;
    };
    const pool = createPool({ create: connect, destroy }, { max: 1, min: 1, evictionRunIntervalMillis: 0 });
    await pool.drain();
    await connected;
    for (let microtasks = choose(14); microtasks > 0; microtasks--) await Promise.resolve();
    await pool.clear();
    await idle();
    expect({ created, destroyed }).toEqual({ created, destroyed: created });
  },
});
