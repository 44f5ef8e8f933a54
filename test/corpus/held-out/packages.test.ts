// Published packages in a version with a concurrency bug, and what their reports name.

import { idle } from 'lockstep';
import { cause } from './cause';

type Done = (error?: Error | null, value?: unknown) => void;

// locks 0.1.0: `signal()` wakes nobody while others wait (Wizcorp/locks#1).
cause('locks', {
  bug: 'deadlock',
  async body() {
    const { createSemaphore } = require('locks-buggy');
    const semaphore = createSemaphore(1);
    const worker = async () => {
      await null;
      await new Promise<void>((resolve) => semaphore.wait(resolve));
      await null;
      semaphore.signal();
    };
    await Promise.all([worker(), worker(), worker()]);
  },
});

// rwlock 4.0.0: who times out stays at the head of the queue, and those behind are never called (fixed in 5.0.0).
cause('rwlock', {
  bug: 'deadlock',
  async body() {
    const ReadWriteLock = require('rwlock-buggy');
    const lock = new ReadWriteLock();
    const write = (options: object) =>
      new Promise<() => void>((resolve, reject) => {
        lock.writeLock(resolve, { ...options, timeoutCallback: () => reject(new Error('timed out')) });
      });
    const holder = async () => {
      const release = await write({});
      await new Promise((resolve) => setImmediate(resolve));
      release();
    };
    const hurried = async () => {
      const release = await write({ timeout: 50 });
      release();
    };
    const patient = async () => {
      const release = await write({});
      release();
    };
    await Promise.all([holder(), hurried().catch(() => {}), patient()]);
  },
});

// graphql-redis-subscriptions 2.5.0: two who subscribe to one trigger at once both subscribe at Redis.
cause('graphql-redis-subscriptions', {
  bug: /"subscribed": 2/,
  async body() {
    const { RedisPubSub } = require('graphql-redis-subscriptions-buggy');
    let subscribed = 0;
    const redis = {
      on() {},
      subscribe(_channel: string, done: Done) {
        subscribed++;
        setImmediate(() => done(null, 1));
      },
    };
    const pubsub = new RedisPubSub({ publisher: redis, subscriber: redis });
    const client = async () => {
      await null;
      await pubsub.subscribe('news', () => {});
    };
    await Promise.all([client(), client()]);
    expect({ subscribed }).toEqual({ subscribed: 1 });
  },
});

// neo4j-driver 4.1.1: a connection is counted as pending no more, and not yet as acquired (neo4j/neo4j-javascript-driver#613).
cause('neo4j-driver', {
  bug: /"created": 2/,
  options: { maxLatency: 1000 },
  async body() {
    const Pool = require('neo4j-driver-buggy/lib/internal/pool').default;
    let created = 0;
    const pool = new Pool({
      create: async () => ({ id: ++created }),
      config: { maxSize: 1, acquisitionTimeout: 60_000 },
    });
    const address = { asKey: () => 'localhost:7687' };
    const session = async (requestsBefore: number) => {
      for (let request = 0; request < requestsBefore; request++) await null;
      return pool.acquire(address);
    };
    void session(0);
    void session(1);
    await idle();
    expect({ created }).toEqual({ created: 1 });
  },
});

// node-ts-cache 3.2.0: callers that miss the cache at the same time all call the method (havsar/node-ts-cache#12).
cause('node-ts-cache', {
  bug: /"calls": 2/,
  async body() {
    const { Cache, ExpirationStrategy, MemoryStorage } = require('node-ts-cache-buggy');
    let calls = 0;
    const service = {
      async user(id: number) {
        calls++;
        return { id };
      },
    };
    const descriptor = { value: service.user };
    Cache(new ExpirationStrategy(new MemoryStorage()), { ttl: 60 })(service, 'user', descriptor);
    const page = async () => {
      await null;
      return descriptor.value.call(service, 7);
    };
    await Promise.all([page(), page()]);
    expect({ calls }).toEqual({ calls: 1 });
  },
});
