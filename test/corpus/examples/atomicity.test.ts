// Atomicity violations: somebody else gets in between a check and the act that relies on it.

import { example } from './example';
import { Mutex } from './mutex';

/** A row of a database: reads and writes take as long as they take. */
class Row<Value> {
  constructor(private value: Value) {}

  async read(): Promise<Value> {
    return this.value;
  }

  async write(value: Value): Promise<void> {
    this.value = value;
  }

  async update(change: (value: Value) => Value): Promise<void> {
    this.value = change(this.value);
  }
}

async function both(work: () => Promise<void>): Promise<void> {
  await Promise.all([work(), work()]);
}

const increment = async (counter: Row<number>) => counter.write((await counter.read()) + 1);

example('lost update (read, await, write)', {
  bug: /"value": 1/,
  toy: 49.7,
  async failing() {
    const counter = new Row(0);
    await both(() => increment(counter));
    expect({ value: await counter.read() }).toEqual({ value: 2 });
  },
  async correct() {
    const counter = new Row(0);
    const mutex = new Mutex();
    await both(() => mutex.runExclusive(() => increment(counter)));
    expect({ value: await counter.read() }).toEqual({ value: 2 });
  },
});

async function cachedReads(get: (load: () => Promise<string>) => Promise<string>): Promise<void> {
  let loads = 0;
  const load = async () => {
    loads++;
    return 'page';
  };
  await both(async () => {
    await null;
    await get(load);
  });
  expect({ loads }).toEqual({ loads: 1 });
}

example('cache stampede (check, await load, set)', {
  bug: /"loads": 2/,
  toy: 37.9,
  async failing() {
    let cached: string | undefined;
    await cachedReads(async (load) => {
      cached ??= await load();
      return cached;
    });
  },
  async correct() {
    let cached: Promise<string> | undefined;
    await cachedReads(async (load) => {
      cached ??= load();
      return cached;
    });
  },
});

class Payments {
  charges = 0;
  private readonly keys = new Set<string>();

  async has(key: string): Promise<boolean> {
    return this.keys.has(key);
  }

  async store(key: string): Promise<void> {
    this.keys.add(key);
  }

  /** @returns whether the key was new */
  async insert(key: string): Promise<boolean> {
    const isNew = !this.keys.has(key);
    this.keys.add(key);
    return isNew;
  }

  async charge(): Promise<void> {
    this.charges++;
  }
}

example('double charge (idempotency key stored after the charge)', {
  bug: /"charges": 2/,
  toy: 62.8,
  async failing() {
    const payments = new Payments();
    await both(async () => {
      if (await payments.has('order 7')) return;
      await payments.charge();
      await payments.store('order 7');
    });
    expect({ charges: payments.charges }).toEqual({ charges: 1 });
  },
  async correct() {
    const payments = new Payments();
    await both(async () => {
      if (await payments.insert('order 7')) await payments.charge();
    });
    expect({ charges: payments.charges }).toEqual({ charges: 1 });
  },
});

interface Profile {
  name: string;
  city: string;
}

async function editBoth(edit: (row: Row<Profile>, change: Partial<Profile>) => Promise<void>): Promise<void> {
  const row = new Row<Profile>({ name: 'old', city: 'old' });
  await Promise.all([edit(row, { name: 'new' }), edit(row, { city: 'new' })]);
  expect(await row.read()).toEqual({ name: 'new', city: 'new' });
}

example('optimistic update without a version check', {
  bug: /"(name|city)": "old"/,
  toy: 50.1,
  failing: () => editBoth(async (row, change) => row.write({ ...(await row.read()), ...change })),
  correct: () => editBoth((row, change) => row.update((profile) => ({ ...profile, ...change }))),
});

/** Hands out a new refresh token with every use and accepts each only once. */
class AuthorizationServer {
  private valid = 'refresh 0';
  private issued = 0;

  async refresh(token: string): Promise<string> {
    if (token !== this.valid) throw new Error('logged out: an old refresh token was used');
    this.valid = `refresh ${++this.issued}`;
    return this.valid;
  }
}

example('token refresh stampede with rotating refresh tokens', {
  bug: /logged out: an old refresh token was used/,
  toy: 63.1,
  async failing() {
    const server = new AuthorizationServer();
    let token = 'refresh 0';
    await both(async () => {
      await null;
      token = await server.refresh(token);
    });
  },
  async correct() {
    const server = new AuthorizationServer();
    const mutex = new Mutex();
    let token = 'refresh 0';
    await both(async () => {
      await null;
      await mutex.runExclusive(async () => {
        token = await server.refresh(token);
      });
    });
  },
});
