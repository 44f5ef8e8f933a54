// Removes what has expired, after asking. What has been refreshed meanwhile goes, too.

interface Entry {
  readonly value: string;
  readonly expires: number;
}

export class ExpiringCache {
  private readonly entries = new Map<string, Entry>();

  set(key: string, value: string, expires: number): void {
    this.entries.set(key, { value, expires });
  }

  get(key: string): string | undefined {
    return this.entries.get(key)?.value;
  }

  async sweep(now: number, isPinned: (key: string) => Promise<boolean>): Promise<void> {
    const work: Promise<void>[] = [];
    this.entries.forEach((entry, key) => {
      if (entry.expires > now) return;
      work.push(
        isPinned(key).then((pinned) => {
          if (!pinned) this.entries.delete(key);
        }),
      );
    });
    await Promise.all(work);
  }
}
