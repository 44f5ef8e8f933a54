// Libraries over worker threads, as they are published. What is correct is silent over many schedules, without a real thread; a mistake of
// their users is found, and replays.

import { join } from 'node:path';
import { type ExploreResult, explore, tryIteration } from 'lockstep';
import { freshModule } from '../fresh-module';
import { expectSilence } from '../pair';

type Body = () => Promise<void>;

interface Library {
  readonly correct: Readonly<Record<string, Body>>;
  /** A mistake, and what the test says of it. */
  readonly mistakes: Readonly<Record<string, { readonly body: Body; readonly bug: RegExp }>>;
}

const file = (name: string) => join(__dirname, name);

// Required where they are used: this file itself has nothing to do with workers, as those of most users.
const threads = (): typeof import('node:worker_threads') => require('node:worker_threads');

interface Counter {
  read(): Promise<number>;
  write(value: number): Promise<void>;
  add(n: number): Promise<number>;
}

async function increment(counter: Pick<Counter, 'read' | 'write'>): Promise<void> {
  const seen = await counter.read();
  await counter.write(seen + 1);
}

async function withComlink(use: (counter: Counter & Record<string, never>, comlink: never) => Promise<void>) {
  const comlink = require('comlink');
  const nodeEndpoint = require('comlink/dist/umd/node-adapter');
  const worker = new (threads().Worker)(file('comlink-server.cjs'));
  await use(comlink.wrap(nodeEndpoint(worker)), comlink as never);
  await worker.terminate();
}

async function withThreads(use: (counter: Counter & { double(n: number): Promise<number> }) => Promise<void>) {
  const { spawn, Thread, Worker } = require('threads');
  const counter = await spawn(new Worker('./threads-worker.cjs'));
  await use(counter);
  await Thread.terminate(counter);
}

interface Farm extends Pick<Counter, 'read' | 'write'> {
  double(n: number): Promise<number>;
  fail(): Promise<never>;
  end(): Promise<unknown>;
}

async function withFarm(numWorkers: number, use: (farm: Farm) => Promise<void>) {
  const { Worker } = require('jest-worker');
  const exposedMethods = ['double', 'fail', 'read', 'write'];
  const farm = new Worker(file('jest-worker-task.cjs'), { enableWorkerThreads: true, numWorkers, exposedMethods });
  await use(farm);
  await farm.end();
}

async function countWithTinypool(atomically: boolean) {
  const { Tinypool } = freshModule<typeof import('tinypool')>('tinypool');
  const pool = new Tinypool({ filename: file('tinypool-task.mjs'), minThreads: 2, maxThreads: 2 });
  const shared = new SharedArrayBuffer(4);
  await Promise.all([pool.run({ shared, atomically }), pool.run({ shared, atomically })]);
  await pool.destroy();
  expect(new Int32Array(shared)[0]).toBe(2);
}

/** A worker of the web, as far as it is used. */
interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/** The next message of a worker. */
function answer(worker: WebWorker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });
}

