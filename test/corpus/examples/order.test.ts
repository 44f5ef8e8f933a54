// Order violations: something arrives before, or after, the code that was to receive it.

import { idle } from 'lockstep';
import { example } from './example';

class ReplicatedStore {
  private primary = 0;
  private replica = 0;

  async write(value: number): Promise<void> {
    this.primary = value;
    this.replicate(value);
  }

  async readReplica(): Promise<number> {
    return this.replica;
  }

  async readPrimary(): Promise<number> {
    return this.primary;
  }

  private async replicate(value: number): Promise<void> {
    await null;
    this.replica = value;
  }
}

example('read-your-writes (read from a replica)', {
  bug: /"seen": 0/,
  toy: 78.3,
  async failing() {
    const store = new ReplicatedStore();
    await store.write(1);
    expect({ seen: await store.readReplica() }).toEqual({ seen: 1 });
  },
  async correct() {
    const store = new ReplicatedStore();
    await store.write(1);
    expect({ seen: await store.readPrimary() }).toEqual({ seen: 1 });
  },
});

/** A value on a server that changes once, and tells those who listen. */
class LiveValue {
  private value = 0;
  private readonly listeners = new Set<(value: number) => void>();

  async fetch(): Promise<number> {
    return this.value;
  }

  subscribe(listener: (value: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async change(value: number): Promise<void> {
    await null;
    this.value = value;
    for (const listener of this.listeners) listener(value);
  }
}

example('event before the listener (fetch, then subscribe)', {
  bug: /"shown": 0/,
  toy: 24.9,
  async failing() {
    const live = new LiveValue();
    let shown = -1;
    const view = async () => {
      shown = await live.fetch();
      live.subscribe((value) => {
        shown = value;
      });
    };
    await Promise.all([view(), live.change(1)]);
    expect({ shown }).toEqual({ shown: 1 });
  },
  async correct() {
    const live = new LiveValue();
    let shown = -1;
    const view = async () => {
      live.subscribe((value) => {
        shown = value;
      });
      const fetched = await live.fetch();
      if (shown === -1) shown = fetched;
    };
    await Promise.all([view(), live.change(1)]);
    expect({ shown }).toEqual({ shown: 1 });
  },
});

/** A component that must not be told anything once it is disposed. */
class Component {
  private disposed = false;

  notify(): void {
    if (this.disposed) throw new Error('callback ran on a disposed component');
  }

  notifyIfAlive(): void {
    if (!this.disposed) this.notify();
  }

  dispose(): void {
    this.disposed = true;
  }
}

async function disposeWhileNotified(notify: (component: Component) => void): Promise<void> {
  const component = new Component();
  setTimeout(() => notify(component), 10);
  const user = async () => {
    await null;
    component.dispose();
  };
  await user();
  await new Promise<void>((resolve) => setTimeout(resolve, 20));
}

example('event after unsubscribe (queued callback, disposed target)', {
  bug: /callback ran on a disposed component/,
  toy: 84.3,
  failing: () => disposeWhileNotified((component) => component.notify()),
  correct: () => disposeWhileNotified((component) => component.notifyIfAlive()),
});

async function typeTwoQueries(search: (query: string) => Promise<string>, show: SearchBox): Promise<void> {
  show.type('a', search);
  show.type('ab', search);
  await idle();
  expect({ shown: show.shown }).toEqual({ shown: 'results of ab' });
}

abstract class SearchBox {
  shown = '';
  abstract type(query: string, search: (query: string) => Promise<string>): void;
}

class HastySearchBox extends SearchBox {
  async type(query: string, search: (query: string) => Promise<string>) {
    this.shown = await search(query);
  }
}

class CarefulSearchBox extends SearchBox {
  private latest = '';

  async type(query: string, search: (query: string) => Promise<string>) {
    this.latest = query;
    const results = await search(query);
    if (this.latest === query) this.shown = results;
  }
}

const search = async (query: string) => `results of ${query}`;

example('last response wins (search box)', {
  bug: /"shown": "results of a"/,
  toy: 24.6,
  failing: () => typeTwoQueries(search, new HastySearchBox()),
  correct: () => typeTwoQueries(search, new CarefulSearchBox()),
});
