// Limits on concurrency hold under every schedule: p-limit, p-queue, p-map, async-sema, bottleneck, fastq, async.

import async from 'async';
import { Sema } from 'async-sema';
import Bottleneck from 'bottleneck';
import fastq from 'fastq';
import pLimit from 'p-limit';
import pMap, { pMapIterable } from 'p-map';
import PQueue from 'p-queue';
import { silent } from './silent';

const LIMIT = 2;
const JOBS = [1, 2, 3, 4, 5];

/** A job that notes how many of its kind run at once. */
function meteredJob() {
  let running = 0;
  const meter = { most: 0, done: 0 };
  const job = async (value: number) => {
    meter.most = Math.max(meter.most, ++running);
    await null;
    running--;
    meter.done++;
    return value;
  };
  return { job, meter };
}

silent('p-limit', async () => {
  const { job, meter } = meteredJob();
  const limit = pLimit(LIMIT);
  const request = async (value: number) => {
    await null;
    return limit(() => job(value));
  };
  expect(await Promise.all(JOBS.map(request))).toEqual(JOBS);
  expect(meter).toEqual({ most: expect.any(Number), done: 5 });
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
  expect(limit.activeCount + limit.pendingCount).toBe(0);
});

silent('p-limit, cleared while jobs wait', async () => {
  const { job, meter } = meteredJob();
  const limit = pLimit(1);
  const first = limit(() => job(1));
  limit(() => job(2)).catch(() => {});
  await null;
  limit.clearQueue();
  await first;
  expect(meter.most).toBe(1);
});

silent('p-queue', async () => {
  const { job, meter } = meteredJob();
  const queue = new PQueue({ concurrency: LIMIT });
  const request = async (value: number) => {
    await null;
    await queue.add(() => job(value), { priority: value });
  };
  const requests = JOBS.map(request);
  await Promise.all(requests);
  await queue.onIdle();
  expect(meter.done).toBe(5);
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
});

silent('p-queue, at most two jobs per interval', async () => {
  const queue = new PQueue({ concurrency: LIMIT, interval: 100, intervalCap: LIMIT });
  const starts: number[] = [];
  await queue.addAll(
    JOBS.map(() => async () => {
      starts.push(Date.now());
    }),
  );
  const distances = starts.slice(LIMIT).map((start, index) => start - (starts[index] ?? start));
  expect(Math.min(...distances)).toBeGreaterThan(0);
});

silent('p-queue, paused and resumed', async () => {
  const { job, meter } = meteredJob();
  const queue = new PQueue({ concurrency: LIMIT, autoStart: false });
  const producer = queue.onSizeLessThan(3).then(() => queue.add(() => job(9)));
  for (const value of JOBS) queue.add(() => job(value));
  const starter = async () => {
    await null;
    queue.start();
  };
  await Promise.all([producer, starter()]);
  await queue.onIdle();
  expect(meter.done).toBe(6);
});

silent('p-map', async () => {
  const { job, meter } = meteredJob();
  expect(await pMap(JOBS, job, { concurrency: LIMIT })).toEqual(JOBS);
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
});

silent('p-map, over an async iterable', async () => {
  const { job, meter } = meteredJob();
  async function* source() {
    for (const value of JOBS) yield value;
  }
  const seen: number[] = [];
  for await (const value of pMapIterable(source(), job, { concurrency: LIMIT, backpressure: 3 })) seen.push(value);
  expect(seen).toEqual(JOBS);
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
});

silent('async-sema', async () => {
  const { job, meter } = meteredJob();
  const semaphore = new Sema(LIMIT);
  const request = async (value: number) => {
    await semaphore.acquire();
    try {
      await job(value);
    } finally {
      semaphore.release();
    }
  };
  await Promise.all(JOBS.map(request));
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
  expect(semaphore.nrWaiting()).toBe(0);
});

silent('bottleneck', async () => {
  const { job, meter } = meteredJob();
  const limiter = new Bottleneck({ maxConcurrent: LIMIT });
  await Promise.all(JOBS.map((value) => limiter.schedule(() => job(value))));
  expect(meter.done).toBe(5);
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
});

silent('bottleneck, stopped while jobs wait', async () => {
  const { job } = meteredJob();
  const limiter = new Bottleneck({ maxConcurrent: 1 });
  const request = async (value: number) => {
    await null;
    return limiter
      .schedule(() => job(value))
      .then(
        () => 'done',
        () => 'dropped',
      );
  };
  const stop = async () => {
    await null;
    await limiter.stop();
    return 'stopped';
  };
  const outcomes = await Promise.all([request(1), request(2), stop()]);
  expect(outcomes[2]).toBe('stopped');
});

silent('fastq', async () => {
  const { job, meter } = meteredJob();
  const queue = fastq.promise(job, LIMIT);
  const pushes = JOBS.map((value) => queue.push(value));
  await queue.drained();
  expect(meter.done).toBe(5);
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
  expect(await Promise.all(pushes)).toEqual(JOBS);
});

silent('async.queue', async () => {
  const { job, meter } = meteredJob();
  const queue = async.queue(async (value: number) => job(value), LIMIT);
  const drained = queue.drain();
  queue.push(JOBS);
  await drained;
  expect(meter.done).toBe(5);
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
});

silent('async.mapLimit', async () => {
  const { job, meter } = meteredJob();
  expect(await async.mapLimit(JOBS, LIMIT, async (value: number) => job(value))).toEqual(JOBS);
  expect(meter.most).toBeLessThanOrEqual(LIMIT);
});
