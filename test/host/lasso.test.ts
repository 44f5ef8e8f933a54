// Timers that set themselves again and change nothing do not hide a deadlock. Those that count, look at the time, draw, or work on while
// something is pending are no deadlock.

import { runtime } from '../../src/runtime';
import { record, textAt, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

const { pause } = runtime.api;
const DEADLOCK = /^deadlock: Deadlock: only timers that set themselves again still fire/;

describe('a deadlock', () => {
  it('beside an interval that finds nothing to do, with who waits at which await', async () => {
    const body = instrumented(async () => {
      const cache = new Map();
      setInterval(() => cache.delete('expired'), 60_000);
      const woken = new Promise(() => {});
      await woken;
    });
    const { outcome } = await record(body);
    expect(outcome.failure?.kind).toBe('deadlock');
    expect(outcome.failure?.waiting.map(({ site }) => textAt(site))).toEqual(['woken']);
    expect(outcome.steps).toBeLessThan(1100);
  });

  it.each([
    [
      'an interval that polls what nobody changes',
      instrumented(async () => {
        const state = { ready: false };
        await new Promise<void>((resolve) => {
          setInterval(() => {
            if (state.ready) resolve();
          }, 10);
        });
      }),
    ],
    [
      'two intervals of different length',
      instrumented(async () => {
        setInterval(() => {}, 10);
        setInterval(() => {}, 35);
        await new Promise(() => {});
      }),
    ],
    [
      'a time-out that sets itself again',
      instrumented(async () => {
        const tick = () => {
          setTimeout(tick, 100);
        };
        tick();
        await new Promise(() => {});
      }),
    ],
    [
      'an unreferenced interval, whatever it counts',
      instrumented(async () => {
        const beats = { count: 0 };
        setInterval(() => {
          beats.count++;
        }, 10).unref();
        await new Promise(() => {});
      }),
    ],
  ])('%s', async (_, body) => {
    expect(await verdictOf(body)).toMatch(DEADLOCK);
  });
});

describe('no deadlock', () => {
  it.each([
    [
      'an interval that counts to 5,000',
      instrumented(async () => {
        let ticks = 0;
        await new Promise<void>((resolve) => {
          const interval = setInterval(() => {
            if (++ticks < 5_000) return;
            clearInterval(interval);
            resolve();
          }, 10);
        });
      }),
    ],
    [
      'an interval that waits for a date',
      instrumented(async () => {
        const end = Date.now() + 30_000;
        await new Promise<void>((resolve) => {
          const interval = setInterval(() => {
            if (Date.now() < end) return;
            clearInterval(interval);
            resolve();
          }, 10);
        });
      }),
    ],
    [
      'an interval that measures by performance.now',
      instrumented(async () => {
        const end = performance.now() + 30_000;
        await new Promise<void>((resolve) => {
          const interval = setInterval(() => {
            if (performance.now() < end) return;
            clearInterval(interval);
            resolve();
          }, 10);
        });
      }),
    ],
    [
      'an interval that draws until it is lucky',
      instrumented(async () => {
        await new Promise<void>((resolve) => {
          const interval = setInterval(() => {
            if (Math.random() > 0.0005) return;
            clearInterval(interval);
            resolve();
          }, 10);
        });
      }),
    ],
    [
      'an interval beside a time-out far away',
      instrumented(async () => {
        const interval = setInterval(() => {}, 10);
        await new Promise((resolve) => setTimeout(resolve, 60_000));
        clearInterval(interval);
      }),
    ],
    [
      'a back-off that hands its attempt on',
      instrumented(async () => {
        await new Promise<void>((resolve) => {
          const attempt = (n: number) => {
            if (n > 3_000) resolve();
            else setTimeout(() => attempt(n + 1), 10);
          };
          attempt(0);
        });
      }),
    ],
    [
      'a loop that sleeps',
      instrumented(async () => {
        for (let i = 0; i < 3_000; i++) await new Promise((resolve) => setTimeout(resolve, 10));
      }),
    ],
    [
      'a list that an interval works off',
      instrumented(async () => {
        const open = Array.from({ length: 3_000 }, (_, i) => i);
        await new Promise<void>((resolve) => {
          const interval = setInterval(() => {
            open.pop();
            if (open.length > 0) return;
            clearInterval(interval);
            resolve();
          }, 10);
        });
      }),
    ],
  ])('%s', async (_, body) => {
    expect(await verdictOf(body)).toBe('passed');
  });

  it('a heartbeat beside a pending operation', async () => {
    const body = instrumented(async (wait: typeof pause) => {
      const heartbeat = setInterval(() => {}, 10);
      await wait('answer');
      clearInterval(heartbeat);
    });
    // The operation stays pending while the heartbeat ticks 3,000 times.
    let ticks = 0;
    const pick = (enabled: readonly unknown[]) => (ticks++ < 3_000 ? enabled.length - 1 : 0);
    expect(await verdictOf(() => body(pause), { late: () => true, pick })).toBe('passed');
  });

  it('a counter that is not instrumented', async () => {
    let hidden = 0;
    const body = instrumented(async (enough: () => boolean) => {
      await new Promise<void>((resolve) => {
        const interval = setInterval(() => {
          if (!enough()) return;
          clearInterval(interval);
          resolve();
        }, 10);
      });
    });
    expect(await verdictOf(() => body(() => ++hidden > 500))).toBe('passed');
  });
});
