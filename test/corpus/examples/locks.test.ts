// Deadlocks and wrong conditions around async locks.

import { example } from './example';
import { Mutex } from './mutex';

/** Takes two locks, one after the other, with some work in between. */
async function withBoth(first: Mutex, second: Mutex): Promise<void> {
  const unlockFirst = await first.lock();
  await null;
  const unlockSecond = await second.lock();
  await null;
  unlockSecond();
  unlockFirst();
}

example('dining philosophers, 3 async mutexes', {
  bug: 'deadlock',
  toy: 47.3,
  async failing() {
    const [a, b, c] = [new Mutex(), new Mutex(), new Mutex()];
    await Promise.all([withBoth(a, b), withBoth(b, c), withBoth(c, a)]);
  },
  async correct() {
    const [a, b, c] = [new Mutex(), new Mutex(), new Mutex()];
    await Promise.all([withBoth(a, b), withBoth(b, c), withBoth(a, c)]);
  },
});

example('ABBA, 2 async mutexes', {
  bug: 'deadlock',
  toy: 61.8,
  async failing() {
    const [a, b] = [new Mutex(), new Mutex()];
    await Promise.all([withBoth(a, b), withBoth(b, a)]);
  },
  async correct() {
    const [a, b] = [new Mutex(), new Mutex()];
    await Promise.all([withBoth(a, b), withBoth(a, b)]);
  },
});

/** Counts readers; a reader may ask to become the writer. */
class ReadWriteLock {
  private readers = 0;
  private readonly upgraders: (() => void)[] = [];

  startReading(): void {
    this.readers++;
  }

  stopReading(): void {
    this.readers--;
    for (const wake of this.upgraders.splice(0)) wake();
  }

  /** Waits until the caller is the only reader. */
  async upgrade(): Promise<void> {
    while (this.readers > 1) await new Promise<void>((resolve) => this.upgraders.push(resolve));
  }
}

async function readThenWrite(lock: ReadWriteLock): Promise<void> {
  lock.startReading();
  await null;
  await lock.upgrade();
  lock.stopReading();
}

example('rwlock upgrade deadlock (two readers upgrade)', {
  bug: 'deadlock',
  toy: 62.4,
  async failing() {
    const lock = new ReadWriteLock();
    await Promise.all([readThenWrite(lock), readThenWrite(lock)]);
  },
  async correct() {
    const lock = new ReadWriteLock();
    const upgradeable = new Mutex(); // Whoever may want to write takes this first.
    const worker = () => upgradeable.runExclusive(() => readThenWrite(lock));
    await Promise.all([worker(), worker()]);
  },
});

/** A buffer whose consumers wait until it is signalled that something is in it. */
class SignalledBuffer {
  items = 0;
  private readonly waiting: (() => void)[] = [];

  put(): void {
    this.items++;
    this.waiting.shift()?.();
  }

  take(): void {
    if (this.items < 1) throw new Error('took from an empty buffer');
    this.items--;
  }

  async signal(): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    await null; // The woken consumer has to get the processor first.
  }
}

async function oneProducerTwoConsumers(takeOne: (buffer: SignalledBuffer) => Promise<void>): Promise<void> {
  const buffer = new SignalledBuffer();
  const consumer = async () => {
    await null;
    await takeOne(buffer);
  };
  const producer = async () => {
    await null;
    buffer.put();
    await null;
    buffer.put();
  };
  await Promise.all([consumer(), consumer(), producer()]);
}

example('condition with if instead of while (2 consumers)', {
  bug: /took from an empty buffer/,
  toy: 5.5,
  failing: () =>
    oneProducerTwoConsumers(async (buffer) => {
      if (buffer.items === 0) await buffer.signal();
      buffer.take();
    }),
  correct: () =>
    oneProducerTwoConsumers(async (buffer) => {
      while (buffer.items === 0) await buffer.signal();
      buffer.take();
    }),
});
