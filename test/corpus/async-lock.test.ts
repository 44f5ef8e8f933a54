// async-lock 1.3.1: acquire([a, b]) reverses the caller's array in place, so a second call with the same array takes the locks in
// the opposite order, and a third holder closes the cycle (rogierschouten/async-lock#53).

import { row } from './row';

interface Lock {
  acquire(keys: string | string[], section: () => Promise<void>): Promise<void>;
}

row<new () => Lock>('async-lock', {
  invariant: 'all critical sections end',
  bug: 'deadlock',
  toy: 12.5,
  async scenario(AsyncLock) {
    const lock = new AsyncLock();
    const accounts = ['a', 'b'];
    const section = async () => {};
    const deposit = async () => {
      await null;
      await lock.acquire('a', section);
    };
    const transfer = async () => {
      await null;
      await lock.acquire(accounts, section);
    };
    await Promise.all([deposit(), transfer(), transfer()]);
  },
});
