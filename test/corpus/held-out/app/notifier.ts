// Tells all listeners, one after another. One that has been closed meanwhile is told as well.

export interface Listener {
  closed: boolean;
  readonly received: string[];
}

export class Notifier {
  private readonly listeners = new Set<Listener>();

  constructor(private readonly render: (text: string) => Promise<string>) {}

  add(listener: Listener): void {
    this.listeners.add(listener);
  }

  remove(listener: Listener): void {
    listener.closed = true;
    this.listeners.delete(listener);
  }

  async tell(text: string): Promise<void> {
    for (const listener of [...this.listeners]) {
      const rendered = await this.render(text);
      if (listener.closed) throw new Error('told a closed listener');
      listener.received.push(rendered);
    }
  }
}
