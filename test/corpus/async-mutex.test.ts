// async-mutex 0.2.4: release() hands the lock to the next waiter, which installs its own releaser, and then clears the releaser:
// the new owner cannot release any more (DirtyHairy/async-mutex#27).

import type * as Library from 'async-mutex-fixed';
import { row } from './row';

row<typeof Library>('async-mutex', {
  invariant: 'every waiter gets the lock, one at a time',
  bug: 'deadlock',
  toy: 84.1,
  async scenario({ Mutex }) {
    const mutex = new Mutex();
    let inside = 0;
    const worker = async () => {
      await null;
      await mutex.acquire();
      expect({ inside: ++inside }).toEqual({ inside: 1 });
      await null;
      inside--;
      mutex.release();
    };
    await Promise.all([worker(), worker(), worker()]);
    expect(mutex.isLocked()).toBe(false);
  },
});
