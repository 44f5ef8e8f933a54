// A latch that opens when all have come. Who registers after that waits for ever.

export class Latch {
  private readonly waiting: (() => void)[] = [];

  constructor(
    private left: number,
    private readonly log: (text: string) => Promise<void>,
  ) {}

  arrive(): void {
    this.left--;
    if (this.left > 0) return;
    for (const wake of this.waiting.splice(0)) wake();
  }

  async passed(): Promise<void> {
    if (this.left === 0) return;
    await this.log('waiting');
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
    });
  }
}
