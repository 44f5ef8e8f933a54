// The server's end of a WebSocket, in memory. A message reaches the client when it is sent, and the send completes at once or late.

import type { WebSocket } from 'graphql-ws-fixed';

export class FakeSocket implements WebSocket {
  readonly protocol = 'graphql-transport-ws';
  closedWith: string | null = null;
  private onMessageFromClient: (data: string) => Promise<void> = async () => {};
  private readonly seen = new Set<string>();
  private readonly waiting: { type: string; wake: () => void }[] = [];

  onMessage(listener: (data: string) => Promise<void>): void {
    this.onMessageFromClient = listener;
  }

  async send(data: string): Promise<void> {
    this.seen.add(JSON.parse(data).type);
    this.wakeWaiting();
    await null;
  }

  close(code?: number, reason?: string): void {
    this.closedWith ??= `${code} ${reason}`;
    this.wakeWaiting();
  }

  onPong(): void {}

  ping(): void {}

  /** The client sends a message. */
  receive(message: object): void {
    this.onMessageFromClient(JSON.stringify(message));
  }

  /** Resolves when the client has seen a message of this type; rejects if the server closed the connection. */
  async sent(type: string): Promise<void> {
    if (!this.seen.has(type) && this.closedWith === null) {
      await new Promise<void>((wake) => this.waiting.push({ type, wake }));
    }
    if (this.closedWith !== null) throw new Error(`the server closed the connection: ${this.closedWith}`);
  }

  private wakeWaiting(): void {
    for (const waiter of this.waiting) if (this.seen.has(waiter.type) || this.closedWith !== null) waiter.wake();
  }
}
