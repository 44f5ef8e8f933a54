// Messages under all schedules: what is a choice, what is not, and what goes wrong.

import type { MessagePort as NodePort } from 'node:worker_threads';
import type { TraceEvent } from '../../../src/engine/event';
import { runtime } from '../../../src/runtime';
import { outcomeOf, verdictOf } from '../../support/iterate';
import { instrumented } from '../../support/program';

type Port = NodePort & { hasRef?(): boolean };
type Log = (entry: unknown) => void;

/** All different logs of `body` over random schedules, as texts. */
async function logsOf(body: (log: Log) => unknown, iterations = 300): Promise<Set<string>> {
  const found = new Set<string>();
  const compiled = instrumented(body);
  await runtime.api.explore(
    async () => {
      const entries: unknown[] = [];
      await compiled((entry) => entries.push(entry));
      found.add(entries.join(' '));
    },
    { iterations, timeBudget: 0, shrink: 0 },
  );
  return found;
}

/** Whether `explore` finds a failure of `body`. */
async function fails(body: () => unknown): Promise<boolean> {
  const { finding } = await runtime.api.explore(instrumented(body), { iterations: 500, timeBudget: 0, shrink: 0 });
  return finding !== null && finding !== undefined;
}

describe('choices', () => {
  it('messages of one port come in order, those of two ports in any', async () => {
    const logs = await logsOf(async (log) => {
      const a = new MessageChannel();
      const b = new MessageChannel();
      const all = Promise.all(
        [a, b].map(
          ({ port2 }, i) =>
            new Promise<void>((resolve) => {
              port2.on('message', (n) => {
                log('ab'[i] + n);
                if (n === 2) resolve();
              });
            }),
        ),
      );
      for (const n of [1, 2]) for (const { port1 } of [a, b]) port1.postMessage(n);
      await all;
    });
    expect([...logs].sort()).toEqual([
      'a1 a2 b1 b2',
      'a1 b1 a2 b2',
      'a1 b1 b2 a2',
      'b1 a1 a2 b2',
      'b1 a1 b2 a2',
      'b1 b2 a1 a2',
    ]);
  });

  it('a broadcast arrives at each channel by an event of its own', async () => {
    const logs = await logsOf(async (log) => {
      const sender = new BroadcastChannel('name');
      const receivers = [1, 2].map((n) => {
        const channel = new BroadcastChannel('name');
        return new Promise<void>((resolve) => {
          channel.onmessage = ({ data }: { data: unknown }) => {
            log(`${n}${data}`);
            if (data === 'b') resolve();
          };
        });
      });
      sender.postMessage('a');
      sender.postMessage('b');
      await Promise.all(receivers);
    });
    expect(logs.size).toBe(6);
  });

  it('a message races immediates and timers', async () => {
    const logs = await logsOf(async (log) => {
      const { port1, port2 } = new MessageChannel();
      const message = new Promise<void>((resolve) => {
        port2.on('message', () => resolve(log('message')));
      });
      const immediate = new Promise<void>((resolve) => {
        setImmediate(() => resolve(log('immediate')));
      });
      const timer = new Promise<void>((resolve) => {
        setTimeout(() => resolve(log('timer')), 1);
      });
      port1.postMessage(1);
      await Promise.all([message, immediate, timer]);
    });
    expect(logs.size).toBe(6);
  });
});

