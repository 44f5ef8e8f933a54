// Retries, throttles, time-outs and events used as their manuals say: p-retry, p-throttle, cockatiel, p-event, limiter, bluebird, and
// Node's own events.

import { EventEmitter, once } from 'node:events';
import Bluebird from 'bluebird';
import { ConsecutiveBreaker, ConstantBackoff, circuitBreaker, handleAll, retry, wrap } from 'cockatiel';
import { RateLimiter } from 'limiter-fixed';
import { pEvent } from 'p-event';
import pRetry from 'p-retry';
import pThrottle from 'p-throttle';
import { silent } from './silent';

/** A service that fails a number of times before it works. */
function unreliable(failures: number) {
  let calls = 0;
  return async () => {
    if (++calls <= failures) throw new Error('service unavailable');
    return 'answer';
  };
}

silent('p-retry', async () => {
  const call = unreliable(2);
  const other = unreliable(1);
  const answers = await Promise.all([pRetry(call, { retries: 3 }), pRetry(other, { retries: 3 })]);
  expect(answers).toEqual(['answer', 'answer']);
});

silent('p-throttle starts at most two calls per interval', async () => {
  const throttle = pThrottle({ limit: 2, interval: 1000 });
  const starts: number[] = [];
  const call = throttle(async () => {
    starts.push(Date.now());
  });
  await Promise.all([call(), call(), call(), call()]);
  expect(starts).toHaveLength(4);
});

silent('cockatiel, retry around a circuit breaker', async () => {
  const policy = wrap(
    retry(handleAll, { maxAttempts: 5, backoff: new ConstantBackoff(100) }),
    circuitBreaker(handleAll, { halfOpenAfter: 50, breaker: new ConsecutiveBreaker(2) }),
  );
  const call = unreliable(2);
  const answers = await Promise.allSettled([policy.execute(call), policy.execute(call)]);
  expect(answers.map((answer) => answer.status)).toContain('fulfilled');
});

silent('p-event', async () => {
  const emitter = new EventEmitter();
  const finish = async () => {
    await null;
    emitter.emit('finish', 'result');
  };
  const [finished] = await Promise.all([pEvent(emitter, 'finish'), finish()]);
  expect(finished).toBe('result');
});

silent('limiter serves in the order of the requests', async () => {
  const limiter = new RateLimiter({ tokensPerInterval: 1, interval: 100 });
  const served: number[] = [];
  const request = async (number: number) => {
    await limiter.removeTokens(1);
    served.push(number);
  };
  const first = request(1);
  await null;
  await Promise.all([first, request(2), request(3)]);
  expect(served).toEqual([1, 2, 3]);
});

silent('bluebird', async () => {
  let running = 0;
  const work = async (value: number) => {
    expect(++running).toBeLessThanOrEqual(2);
    await null;
    running--;
    return value;
  };
  expect(await Bluebird.map([1, 2, 3], work, { concurrency: 2 })).toEqual([1, 2, 3]);
});

// Node's own `once` returns a promise that is not under control: it has to work all the same.
silent(
  'events.once',
  async () => {
    const emitter = new EventEmitter();
    const speak = async () => {
      await null;
      emitter.emit('ready', 7);
    };
    const [ready] = await Promise.all([once(emitter, 'ready'), speak()]);
    expect(ready).toEqual([7]);
  },
  { uncontrolled: 'allow' },
);
