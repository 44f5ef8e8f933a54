// @epic-web/cachified 5.2.0: a batch starts when all of its keys have asked for a fresh value. A key that another call is loading already
// never asks, so the batch waits for ever (epicweb-dev/cachified#119).

import type * as Library from 'cachified-fixed';
import { row } from './row';

row<typeof Library>('cachified', {
  invariant: 'two pages that share a user both get their users',
  bug: 'deadlock',
  async scenario({ cachified, createBatch }) {
    const cache = new Map();
    const database = {
      async findUsers(ids: number[]) {
        return ids.map((id) => ({ id, name: `user ${id}` }));
      },
    };
    const loadUsers = (ids: number[]) => {
      const batch = createBatch((missing: number[]) => database.findUsers(missing));
      return Promise.all(
        ids.map((id) => cachified({ cache, key: `user-${id}`, ttl: 60_000, getFreshValue: batch.add(id) })),
      );
    };
    const [left, right] = await Promise.all([loadUsers([1, 2]), loadUsers([2, 3])]);
    expect([left, right].map((users) => users.map((user) => user.id))).toEqual([
      [1, 2],
      [2, 3],
    ]);
  },
});
