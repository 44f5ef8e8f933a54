// TCP ports in memory: what `net.createServer()` gives to code that only binds a port and lets go of it. Binding and unbinding
// complete at once or late, as on a real host.

import { EventEmitter } from 'node:events';
import { pause } from 'lockstep';

export class PortTable {
  private readonly bound = new Set<number>();
  private nextFree: number;

  /** @param firstFree the port that a server gets who asks for port 0 first */
  constructor(firstFree: number) {
    this.nextFree = firstFree;
  }

  createServer(): FakeServer {
    return new FakeServer(this);
  }

  /** @returns the port, or null if it is taken */
  bind(wanted: number): number | null {
    const port = wanted === 0 ? this.nextFree++ : wanted;
    if (this.bound.has(port)) return null;
    this.bound.add(port);
    return port;
  }

  release(port: number): void {
    this.bound.delete(port);
  }
}

class FakeServer extends EventEmitter {
  private port = 0;

  constructor(private readonly table: PortTable) {
    super();
  }

  unref(): this {
    return this;
  }

  address(): { port: number } {
    return { port: this.port };
  }

  listen(options: { port?: number }, listening: () => void): this {
    pause('listen').then(() => {
      const port = this.table.bind(options.port ?? 0);
      if (port === null) {
        this.emit('error', Object.assign(new Error(`port ${options.port} is in use`), { code: 'EADDRINUSE' }));
        return;
      }
      this.port = port;
      listening();
    });
    return this;
  }

  close(closed: () => void): this {
    pause('close').then(() => {
      this.table.release(this.port);
      closed();
    });
    return this;
  }
}
