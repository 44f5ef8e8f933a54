// The queues of Node: process.nextTick before promise jobs, microtasks before macrotasks, immediates, timers by deadline.

import { sameOrder } from '../../support/order';

sameOrder('nextTick runs before promise jobs, both before the next macrotask', async (log) => {
  const over = new Promise<void>((resolve) => {
    setImmediate(() => {
      log('immediate');
      resolve();
    });
  });
  Promise.resolve().then(() => log('promise 1'));
  queueMicrotask(() => log('microtask'));
  process.nextTick(() => log('tick 1'));
  process.nextTick((a: number, b: number) => log(`tick 2 ${a}${b}`), 1, 2);
  Promise.resolve().then(() => log('promise 2'));
  log('synchronous');
  await over;
});

sameOrder('a nextTick queued by a promise job waits until the jobs are through', async (log) => {
  const over = new Promise<void>((resolve) => setImmediate(resolve));
  Promise.resolve()
    .then(() => {
      process.nextTick(() => log('tick from a job'));
      queueMicrotask(() => log('microtask from a job'));
    })
    .then(() => log('next job'))
    .then(() => log('job after that'));
  process.nextTick(() => {
    log('tick');
    Promise.resolve().then(() => log('job from a tick'));
    process.nextTick(() => log('tick from a tick'));
  });
  await over;
});

sameOrder('microtasks run between immediates, new immediates wait for the next phase', async (log) => {
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      log('1');
      setImmediate(() => {
        log('next phase');
        resolve();
      });
      Promise.resolve().then(() => log('job of 1'));
      process.nextTick(() => log('tick of 1'));
    });
    setImmediate(() => {
      log('2');
      Promise.resolve().then(() => log('job of 2'));
    });
    setImmediate(() => log('3'));
  });
});

sameOrder('clearImmediate within the phase', async (log) => {
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      log('1');
      clearImmediate(second);
      Promise.resolve().then(() => clearImmediate(third));
    });
    const second = setImmediate(() => log('never'));
    const third = setImmediate(() => log('never'));
    setImmediate(() => {
      log('4');
      resolve();
    });
  });
});

sameOrder('timers fire by deadline, then by creation, with their jobs in between', async (log) => {
  await new Promise<void>((resolve) => {
    setTimeout(() => log('30 ms'), 30);
    setTimeout((a: string) => log(`10 ms ${a}`), 10, 'first');
    setTimeout(() => {
      log('10 ms second');
      Promise.resolve().then(() => log('job of the second'));
      process.nextTick(() => log('tick of the second'));
    }, 10);
    setTimeout(() => log('10 ms third'), 10);
    setTimeout(resolve, 60);
  });
});

sameOrder('delays that are no delays count as one millisecond', async (log) => {
  await new Promise<void>((resolve) => {
    const delays = [1, 0, -5, Number.NaN, undefined, 'x', 1.9];
    for (const delay of delays) setTimeout(() => log(String(delay)), delay as number);
    setTimeout(resolve, 20);
  });
});

sameOrder('clearTimeout with the object, its number, nothing and nonsense', async (log) => {
  await new Promise<void>((resolve) => {
    const a = setTimeout(() => log('never'), 5);
    const b = setTimeout(() => log('never'), 5);
    const c = setTimeout(() => log('never'), 5);
    clearTimeout(a);
    clearTimeout(a);
    clearTimeout(Number(b));
    clearTimeout(String(Number(c)));
    clearTimeout(undefined);
    clearTimeout(null as never);
    clearTimeout({} as never);
    clearTimeout('nonsense');
    setTimeout(() => log('left'), 5);
    setTimeout(resolve, 20);
  });
  log('over');
});

sameOrder('an interval repeats until it is cleared, also by itself', async (log) => {
  let rounds = 0;
  await new Promise<void>((resolve) => {
    const interval = setInterval(
      (name: string) => {
        log(`${name} ${++rounds}`);
        if (rounds === 3) {
          clearInterval(interval);
          setTimeout(resolve, 20);
        }
      },
      3,
      'round',
    );
  });
});

sameOrder('refresh puts a timer behind others, and runs one again that has fired', async (log) => {
  await new Promise<void>((resolve) => {
    let fired = 0;
    const a = setTimeout(() => {
      log(`a ${++fired}`);
      if (fired === 1) a.refresh();
      else resolve();
    }, 20);
    setTimeout(() => log('b'), 30);
    setTimeout(() => a.refresh(), 15);
  });
});

sameOrder('the face of a timer', async (log) => {
  const timer = setTimeout(() => log('never'), 5);
  log(timer.hasRef());
  log(timer.unref() === timer);
  log(timer.hasRef());
  log(timer.ref().hasRef());
  log(typeof timer[Symbol.toPrimitive]());
  log(typeof (timer as unknown as Record<symbol, unknown>)[Symbol.dispose ?? Symbol.toPrimitive]);
  timer.close();
  const immediate = setImmediate(() => log('immediate'));
  log(immediate.hasRef());
  immediate.unref();
  log(immediate.hasRef());
  immediate.ref();
  await new Promise((resolve) => setTimeout(resolve, 20));
});

sameOrder('callbacks must be functions', async (log) => {
  for (const wrong of [undefined, null, 'code', {}])
    for (const f of [setTimeout, setInterval, setImmediate, queueMicrotask, process.nextTick] as unknown as ((
      callback: unknown,
    ) => void)[])
      try {
        f(wrong);
        log('accepted');
      } catch (error) {
        log(`${(error as Error).name} ${(error as { code?: string }).code}`);
      }
});

sameOrder('timeouts around awaits', async (log) => {
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const worker = async (name: string, ms: number) => {
    for (let i = 0; i < 3; i++) {
      await sleep(ms);
      log(`${name}${i}`);
    }
  };
  await Promise.all([worker('a', 20), worker('b', 35)]);
});
