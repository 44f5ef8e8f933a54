// A connection that says once that it is open. Who asks later waits for ever.

import { EventEmitter } from 'node:events';

export class Connection extends EventEmitter {
  constructor(private readonly dial: () => Promise<void>) {
    super();
  }

  async connect(): Promise<void> {
    await this.dial();
    this.emit('open');
  }

  whenOpen(): Promise<void> {
    return new Promise((resolve) => this.once('open', () => resolve()));
  }
}

export async function firstQuery(connection: Connection, readSettings: () => Promise<string>): Promise<string> {
  const settings = await readSettings();
  await connection.whenOpen();
  return `query with ${settings}`;
}
