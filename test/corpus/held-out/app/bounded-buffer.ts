// A buffer of one, with one queue for all who wait: a wake-up may go to the wrong one.

export class BoundedBuffer<T> {
  private slot: T[] = [];
  private waiting: (() => void)[] = [];

  async put(value: T): Promise<void> {
    while (this.slot.length === 1) await this.wait();
    this.slot.push(value);
    this.notify();
  }

  async take(): Promise<T> {
    while (this.slot.length === 0) await this.wait();
    const value = this.slot.shift() as T;
    this.notify();
    return value;
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  private notify(): void {
    this.waiting.shift()?.();
  }
}
