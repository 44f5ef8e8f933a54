// Runs on the real event loop: races between real timers and real I/O are found, what Node guarantees is never violated.

import { AsyncLocalStorage } from 'node:async_hooks';
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runtime } from '../../src/runtime';
import { loadTrace } from '../../src/trace';
import { saveTrace } from '../../src/trace/save';

const { explore, run, tryIteration } = runtime.api;

jest.setTimeout(120_000);

const folder = fs.mkdtempSync(join(tmpdir(), 'lockstep-native-'));
const file = join(folder, 'config.json');
fs.writeFileSync(file, '{"name":"shop"}');
afterAll(() => fs.rmSync(folder, { recursive: true }));

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const patient = { native: true, seed: 5, iterations: 400, timeBudget: 20_000 } as const;

const RACES: Readonly<Record<string, () => Promise<void>>> = {
  'a file that is read is used after some milliseconds': async () => {
    let config = '';
    fs.readFile(file, 'utf8', (_error, text) => {
      config = text;
    });
    await sleep(15);
    JSON.parse(config);
  },
  'answers are taken to come in the order of the questions': async () => {
    const order: number[] = [];
    const ask = (n: number) => fs.promises.stat(file).then(() => void order.push(n));
    const first = ask(1);
    await sleep(6);
    const second = ask(2);
    await Promise.all([first, second]);
    if (order[0] !== 1) throw new Error(`order: ${order}`);
  },
  'timers that follow each other are taken to be quicker than one': async () => {
    let isReady = false;
    const chain = (async () => {
      for (let i = 0; i < 3; i++) await sleep(4);
      isReady = true;
    })();
    await sleep(60);
    if (!isReady) throw new Error('not ready');
    await chain;
  },
  'random bytes are taken to be quick': async () => {
    let key: Buffer | null = null;
    crypto.randomBytes(8, (_error, bytes) => {
      key = bytes;
    });
    await sleep(12);
    if (key === null) throw new Error('no key');
  },
};

describe('is found', () => {
  it.each(Object.entries(RACES))('%s', async (_, body) => {
    const result = await explore(body, patient);
    expect(result).toMatchObject({ native: true, passed: false, strategy: 'native', uncontrolled: [] });
    const { trace, verdict } = result.finding ?? {};
    expect(verdict).toBe('bug');
    expect(trace).toMatchObject({ strategy: 'native', decisions: [], events: [], failure: { kind: 'error' } });
    const events = trace?.native?.events ?? [];
    expect(events.length).toBeGreaterThan(0);
    expect(
      events.some(({ milliseconds }) => milliseconds !== undefined) || events.some(({ type }) => type === 'Timeout'),
    ).toBe(true);
    expect(trace?.native?.again.runs).toBeGreaterThan(0);
  });
});

const CORRECT: Readonly<Record<string, () => Promise<void>>> = {
  'a file that is awaited': async () => {
    const [text] = await Promise.all([fs.promises.readFile(file, 'utf8'), sleep(3)]);
    JSON.parse(text);
  },
  'answers that carry their numbers': async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => fs.promises.stat(file).then(() => n)));
    if (answers.join() !== '1,2,3') throw new Error('mixed up');
  },
  'an immediate that a completion sets runs before its timers': async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      fs.stat(file, () => {
        setTimeout(() => {
          order.push('timer');
          resolve();
        }, 0);
        setImmediate(() => order.push('immediate'));
        process.nextTick(() => order.push('tick'));
        void Promise.resolve().then(() => order.push('job'));
      });
    });
    if (order.join() !== 'tick,job,immediate,timer') throw new Error(order.join());
  },
  'timers fire by their deadlines': async () => {
    const order: number[] = [];
    const timers = [80, 20, 45, 20, 62].map(
      (ms, i) =>
        new Promise<void>((resolve) =>
          setTimeout(() => {
            order.push(i);
            resolve();
          }, ms),
        ),
    );
    const cleared = setTimeout(() => order.push(-1), 10);
    clearTimeout(cleared);
    await sleep(4);
    const late = new Promise<void>((resolve) =>
      setTimeout(() => {
        order.push(5);
        resolve();
      }, 100),
    );
    await Promise.all([...timers, late]);
    if (order.join() !== '1,3,2,4,0,5') throw new Error(order.join());
  },
  'promise jobs and ticks keep their order': async () => {
    const order: number[] = [];
    process.nextTick(() => order.push(3));
    const jobs = Promise.resolve()
      .then(() => order.push(1))
      .then(() => order.push(2));
    await jobs;
    await new Promise<void>((resolve) => process.nextTick(resolve));
    if (order.join() !== '1,2,3') throw new Error(order.join());
  },
  'a stream is read in its order': async () => {
    const path = join(folder, 'large');
    if (!fs.existsSync(path)) fs.writeFileSync(path, Buffer.alloc(300_000, 'abcdefg'));
    const chunks: Buffer[] = [];
    for await (const chunk of fs.createReadStream(path, { highWaterMark: 50_000 })) chunks.push(chunk as Buffer);
    if (!Buffer.concat(chunks).equals(Buffer.alloc(300_000, 'abcdefg'))) throw new Error('mixed up');
  },
  'a server and its client': async () => {
    const server = http.createServer((request, response) => {
      fs.readFile(file, (_error, data) => response.end(`${request.url}${data}`));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const get = (path: string) =>
      new Promise<string>((resolve, reject) => {
        http
          .get({ port, path, agent: false, host: '127.0.0.1' }, (response) => {
            let text = '';
            response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text));
          })
          .on('error', reject);
      });
    const texts = await Promise.all([get('/a'), get('/b')]);
    await new Promise((resolve) => server.close(resolve));
    if (texts.some((text, i) => text !== `/${'ab'[i]}{"name":"shop"}`)) throw new Error(texts.join());
  },
  'util.promisify and AsyncLocalStorage': async () => {
    const storage = new AsyncLocalStorage<number>();
    const wait = promisify(setTimeout);
    await Promise.all(
      [1, 2].map((n) =>
        storage.run(n, async () => {
          await wait(2);
          await promisify(fs.stat)(file);
          await new Promise<void>((resolve) => fs.stat(file, () => resolve()));
          if (storage.getStore() !== n) throw new Error('lost');
        }),
      ),
    );
  },
};

