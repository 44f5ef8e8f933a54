// Shows the newest price. Whether a message is newer is asked before it is converted.

export interface Tick {
  readonly seq: number;
  readonly cents: number;
}

abstract class Feed {
  protected seen = 0;
  protected abstract show(tick: Tick): Promise<void>;

  async onMessage(tick: Tick): Promise<void> {
    if (tick.seq <= this.seen) return;
    await this.show(tick);
    this.seen = tick.seq;
  }
}

export class Ticker extends Feed {
  price = 0;

  constructor(private readonly rate: () => Promise<number>) {
    super();
  }

  protected override async show({ cents }: Tick): Promise<void> {
    const rate = await this.rate();
    this.price = cents * rate;
  }
}
