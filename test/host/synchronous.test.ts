// What calls back where it is called, and `wait` and `yield` of `timers/promises`: under control without anything in its place.

import type * as channels from 'node:diagnostics_channel';
import { outcomeOf } from '../support/iterate';
import { instrumented } from '../support/program';

type Note = (value: unknown) => void;

async function noted(body: (note: Note) => unknown): Promise<unknown[]> {
  const values: unknown[] = [];
  const { failure, uncontrolled } = await outcomeOf(() => body((value) => values.push(value)));
  if (failure !== null) throw failure.error;
  expect([...uncontrolled]).toEqual([]);
  return values;
}

it('diagnostics_channel', async () => {
  const body = instrumented(async (note: Note) => {
    const { channel, subscribe, unsubscribe, tracingChannel } = require('node:diagnostics_channel') as typeof channels;
    const listener = (message: unknown) => note(message);
    subscribe('lockstep.test', listener);
    channel('lockstep.test').publish('published');
    note('behind');
    unsubscribe('lockstep.test', listener);
    channel('lockstep.test').publish('to nobody');
    const traced = tracingChannel('lockstep.traced');
    const events = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
    const handlers = Object.fromEntries(events.map((name) => [name, () => note(name)])) as never;
    traced.subscribe(handlers);
    note(traced.traceSync(() => 'result'));
    note(await traced.tracePromise(async () => 'later'));
    traced.unsubscribe(handlers);
  });
  expect(await noted(body)).toEqual([
    'published',
    'behind',
    ...['start', 'end', 'result'],
    ...['start', 'end', 'asyncStart', 'asyncEnd', 'later'],
  ]);
});

it("listeners of process.on('message') are called where the event is emitted", async () => {
  const body = instrumented(async (note: Note) => {
    const listener = (message: unknown) => note(message);
    process.on('message', listener);
    process.emit('message', 'hello', undefined);
    note('behind');
    process.off('message', listener);
  });
  expect(await noted(body)).toEqual(['hello', 'behind']);
});

it('scheduler.wait is a virtual timer, scheduler.yield an immediate', async () => {
  const body = instrumented(async (note: Note) => {
    const { scheduler } = require('node:timers/promises') as typeof import('node:timers/promises');
    const start = performance.now();
    setImmediate(() => note('immediate'));
    note(await scheduler.yield());
    await scheduler.wait(5000);
    note(performance.now() - start);
    const controller = new AbortController();
    const waits = scheduler.wait(1000, { signal: controller.signal }).catch(({ name }) => note(name));
    controller.abort();
    await waits;
  });
  expect(await noted(body)).toEqual(['immediate', undefined, 5000, 'AbortError']);
});
