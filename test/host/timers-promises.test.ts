// timers/promises, util.promisify(setTimeout) and scheduler.wait on virtual time, with AbortSignal.

import { promisify } from 'node:util';
import { outcomeOf } from '../support/iterate';
import { instrumented, instrumentedSource } from '../support/program';

type Log = (entry: unknown) => void;

/** A body that gets `timers/promises` as instrumented code does. */
function withTimers(source: string): (log: Log) => unknown {
  return instrumentedSource(`(() => {
    const { setTimeout, setImmediate, setInterval, scheduler } = require('node:timers/promises');
    return ${source};
  })()`) as (log: Log) => unknown;
}

async function logOf(body: (log: Log) => unknown): Promise<{ log: unknown[]; time: number }> {
  const log: unknown[] = [];
  const { failure, virtualTime } = await outcomeOf(() => body((entry) => log.push(entry)));
  if (failure !== null) throw failure.error;
  return { log, time: virtualTime };
}

it('setTimeout, setImmediate and scheduler.wait resolve with their value', async () => {
  const body = withTimers(`async (log) => {
    log(await setTimeout(30, 'timeout'));
    log(await setImmediate('immediate'));
    log(await scheduler.wait(20));
    log(await scheduler.yield());
  }`);
  expect(await logOf(body)).toEqual({ log: ['timeout', 'immediate', undefined, undefined], time: 50 });
});

it('an aborted signal rejects before and while waiting, and clears the timer', async () => {
  const body = withTimers(`async (log) => {
    const describe = (error) => log([error.name, error.code, error.cause].join());
    await setTimeout(10, 'x', { signal: AbortSignal.abort('before') }).catch(describe);
    const controller = new AbortController();
    const waiting = setTimeout(1000, 'x', { signal: controller.signal });
    await setTimeout(5);
    controller.abort('while');
    await waiting.catch(describe);
    const immediate = new AbortController();
    const soon = setImmediate('x', { signal: immediate.signal });
    immediate.abort('soon');
    await soon.catch(describe);
    const late = new AbortController();
    log(await setTimeout(1, 'done', { signal: late.signal }));
    late.abort();
    await setTimeout(10);
  }`);
  expect(await logOf(body)).toEqual({
    log: ['AbortError,ABORT_ERR,before', 'AbortError,ABORT_ERR,while', 'AbortError,ABORT_ERR,soon', 'done'],
    time: 16,
  });
});

it('setInterval is an async iterator that ends with its loop or its signal', async () => {
  const body = withTimers(`async (log) => {
    let rounds = 0;
    for await (const value of setInterval(10, 'tick')) {
      log(value + ++rounds);
      if (rounds === 3) break;
    }
    const controller = new AbortController();
    try {
      for await (const _ of setInterval(10, undefined, { signal: controller.signal })) controller.abort('enough');
    } catch (error) {
      log(error.name + error.cause);
    }
    await setTimeout(100);
  }`);
  expect(await logOf(body)).toEqual({ log: ['tick1', 'tick2', 'tick3', 'AbortErrorenough'], time: 140 });
});

it('util.promisify knows setTimeout and setImmediate', async () => {
  const body = instrumented(async (log: Log, promisified: typeof promisify) => {
    log(await promisified(setTimeout)(40));
    log(await (promisified(setTimeout) as (ms: number, value: string) => Promise<string>)(2, 'value'));
    log(await (promisified(setImmediate) as (value: string) => Promise<string>)('immediate'));
  });
  expect(await logOf((log) => body(log, promisify))).toEqual({ log: [undefined, 'value', 'immediate'], time: 42 });
});

it('the module `timers` has the same functions', async () => {
  const body = instrumentedSource(`(() => {
    const timers = require('timers');
    return async (log) => {
      await new Promise((resolve) => timers.setTimeout(resolve, 7));
      timers.clearTimeout(timers.setTimeout(() => log('never'), 1));
      timers.clearInterval(timers.setInterval(() => log('never'), 1));
      timers.clearImmediate(timers.setImmediate(() => log('never')));
      await timers.promises.setTimeout(5);
      log('over');
    };
  })()`) as (log: Log) => unknown;
  expect(await logOf(body)).toEqual({ log: ['over'], time: 12 });
});

it('outside an iteration they wait for real', async () => {
  const body = withTimers(`async (log) => log(await setTimeout(1, 'real'))`);
  const log: unknown[] = [];
  await body((entry) => log.push(entry));
  expect(log).toEqual(['real']);
});
