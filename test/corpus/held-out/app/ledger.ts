// Locks by key, as tails of promises, taken in the order in which the caller names them.

class KeyedLocks {
  private readonly tails = new Map<string, Promise<void>>();

  async lock(key: string): Promise<() => void> {
    const before = this.tails.get(key) ?? Promise.resolve();
    let release: () => void = () => {};
    this.tails.set(
      key,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    await before;
    return release;
  }
}

export class Ledger {
  private readonly locks = new KeyedLocks();
  readonly amounts = new Map<string, number>();

  constructor(private readonly audit: (from: string, to: string) => Promise<void>) {}

  async move(from: string, to: string, amount: number): Promise<void> {
    const unlockFrom = await this.locks.lock(from);
    await this.audit(from, to);
    const unlockTo = await this.locks.lock(to);
    this.amounts.set(from, (this.amounts.get(from) ?? 0) - amount);
    this.amounts.set(to, (this.amounts.get(to) ?? 0) + amount);
    unlockTo();
    unlockFrom();
  }
}
