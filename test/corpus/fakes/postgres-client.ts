// A PostgreSQL client as far as pg-pool looks at it. Connecting succeeds at once: slow servers are not what its scenarios are about.

import { EventEmitter } from 'node:events';

export class FakeClient extends EventEmitter {
  /** pg-pool 2.0.10 and later ask for both. */
  readonly _queryable = true;
  readonly _ending = false;
  release!: (error?: Error) => void;

  connect(connected: (error?: Error) => void): void {
    process.nextTick(connected);
  }

  end(): void {
    this.emit('end');
  }

  async query(): Promise<number> {
    return 1;
  }
}
