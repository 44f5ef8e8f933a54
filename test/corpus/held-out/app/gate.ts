// A gate with permits. The permit is lost if the door cannot be opened.

export class Gate {
  private permits: number;
  private readonly queue: (() => void)[] = [];

  constructor(permits: number) {
    this.permits = permits;
  }

  async enter(): Promise<void> {
    if (this.permits > 0) {
      this.permits--;
      return;
    }
    await new Promise<void>((resolve) => {
      this.queue.push(resolve);
    });
  }

  leave(): void {
    const next = this.queue.shift();
    if (next !== undefined) next();
    else this.permits++;
  }
}

export async function visit(gate: Gate, open: () => Promise<() => Promise<void>>): Promise<void> {
  await gate.enter();
  const close = await open();
  try {
    await close();
  } finally {
    gate.leave();
  }
}