describe('racy and correct twins', () => {
  it.each([
    [
      'two requests by two ports, the later answer counts',
      true,
      async () => {
        const state = { value: '' };
        const ask = (name: string) =>
          new Promise<void>((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port2.on('message', (request) => port2.postMessage(`answer to ${request}`));
            port1.on('message', (answer) => {
              state.value = answer;
              port1.close();
              resolve();
            });
            port1.postMessage(name);
          });
        await Promise.all([ask('first'), ask('second')]);
        if (state.value !== 'answer to second') throw new Error(`stale: ${state.value}`);
      },
    ],
    [
      'two requests by one port, in order',
      false,
      async () => {
        const state = { value: '' };
        const { port1, port2 } = new MessageChannel();
        port2.on('message', (request) => port2.postMessage(`answer to ${request}`));
        await new Promise<void>((resolve) => {
          port1.on('message', (answer) => {
            state.value = answer;
            if (answer === 'answer to second') resolve();
          });
          port1.postMessage('first');
          port1.postMessage('second');
        });
        port1.close();
        if (state.value !== 'answer to second') throw new Error(`stale: ${state.value}`);
      },
    ],
    [
      'a listener that is added later than the port is started',
      true,
      async () => {
        const { port1, port2 } = new MessageChannel();
        port2.start();
        port1.postMessage('hello');
        await new Promise((resolve) => setImmediate(resolve));
        const received = await Promise.race([
          new Promise((resolve) => port2.once('message', resolve)),
          new Promise((resolve) => setTimeout(resolve, 1000, 'lost')),
        ]);
        if (received === 'lost') throw new Error('the first message is lost');
      },
    ],
    [
      'a listener that starts the port',
      false,
      async () => {
        const { port1, port2 } = new MessageChannel();
        port1.postMessage('hello');
        await new Promise((resolve) => setImmediate(resolve));
        const received = await Promise.race([
          new Promise((resolve) => port2.once('message', resolve)),
          new Promise((resolve) => setTimeout(resolve, 1000, 'lost')),
        ]);
        if (received === 'lost') throw new Error('the first message is lost');
      },
    ],
    [
      'a counter that is read and written by two ports',
      true,
      async () => {
        let stored = 0;
        const store = new MessageChannel();
        store.port2.on('message', ({ port, write }) => {
          if (write !== undefined) stored = write;
          port.postMessage(stored);
        });
        const call = (write?: number) =>
          new Promise<number>((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.on('message', (value) => {
              port1.close();
              resolve(value);
            });
            store.port1.postMessage({ port: port2, write }, [port2]);
          });
        const increment = async () => call((await call()) + 1);
        await Promise.all([increment(), increment()]);
        if (stored !== 2) throw new Error(`counted ${stored}`);
      },
    ],
    [
      'a counter that the other end adds to',
      false,
      async () => {
        let stored = 0;
        const store = new MessageChannel();
        store.port2.on('message', ({ port, add }) => {
          stored += add;
          port.postMessage(stored);
        });
        const add = (n: number) =>
          new Promise<number>((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.on('message', (value) => {
              port1.close();
              resolve(value);
            });
            store.port1.postMessage({ port: port2, add: n }, [port2]);
          });
        await Promise.all([add(1), add(1)]);
        if (stored !== 2) throw new Error(`counted ${stored}`);
      },
    ],
  ] as const)('%s: %p', async (_name, isRacy, body) => {
    expect(await fails(body)).toBe(isRacy);
  });
});

