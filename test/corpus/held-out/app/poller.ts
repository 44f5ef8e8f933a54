// Starts a timer once, unless it is started twice before the settings are there.

export class Poller {
  #timer: ReturnType<typeof setInterval> | null = null;
  ticks = 0;

  constructor(private readonly settings: () => Promise<{ every: number }>) {}

  async start(): Promise<void> {
    if (this.#timer !== null) return;
    const { every } = await this.settings();
    this.#timer = setInterval(() => {
      this.ticks++;
    }, every);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