describe('is silent', () => {
  it.each(Object.entries(CORRECT))('%s', async (_, body) => {
    const { finding, schedules } = await explore(body, {
      native: true,
      seed: 1,
      iterations: 60,
      timeBudget: 8000,
      mustExplore: false,
    });
    expect(finding?.trace.failure?.message).toBeUndefined();
    expect(schedules).toBeGreaterThan(5);
  });
});

describe('the result', () => {
  const race = RACES['a file that is read is used after some milliseconds'] as () => Promise<void>;

  it('says native, in its warnings and its report, and offers no replay', async () => {
    const result = await explore(race, patient);
    expect(result.warnings.join()).toContain('cannot be replayed');
    const error = runtime.api.bugFound({
      finding: result.finding as never,
      result,
      tracePath: '.lockstep/traces/x.json',
      root: folder,
    });
    expect(error.message).toMatch(
      /^Lockstep saw a failure of ".+" on the real event loop, in run \d+ \(\d+ runs\), which cannot be replayed; disturbed in the same way, \d of \d runs? failed again\n/,
    );
    expect(error.message).not.toContain('npx lockstep replay');
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ native: true, replay: null });
    await expect(run(race, patient)).rejects.toThrow('on the real event loop');
  });

  it('the trace is saved and read again, and a replay says what it is', async () => {
    const { finding } = await explore(race, patient);
    const trace = loadTrace(saveTrace(finding?.trace as never, folder));
    expect(trace.native).toEqual(finding?.trace.native);
    const subject = { body: race, test: trace.test };
    const replay = { mode: 'strict', shrink: false, tracePath: null } as const;
    await expect(runtime.api.replaySubject(subject, { ...patient } as never, trace, replay)).rejects.toThrow(
      'This trace was observed on the real event loop (native: true), so there is no schedule to replay.',
    );
  });

  it('a body that waits for nothing is not earned', async () => {
    const result = await explore(async () => {}, { native: true, iterations: 10 });
    expect(result).toMatchObject({ passed: false, finding: null, native: true });
    expect(result.unearned).toContain('Nothing was disturbed');
  });

  it('a body that hangs is a potential deadlock', async () => {
    const { finding } = await explore(() => new Promise(() => {}), {
      native: true,
      iterations: 3,
      uncontrolledTimeout: 100,
    });
    expect(finding?.trace.failure).toMatchObject({ kind: 'potential-deadlock' });
    expect(finding?.trace.failure?.message).toContain('nothing that it has begun can call back any more');
  });

  it('an interval that nobody slows down sets such a run aside', async () => {
    const body = async () => {
      let ticks = 0;
      const interval = setInterval(() => ticks++, 4);
      await sleep(9);
      clearInterval(interval);
      if (ticks < 1) throw new Error('no tick');
    };
    const { finding } = await explore(body, { native: true, seed: 3, iterations: 40, timeBudget: 6000 });
    expect(finding?.trace.failure?.message).toBeUndefined();
  });
});

it('everything is put back', async () => {
  const before = [globalThis.setTimeout, fs.readFile, fs.promises.stat, crypto.randomBytes, globalThis.fetch];
  let within: unknown[] = [];
  const look = () => [globalThis.setTimeout, fs.readFile, fs.promises.stat, crypto.randomBytes, globalThis.fetch];
  await explore(
    async () => {
      within = look();
      await sleep(1);
    },
    { native: true, iterations: 3 },
  );
  expect(within.every((value, i) => value !== before[i])).toBe(true);
  expect(look()).toEqual(before);
  expect(process.listenerCount('uncaughtException')).toBe(0);
});

describe('options', () => {
  it.each([
    ['strategy', 'pct'],
    ['model', 'host'],
    ['latent', 'fail'],
    ['maxSteps', 10],
    ['maxLatency', 5],
    ['uncontrolled', 'error'],
    ['syncTimeout', 100],
    ['shrink', 0],
  ])('%s contradicts native', async (name, value) => {
    await expect(explore(async () => {}, { native: true, [name]: value })).rejects.toThrow(
      `explore: \`${name}\` was given together with native: true, but the real event loop has no schedules`,
    );
  });

  it('native must be true or false, and tryIteration has no use for it', async () => {
    await expect(explore(async () => {}, { native: 1 as never })).rejects.toThrow(
      '`native` must be true or false; got 1.',
    );
    await expect(tryIteration(async () => {}, { native: true })).rejects.toThrow('with native: true there are none');
  });
});