describe('what goes wrong', () => {
  it.each([
    [
      'a port',
      () => {
        const { port1, port2 } = new MessageChannel();
        port2.on('message', () => {
          throw new RangeError('by a listener');
        });
        port1.postMessage(1);
        return new Promise(() => {});
      },
    ],
    [
      'an EventTarget',
      () => {
        const target = new EventTarget();
        target.addEventListener('a', () => {
          throw new RangeError('by a listener');
        });
        target.dispatchEvent(new Event('a'));
        return new Promise(() => {});
      },
    ],
    [
      'an AbortSignal',
      () => {
        const controller = new AbortController();
        controller.signal.addEventListener('abort', () => {
          throw new RangeError('by a listener');
        });
        setTimeout(() => controller.abort(), 5);
        return new Promise(() => {});
      },
    ],
    [
      'a broadcast channel',
      () => {
        const [one, other] = [new BroadcastChannel('a'), new BroadcastChannel('a')];
        other.onmessage = () => {
          throw new RangeError('by a listener');
        };
        one.postMessage(1);
        return new Promise(() => {});
      },
    ],
  ])('an error in a listener of %s is the uncaught error of the iteration', async (_name, body) => {
    expect(await verdictOf(instrumented(body))).toBe('uncaught-exception: by a listener');
  });

  it('who waits for a message that never comes is in a deadlock', async () => {
    const body = instrumented(async () => {
      const { port2 } = new MessageChannel();
      await new Promise((resolve) => port2.once('message', resolve));
    });
    const verdict = await verdictOf(body);
    expect(verdict).toMatch(/^deadlock: /);
    expect(verdict).toMatch(/^MessagePort 2 made at .+:\d+:\d+ waits for a message$/m);
  });

  it('a hundred thousand messages', async () => {
    const body = instrumented(async () => {
      const { port1, port2 } = new MessageChannel();
      let sum = 0;
      const all = new Promise<void>((resolve) => {
        port2.on('message', (n) => {
          sum += n;
          if (n === 99_999) resolve();
        });
      });
      for (let n = 0; n < 100_000; n++) port1.postMessage(n);
      await all;
      if (sum !== 4_999_950_000) throw new Error(`the sum is ${sum}`);
    });
    expect(await verdictOf(body, { maxSteps: 200_000 })).toBe('passed');
  });

  it('a port of an earlier iteration is closed', async () => {
    const kept: Port[] = [];
    const body = instrumented(async (ports: Port[]) => {
      const [old] = ports;
      if (old !== undefined) {
        if (old.postMessage(1) !== undefined || old.hasRef?.()) throw new Error('it lives');
        old.on('message', () => {});
        old.close();
      }
      ports.unshift(new MessageChannel().port1);
      await undefined;
    });
    for (let i = 0; i < 3; i++) expect(await verdictOf(() => body(kept as never))).toBe('passed');
  });
});

describe('outside an iteration', () => {
  it('everything is Node’s own', async () => {
    const body = instrumented(async () => {
      const channel = new MessageChannel();
      const { port1, port2 } = channel;
      const came = new Promise((resolve) => port2.once('message', resolve));
      port1.postMessage({ a: [1] });
      const value = await came;
      port1.close();
      const broadcast = new BroadcastChannel('a');
      const isNative = Object.getPrototypeOf(broadcast) === BroadcastChannel.prototype;
      broadcast.close();
      return [
        value,
        Object.getPrototypeOf(port1) === MessagePort.prototype,
        isNative,
        channel instanceof MessageChannel,
      ];
    });
    expect(await body()).toEqual([{ a: [1] }, true, true, true]);
  });

  it('no native port is left behind', async () => {
    const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    const before = ports();
    await outcomeOf(
      instrumented(async () => {
        const [a, b] = [new MessageChannel(), new MessageChannel()];
        a.port2.on('message', () => {});
        a.port1.postMessage({ b: b.port1, map: new Map() }, [b.port1]);
        new BroadcastChannel('left');
        await new Promise((resolve) => setImmediate(resolve));
      }),
    );
    expect(ports()).toBe(before);
  });
});

it('a send and its delivery have the same number in the trace', async () => {
  const { events } = await outcomeOf(
    instrumented(async () => {
      const [a, b] = [new MessageChannel(), new MessageChannel()];
      const ends = [a, b].map(({ port2 }) => new Promise((resolve) => port2.once('message', resolve)));
      b.port1.postMessage('to b');
      a.port1.postMessage('to a');
      await Promise.all(ends);
    }),
  );
  const of = (type: TraceEvent['type']) =>
    events.flatMap((event) =>
      event.type === type ? [[Reflect.get(event, 'message'), Reflect.get(event, 'port')]] : [],
    );
  expect(of('send')).toEqual([
    [1, 4],
    [2, 2],
  ]);
  expect(of('deliver')).toEqual([
    [2, 2],
    [1, 4],
  ]);
});
