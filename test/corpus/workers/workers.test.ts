// Packages that use worker threads: published versions with a known bug, and those that fixed it. No thread is started.

import { join } from 'node:path';
import { type ExploreOptions, explore } from 'lockstep';
import { freshModule } from '../fresh-module';

type Version = 'buggy' | 'half-fixed' | 'fixed';

interface Scenario {
  /** What the buggy version does. */
  readonly bug: RegExp;
  readonly options?: ExploreOptions;
  body(version: Version): () => Promise<void>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  // josdejong/workerpool#548: a worker whose cancelled task is being cleaned up counts as idle.
  workerpool: {
    bug: /Worker terminated/,
    body: (version) => async () => {
      const pool = require(`workerpool-${version}`).pool({
        workerType: 'thread',
        maxWorkers: 2,
        workerTerminateTimeout: 300,
      });
      await pool.exec(() => 1, []);
      const slow = pool.exec(() => new Promise((resolve) => setTimeout(resolve, 2000, 'a')), []);
      await sleep(50);
      slow.cancel();
      slow.then(
        () => {},
        () => {},
      );
      await sleep(20);
      const answer = await pool.exec(() => 'b', []);
      await pool.terminate(true);
      expect(answer).toBe('b');
    },
  },
  // piscinajs/piscina#430: the exit of a terminated worker with an unfinished task starts another one while the pool is destroyed.
  piscina: {
    bug: /Expected: 0/,
    body: (version) => async () => {
      const { Piscina } = require(`piscina-${version}`);
      const pool = new Piscina({ filename: join(__dirname, 'task.cjs'), minThreads: 2, maxThreads: 2 });
      pool.run(1000).catch(() => {});
      await sleep(60);
      await pool.destroy();
      await sleep(100);
      expect(pool.threads.length).toBe(0);
    },
  },
  // un-ts/synckit#184: a call that timed out leaves its answer in the channel, and the next call takes it for its own.
  synckit: {
    bug: /Expected id/,
    body: (version) => async () => {
      process.env.SYNCKIT = require.resolve(`synckit-${version}`);
      // The package keeps a worker for each path in its module.
      const { createSyncFn } = freshModule<{
        createSyncFn(path: string, options: object): (...args: unknown[]) => unknown;
      }>(`synckit-${version}`);
      const ask = createSyncFn(join(__dirname, 'answer.cjs'), { timeout: 400 });
      const gate = new SharedArrayBuffer(4);
      const answers = [attempt(() => ask('A', gate))];
      Atomics.store(new Int32Array(gate), 0, 1);
      await sleep(100);
      answers.push(attempt(() => ask('B')));
      expect(answers[1]).toMatch(/^answer to B$|timed-out/);
    },
  },
  // Its issue 217: an index goes from 3 to 0 to 3, so the reader sleeps on: what is written never arrives, however often its time-out
  // lets it look.
  'thread-stream': {
    bug: /has run 10000 events and the test body is not over/,
    body: (version) => async () => {
      const ThreadStream = require(`thread-stream-${version}`);
      const stream = new ThreadStream({
        filename: join(__dirname, 'destination.cjs'),
        bufferSize: 4,
        sync: false,
        workerData: {},
      });
      const text = '你好世';
      let read = '';
      const all = new Promise<void>((resolve) => {
        stream.on('chunk', (chunk: string) => {
          read += chunk;
          if (read === text) resolve();
        });
      });
      await new Promise((resolve) => stream.once('ready', resolve));
      for (const character of text) stream.write(character);
      await all;
    },
  },
};

function attempt(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(Object.entries(SCENARIOS))('%s', (_name, { bug, options, body }) => {
  it('with the bug: found with default settings', async () => {
    const { finding } = await explore(body('buggy'), { shrink: 1000, ...options });
    expect(finding?.verdict).toBe('bug');
    expect(finding?.trace.failure?.message).toMatch(bug);
  });

  it('without it: silent', async () => {
    const { finding, schedules } = await explore(body('fixed'), { iterations: 2000, timeBudget: 10_000, ...options });
    expect(finding?.trace.failure?.message).toBeUndefined();
    expect(schedules).toBeGreaterThan(30);
  });
});

// What synckit 0.9.3 mends: where the worker is held up between `Atomics.add` and `notify` of an answer that came too late, that `notify` ends the
// wait for the next answer, and there is no message yet.
describe('synckit, half mended', () => {
  it('found with default settings', async () => {
    const { body } = SCENARIOS.synckit as Scenario;
    const { finding } = await explore(body('half-fixed'), { shrink: 1000, timeBudget: 10_000 });
    expect(finding?.verdict).toBe('bug');
    expect(finding?.trace.failure?.message).toMatch(/Cannot read properties of undefined \(reading 'message'\)/);
  });
});