const LIBRARIES: Readonly<Record<string, Library>> = {
  comlink: {
    correct: {
      'calls, a callback and a worker that is terminated': () =>
        withComlink(async (counter, comlink: { proxy<F>(f: F): F }) => {
          await Promise.all([counter.add(1), counter.add(2)]);
          expect(await counter.read()).toBe(3);
          const seen: number[] = [];
          const each = counter.each as unknown as (items: number[], tell: (n: number) => void) => Promise<number>;
          expect(
            await each(
              [1, 2],
              comlink.proxy((n: number) => void seen.push(n)),
            ),
          ).toBe(2);
          expect(seen).toEqual([2, 4]);
        }),
      'a class behind a port': async () => {
        const comlink = require('comlink');
        const { port1, port2 } = new MessageChannel();
        class Thing {
          constructor(readonly size: number) {}
          twice() {
            return this.size * 2;
          }
        }
        comlink.expose({ Thing }, port1);
        const api = comlink.wrap(port2);
        const things = await Promise.all([new api.Thing(4), new api.Thing(5)]);
        expect(await Promise.all(things.map((thing) => thing.twice()))).toEqual([8, 10]);
        api[comlink.releaseProxy]();
      },
    },
    mistakes: {
      'a counter that is read and written by two calls': {
        bug: /Expected: 2/,
        body: () =>
          withComlink(async (counter) => {
            await Promise.all([increment(counter), increment(counter)]);
            expect(await counter.read()).toBe(2);
          }),
      },
    },
  },
  tinypool: {
    correct: {
      'tasks in any order': async () => {
        const { Tinypool } = freshModule<typeof import('tinypool')>('tinypool');
        const pool = new Tinypool({ filename: file('task.cjs'), minThreads: 1, maxThreads: 2 });
        expect(await Promise.all([pool.run(3), pool.run(1), pool.run(2)])).toEqual([3, 1, 2]);
        await pool.destroy();
      },
      'an atomic count': () => countWithTinypool(true),
    },
    mistakes: { 'a count that is no atomic one': { bug: /Expected: 2/, body: () => countWithTinypool(false) } },
  },
  threads: {
    correct: {
      'calls of one worker': () =>
        withThreads(async (counter) => {
          expect(await counter.double(2)).toBe(4);
          await Promise.all([counter.add(1), counter.add(2)]);
          expect(await counter.read()).toBe(3);
        }),
      'a pool': async () => {
        const { spawn, Pool, Worker } = require('threads');
        const pool = Pool(() => spawn(new Worker('./threads-worker.cjs')), 2);
        const got: number[] = [];
        for (const n of [1, 2, 3])
          pool.queue(async (worker: { double(n: number): Promise<number> }) => void got.push(await worker.double(n)));
        await pool.completed();
        expect(got.sort()).toEqual([2, 4, 6]);
        await pool.terminate();
      },
    },
    mistakes: {
      'a counter that is read and written by two calls': {
        bug: /Expected: 2/,
        body: () =>
          withThreads(async (counter) => {
            await Promise.all([increment(counter), increment(counter)]);
            expect(await counter.read()).toBe(2);
          }),
      },
    },
  },
  'jest-worker': {
    correct: {
      'tasks, one of which fails': () =>
        withFarm(2, async (farm) => {
          expect(await Promise.all([farm.double(1), farm.double(2), farm.double(3)])).toEqual([2, 4, 6]);
          await expect(farm.fail()).rejects.toThrow('no');
        }),
    },
    mistakes: {
      'a counter that is read and written by two calls': {
        bug: /Expected: 2/,
        body: () =>
          withFarm(1, async (farm) => {
            await Promise.all([increment(farm), increment(farm)]);
            expect(await farm.read()).toBe(2);
          }),
      },
    },
  },
  'web-worker': {
    correct: {
      'a classic worker, closed from inside': async () => {
        const Worker = require('web-worker');
        const worker = new Worker(file('web-worker-classic.js'));
        worker.postMessage(1);
        expect(await answer(worker)).toBe(1);
        worker.postMessage(2);
        expect(await answer(worker)).toBe(3);
        const closed = new Promise((resolve) => worker.addEventListener('close', resolve));
        worker.postMessage(0);
        await closed;
      },
      'a module worker, terminated': async () => {
        const Worker = require('web-worker');
        const worker = new Worker(file('web-worker-module.mjs'), { type: 'module' });
        worker.postMessage(4);
        expect(await answer(worker)).toBe(8);
        worker.terminate();
      },
      'code in a URL': async () => {
        const Worker = require('web-worker');
        const worker = new Worker("data:text/javascript,onmessage = ({ data }) => postMessage(data + '!')");
        worker.postMessage('text');
        expect(await answer(worker)).toBe('text!');
        worker.terminate();
      },
    },
    mistakes: {
      'the answer of one worker is taken for that of another': {
        bug: /Received: "\[4, 2\]"/,
        body: async () => {
          const Worker = require('web-worker');
          const got: unknown[] = [];
          const both = [1, 2].map(async (n) => {
            const worker = new Worker(file('web-worker-module.mjs'), { type: 'module' });
            worker.postMessage(n);
            got.push(await answer(worker));
            worker.terminate();
          });
          await Promise.all(both);
          expect(`[${got.join(', ')}]`).toBe('[2, 4]');
        },
      },
    },
  },
};

const real = () => process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name)).length;

function failureOf({ finding }: ExploreResult): string {
  return `${finding?.verdict}: ${finding?.trace.failure?.message}`;
}

describe.each(Object.entries(LIBRARIES))('%s', (_name, { correct, mistakes }) => {
  const before = real();

  it.each(Object.entries(correct))('%s: silent', async (_what, body) => {
    const result = await explore(body, { iterations: 300, timeBudget: 5000, shrink: 0 });
    expectSilence(result);
    // Small ones end before, when all is proved.
    if (!result.exhausted) expect(result.schedules).toBeGreaterThan(20);
    expect(real()).toBe(before);
  });

  it.each(Object.entries(mistakes))('%s: found, and replayed', async (_what, { body, bug }) => {
    const found = await explore(body, { shrink: 500 });
    expect(failureOf(found)).toMatch(/^bug: /);
    expect(failureOf(found)).toMatch(bug);
    const { seed, iteration } = (found.finding as NonNullable<typeof found.finding>).trace;
    const again = await tryIteration(body, { seed, iteration });
    expect(String(again.failure?.error)).toMatch(bug);
  });
});
