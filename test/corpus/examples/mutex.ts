// A mutex for async code: waiters get it in the order in which they asked.

export class Mutex {
  private tail: Promise<void> = Promise.resolve();

  /** Waits until the mutex is free and takes it. @returns the function that gives it back */
  async lock(): Promise<() => void> {
    const before = this.tail;
    let unlock = () => {};
    this.tail = new Promise((resolve) => {
      unlock = resolve;
    });
    await before;
    return unlock;
  }

  /** Runs `section` while holding the mutex. */
  async runExclusive<Value>(section: () => Promise<Value>): Promise<Value> {
    const unlock = await this.lock();
    try {
      return await section();
    } finally {
      unlock();
    }
  }
}
