// Locks of published packages exclude, and give the lock on: async-mutex, async-lock, and a mutex with a time-out.

import AsyncLock from 'async-lock-fixed';
import { E_CANCELED, E_TIMEOUT, Mutex, Semaphore, withTimeout } from 'async-mutex';
import { idle } from 'lockstep';
import { silent } from './silent';

/** Reads, waits, writes back: loses an update unless somebody excludes the others. */
class Account {
  balance = 0;

  async deposit(amount: number): Promise<void> {
    const before = this.balance;
    await null;
    this.balance = before + amount;
  }
}

silent('async-mutex, runExclusive', async () => {
  const mutex = new Mutex();
  const account = new Account();
  const deposit = async () => {
    await null;
    await mutex.runExclusive(() => account.deposit(1));
  };
  await Promise.all([deposit(), deposit(), deposit()]);
  expect(account.balance).toBe(3);
  expect(mutex.isLocked()).toBe(false);
});

silent('async-mutex, semaphore with weights', async () => {
  const semaphore = new Semaphore(3);
  let used = 0;
  const user = (weight: number) =>
    semaphore.runExclusive(async () => {
      used += weight;
      expect(used).toBeLessThanOrEqual(3);
      await null;
      used -= weight;
    }, weight);
  await Promise.all([user(1), user(2), user(3), user(1)]);
  expect(semaphore.getValue()).toBe(3);
});

silent('async-mutex, withTimeout gives the lock on after a waiter has given up', async () => {
  const mutex = withTimeout(new Mutex(), 100);
  const account = new Account();
  const deposit = async () => {
    try {
      await mutex.runExclusive(() => account.deposit(1));
      return 1;
    } catch (error) {
      expect(error).toBe(E_TIMEOUT);
      return 0;
    }
  };
  const deposits: number[] = await Promise.all([deposit(), deposit(), deposit()]);
  expect(account.balance).toBe(deposits.reduce((sum, amount) => sum + amount));
  await idle(); // A waiter that has given up still gets the lock, and gives it on at once.
  expect(mutex.isLocked()).toBe(false);
});

silent('async-mutex, cancelled while others wait', async () => {
  const mutex = new Mutex();
  const account = new Account();
  const deposit = async () => {
    try {
      await mutex.runExclusive(() => account.deposit(1));
    } catch (error) {
      expect(error).toBe(E_CANCELED);
    }
  };
  const canceller = async () => {
    await null;
    mutex.cancel();
  };
  await Promise.all([deposit(), deposit(), canceller()]);
  expect(mutex.isLocked()).toBe(false);
});

silent('async-lock', async () => {
  const lock = new AsyncLock();
  const account = new Account();
  const deposit = async (keys: string[]) => {
    await null;
    await lock.acquire(keys, () => account.deposit(1));
  };
  await Promise.all([deposit(['a']), deposit(['a', 'b']), deposit(['a'])]);
  expect(account.balance).toBe(3);
});
