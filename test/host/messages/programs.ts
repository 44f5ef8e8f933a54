// @ts-nocheck Programs do what is wrong, too, and use globals of newer versions of Node than those that types are there for.

// Programs over ports, channels, broadcast, EventTarget, structured clone and async context. Each logs what it sees. A program may use globals,
// `require` and its parameters only: it is run from its source text, by bare Node and under control.

export interface Tools {
  /** Adds a line; values are shown as Node shows them. */
  log(...values: unknown[]): void;
  /** Waits for so many turns of the event loop: n immediates, each set by the one before. */
  turns(n: number): Promise<void>;
  /** `name: message` of what a function throws, or what it returns. */
  attempt(f: () => unknown): unknown;
}

export type MessageProgram = (tools: Tools) => unknown;

const threads = (): typeof import('node:worker_threads') => require('node:worker_threads');

export const PROGRAMS: Readonly<Record<string, MessageProgram>> = {
  async 'ports deliver in the order in which they were made'({ log, turns }) {
    const a = new MessageChannel();
    const b = new MessageChannel();
    b.port2.onmessage = ({ data }) => log('b', data);
    a.port2.onmessage = ({ data }) => log('a', data);
    b.port1.postMessage(1);
    a.port1.postMessage(1);
    b.port1.postMessage(2);
    a.port1.postMessage(2);
    setImmediate(() => log('immediate'));
    process.nextTick(() => log('tick'));
    Promise.resolve().then(() => log('microtask'));
    await turns(3);
    a.port1.close();
    b.port1.close();
  },

  async 'a checkpoint between two messages'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (value) => {
      log(value);
      Promise.resolve().then(() => log('microtask', value));
      process.nextTick(() => log('tick', value));
      queueMicrotask(() => log('queued', value));
      setImmediate(() => log('immediate', value));
    });
    for (const value of [1, 2, 3]) port1.postMessage(value);
    await turns(3);
    port1.close();
  },

  async 'what is sent while a port delivers, is delivered at once'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    let sent = 0;
    port2.on('message', (value) => {
      log(value);
      setImmediate(() => log('immediate', value));
      if (sent++ < 4) port1.postMessage(sent);
    });
    port1.postMessage('first');
    await turns(3);
    port1.close();
  },

  async 'ping and pong, begun by the first port'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (n) => {
      log('one', n);
      setImmediate(() => log('immediate', n));
      if (n < 6) port1.postMessage(n + 1);
    });
    port2.on('message', (n) => {
      log('two', n);
      setImmediate(() => log('immediate', n));
      port2.postMessage(n + 1);
    });
    port1.postMessage(0);
    await turns(8);
    port1.close();
  },

  async 'ping and pong, begun by the second port'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (n) => {
      log('one', n);
      setImmediate(() => log('immediate', n));
      if (n < 6) port1.postMessage(n + 1);
    });
    port2.on('message', (n) => {
      log('two', n);
      setImmediate(() => log('immediate', n));
      port2.postMessage(n + 1);
    });
    port2.postMessage(0);
    await turns(8);
    port1.close();
  },

  async 'a message from each immediate'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (n) => log('message', n));
    for (let n = 0; n < 4; n++) {
      port1.postMessage(n);
      await turns(1);
      log('turn', n);
    }
    port1.close();
    await turns(3);
  },

  async 'close comes behind the messages, after the check phase'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (n) => log('message', n));
    port2.on('close', () => log('close 2'));
    port1.on('close', () => log('close 1'));
    port1.postMessage(1);
    port1.postMessage(2);
    port1.close();
    for (let n = 0; n < 5; n++) {
      await turns(1);
      log('turn', n);
    }
  },

  async 'both ports closed: the last one first'({ log, turns }) {
    const a = new MessageChannel();
    const b = new MessageChannel();
    for (const [name, port] of Object.entries({ a1: a.port1, a2: a.port2, b1: b.port1, b2: b.port2 }))
      port.on('close', () => log('close', name));
    a.port2.close();
    a.port1.close();
    b.port1.close();
    b.port2.close();
    for (let n = 0; n < 4; n++) {
      await turns(1);
      log('turn', n);
    }
  },

  async 'a port that closes itself while it delivers'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    for (const n of [1, 2, 3]) port1.postMessage(n);
    port1.on('close', () => log('close 1'));
    port2.on('message', (n) => {
      log('message', n);
      port2.close(() => log('callback', n));
      port1.postMessage(n + 10);
    });
    await turns(4);
  },

  async 'a port that is closed loses what it has not delivered'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(1);
    port2.on('message', (n) => log('message', n));
    port2.close(() => log('closed'));
    log(port1.postMessage(2), port2.postMessage(3));
    await turns(4);
    log(port1.postMessage(4));
  },

  async 'close in a microtask of the last message'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (n) => {
      log('message', n);
      Promise.resolve().then(() => port2.close());
    });
    port2.on('close', () => log('close 2'));
    port1.on('close', () => log('close 1'));
    port1.postMessage(1);
    port1.postMessage(2);
    for (let n = 0; n < 4; n++) {
      await turns(1);
      log('turn', n);
    }
  },

  async 'a port that was not started'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(1);
    port1.postMessage(2);
    port2.on('close', () => log('close'));
    await turns(2);
    port1.close();
    await turns(4);
    log('starts');
    port2.on('message', (n) => log('message', n));
    await turns(4);
  },

  async 'the first listener starts, the last one stops'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    for (const n of [1, 2, 3]) port1.postMessage(n);
    const once = (n: unknown) => {
      log('first', n);
      port2.off('message', once);
    };
    port2.on('message', once);
    await turns(3);
    port2.once('message', (n) => log('once', n));
    await turns(3);
    port2.addEventListener('message', (event) => log('event', (event as MessageEvent).data), { once: true });
    await turns(3);
    port1.close();
  },

  async 'hasRef, ref and unref'({ log, turns, attempt }) {
    const { port1, port2 } = new MessageChannel();
    log(port1.hasRef());
    const listener = () => {};
    port1.on('message', listener);
    log(port1.hasRef());
    port1.unref();
    log(port1.hasRef());
    port1.ref();
    log(port1.hasRef());
    port1.off('message', listener);
    log(port1.hasRef());
    port1.onmessage = listener;
    log(port1.hasRef(), port1.onmessage === listener);
    port1.onmessage = null;
    log(port1.hasRef(), port1.onmessage);
    port1.close();
    log(port1.hasRef());
    log(
      attempt(() => port1.start()),
      attempt(() => port1.ref()),
      attempt(() => port1.close()),
    );
    await turns(3);
    log(port1.hasRef(), port2.hasRef());
  },

  async 'both faces of a port'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (...args) => log('on', args.length, args[0]));
    port2.addEventListener('message', (event) => {
      const { data, ports, type, target, currentTarget, isTrusted } = event as MessageEvent;
      log(type, data, ports.length, target === port2, currentTarget === port2, isTrusted, event instanceof Event);
    });
    port2.onmessage = ({ data }) => log('onmessage', data);
    port2.addEventListener('message', { handleEvent: (event) => log('handleEvent', (event as MessageEvent).data) });
    port2.once('message', (n) => log('once', n));
    const controller = new AbortController();
    port2.addEventListener('message', () => log('until it is aborted'), { signal: controller.signal });
    port1.postMessage({ n: 1 });
    await turns(2);
    controller.abort();
    port2.onmessage = ({ data }) => log('another onmessage', data);
    port1.postMessage({ n: 2 });
    await turns(2);
    log(port2.listenerCount('message'), port2.eventNames());
    port2.removeAllListeners('message');
    log(port2.listenerCount('message'), port2.hasRef());
    port1.close();
    await turns(3);
  },

  async 'events that the program emits'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (value) => log('message', value));
    port2.on('custom', (value) => log('custom', (value as Event)?.type ?? value));
    log(port2.emit('message', 'emitted'), port2.emit('custom', 1), port2.emit('nobody', 2));
    log(port2.dispatchEvent(new Event('custom')));
    log(port2.addListener('custom', () => {}) === port2, port2.getMaxListeners());
    port1.close();
    await turns(3);
  },

  async 'events.once and events.on'({ log, turns }) {
    const { once } = require('node:events');
    const { port1, port2 } = new MessageChannel();
    const came = once(port2, 'message');
    port1.postMessage('value');
    log(await came);
    const closed = once(port2, 'close');
    port1.close();
    log((await closed)[0].type);
    await turns(1);
  },

  async 'what is delivered is a clone, made when it is sent'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    const value = { n: 1, list: [1, 2], self: null as unknown };
    value.self = value;
    port2.on('message', (clone) => log(clone, clone.self === clone, clone === value));
    port1.postMessage(value);
    value.n = 2;
    value.list.push(3);
    port1.postMessage(value);
    await turns(3);
    port1.close();
  },

  async 'all kinds of values'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    const shared = { shared: true };
    const values = [
      undefined,
      null,
      0,
      -0,
      Number.NaN,
      1n,
      'text',
      true,
      new Date(5),
      /a+/giu,
      new Map<unknown, unknown>([[shared, { shared }]]),
      new Set([1, shared, 'a']),
      [shared, shared],
      new Uint8Array([1, 2, 3]).subarray(1),
      new Float64Array([1.5]),
      new DataView(new ArrayBuffer(3), 1),
      new ArrayBuffer(2),
      Object(1),
      Object('s'),
      Object(5n),
      Object.assign([1, 2, 3], { name: 'extra' }),
      JSON.parse('[1, 2]', (key, value) => (key === '0' ? undefined : value)),
      { __proto__: { inherited: 1 }, own: 2, [Symbol('s')]: 3 },
      JSON.parse('{"__proto__": 1, "b": 2}'),
      Object.create({ a: 1 }, { hidden: { value: 1 }, shown: { value: 2, enumerable: true } }),
      {
        get computed() {
          return 'by a getter';
        },
      },
      new (class Point {
        x = 1;
        #y = 2;
        get y() {
          return this.#y;
        }
      })(),
      Buffer.from('buffer'),
    ];
    port2.on('message', (clone) => {
      const kind = Object.prototype.toString.call(clone);
      log(kind, clone);
      if (Array.isArray(clone))
        log(clone[0] === clone[1], Object.getPrototypeOf(clone) === Array.prototype, 0 in clone);
      if (kind === '[object Map]') log(clone instanceof Map, [...clone.keys()][0] === [...clone.values()][0].shared);
      if (kind === '[object Set]') log(clone instanceof Set);
      if (kind === '[object Date]') log(clone instanceof Date);
      if (kind === '[object Object]') log(clone instanceof Object, Object.getPrototypeOf(clone) === Object.prototype);
      if (kind === '[object Uint8Array]') log(clone instanceof Uint8Array, clone.buffer.byteLength);
    });
    for (const value of values) port1.postMessage(value);
    await turns(3);
    port1.close();
  },

  async errors({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    class Own extends RangeError {}
    const errors = [
      new Error('plain'),
      new TypeError('type'),
      new Own('own'),
      Object.assign(new Error('more'), { code: 'CODE' }),
      new Error('with a cause', { cause: new SyntaxError('cause') }),
    ];
    port2.on('message', (error) => {
      log(error instanceof Error, error.name, error.message, error.code, Object.keys(error), error.constructor.name);
      log(error instanceof TypeError, error instanceof RangeError, error.cause instanceof SyntaxError);
    });
    for (const error of errors) port1.postMessage(error);
    await turns(2);
    port1.close();
  },

  'values that cannot be cloned': ({ log, attempt }) => {
    const { port1 } = new MessageChannel();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const values = [
      () => {},
      Symbol('s'),
      new WeakMap(),
      Promise.resolve(),
      { deep: [{ f() {} }] },
      proxy,
      new WeakRef({}),
    ];
    for (const value of values) {
      log(attempt(() => port1.postMessage(value)));
      log(attempt(() => structuredClone(value)));
    }
    log(
      attempt(() =>
        port1.postMessage({
          get a() {
            throw new RangeError('by a getter');
          },
        }),
      ),
    );
    port1.close();
  },

  'wrong arguments': ({ log, attempt }) => {
    const { receiveMessageOnPort } = threads();
    const { port1, port2 } = new MessageChannel();
    const other = new MessageChannel();
    const buffer = new ArrayBuffer(4);
    const loose = port1 as unknown as { postMessage(...args: unknown[]): unknown };
    log(attempt(() => loose.postMessage()));
    log(attempt(() => loose.postMessage(1, 5)));
    log(attempt(() => loose.postMessage(1, { transfer: 3 })));
    log(attempt(() => loose.postMessage(1, { transfer: null })));
    log(attempt(() => loose.postMessage(1, [{}])));
    log(attempt(() => loose.postMessage(1, [1])));
    log(
      attempt(() => loose.postMessage(1, [buffer, buffer])),
      buffer.byteLength,
    );
    log(attempt(() => loose.postMessage(other.port1)));
    log(attempt(() => loose.postMessage({ deep: [other.port1] })));
    log(attempt(() => structuredClone(other.port1)));
    log(attempt(() => loose.postMessage(1, [port1])));
    log(attempt(() => loose.postMessage(1, [other.port1, other.port1])));
    log(attempt(() => loose.postMessage(1, [other.port1])));
    log(attempt(() => loose.postMessage(1, [other.port1])));
    log(attempt(() => receiveMessageOnPort({} as never)));
    log(attempt(() => new (BroadcastChannel as unknown as new () => unknown)()));
    log(attempt(() => (MessageChannel as unknown as () => unknown)()));
    port2.close();
    other.port2.close();
    log(attempt(() => loose.postMessage(1, [port2])));
  },

  async 'buffers are transferred when they are sent'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (value) => log(value));
    const buffers = [new ArrayBuffer(3), new ArrayBuffer(4), new ArrayBuffer(5)] as const;
    const view = new Uint8Array(buffers[0]);
    view[0] = 7;
    port1.postMessage({ view, buffer: buffers[0] }, [buffers[0]]);
    port1.postMessage(buffers[1], { transfer: [buffers[1]] });
    port1.postMessage('not in the value', new Set([buffers[2]]) as never);
    log(view.length, ...buffers.map(({ byteLength }) => byteLength));
    await turns(2);
    port1.close();
  },

  async 'shared memory stays shared'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    const cells = new Int32Array(new SharedArrayBuffer(8));
    port2.on('message', (received) => {
      received[1] = 5;
      log(received[0], received.buffer instanceof SharedArrayBuffer);
    });
    port1.postMessage(cells);
    cells[0] = 9;
    await turns(2);
    log(cells[1]);
    port1.close();
  },

  async 'a port in a message'({ log, turns }) {
    const a = new MessageChannel();
    const b = new MessageChannel();
    b.port1.postMessage('before');
    a.port2.on('message', ({ port, again }) => {
      log(port === again, port instanceof MessagePort, port === b.port2, port.hasRef());
      port.on('message', (value: unknown) => {
        log('moved', value);
        port.postMessage('answer');
      });
    });
    b.port1.on('message', (value) => log('b', value));
    b.port2.on('close', () => log('the old port is closed'));
    a.port1.postMessage({ port: b.port2, again: b.port2 }, [b.port2]);
    b.port1.postMessage('after');
    log(b.port2.postMessage('nothing'));
    await turns(5);
    a.port1.close();
    b.port1.close();
    await turns(3);
  },

  async 'ports of a message event'({ log, turns }) {
    const a = new MessageChannel();
    const b = new MessageChannel();
    const c = new MessageChannel();
    a.port2.onmessage = (event) => {
      const { data, ports } = event as unknown as MessageEvent;
      log(ports.length, ports[0] === data.get('c'), ports[1] === [...data.get('set')][0], Array.isArray(ports));
      ports[0]?.postMessage('to c');
      ports[1]?.postMessage('to b');
    };
    b.port1.on('message', (value) => log('b', value));
    c.port1.on('message', (value) => log('c', value));
    const value = new Map<string, unknown>([
      ['c', c.port2],
      ['set', new Set([b.port2, 1])],
    ]);
    a.port1.postMessage(value, [c.port2, b.port2]);
    await turns(4);
    for (const { port1 } of [a, b, c]) port1.close();
    await turns(3);
  },

  async 'a port that is sent on'({ log, turns }) {
    const [a, b, c] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
    a.port2.on('message', (port) => {
      log('first hop');
      b.port1.postMessage(port, [port]);
    });
    b.port2.on('message', (port) => {
      log('second hop');
      port.on('message', (value: unknown) => log('at last', value));
    });
    c.port1.postMessage(1);
    a.port1.postMessage(c.port2, [c.port2]);
    c.port1.postMessage(2);
    await turns(2);
    c.port1.postMessage(3);
    await turns(4);
    for (const { port1 } of [a, b, c]) port1.close();
    await turns(3);
  },

  async 'a port that nobody receives is closed'({ log, turns }) {
    const a = new MessageChannel();
    const b = new MessageChannel();
    b.port1.on('close', () => log('b is closed'));
    a.port1.postMessage(b.port2, [b.port2]);
    await turns(2);
    log('closes');
    a.port2.close();
    await turns(6);
    log('end');
  },

  async 'the other end is posted to itself'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port1.on('close', () => log('close 1'));
    port2.on('close', () => log('close 2'));
    log(port1.postMessage(port2, [port2]));
    await turns(6);
  },

  async receiveMessageOnPort({ log, turns }) {
    const { receiveMessageOnPort } = threads();
    const { port1, port2 } = new MessageChannel();
    log(receiveMessageOnPort(port2));
    port1.postMessage({ a: 1 });
    port1.postMessage(undefined);
    port1.postMessage(3);
    log(receiveMessageOnPort(port2), receiveMessageOnPort(port2));
    port2.on('message', (value) => log('message', value));
    await turns(2);
    port1.postMessage(4);
    log(receiveMessageOnPort(port2), receiveMessageOnPort(port2));
    await turns(2);
    port1.postMessage(5);
    port1.close();
    await turns(3);
    log(receiveMessageOnPort(port2));
  },

  async 'receiveMessageOnPort with ports'({ log, turns }) {
    const { receiveMessageOnPort } = threads();
    const [a, b] = [new MessageChannel(), new MessageChannel()];
    a.port1.postMessage([b.port2], [b.port2]);
    const [port] = receiveMessageOnPort(a.port2)?.message ?? [];
    port.on('message', (value: unknown) => log('moved', value));
    b.port1.postMessage('hello');
    await turns(3);
    a.port1.close();
    b.port1.close();
  },

  async broadcast({ log, turns }) {
    const channels = [1, 2, 3].map((n) => {
      const channel = new BroadcastChannel('name');
      channel.onmessage = (event) => log(n, (event as MessageEvent).data, (event as MessageEvent).target === channel);
      return channel;
    });
    const other = new BroadcastChannel('other');
    other.onmessage = () => log('never');
    channels[1]?.postMessage({ from: 2 });
    channels[0]?.postMessage('from 1');
    setImmediate(() => log('immediate'));
    await turns(3);
    for (const channel of [...channels, other]) channel.close();
  },

  async 'broadcast: every receiver has a clone of its own'({ log, turns }) {
    const [a, b, c] = [1, 2, 3].map(() => new BroadcastChannel('clones')) as [
      BroadcastChannel,
      BroadcastChannel,
      BroadcastChannel,
    ];
    const seen: unknown[] = [];
    b.onmessage = c.onmessage = (event) => {
      const { data } = event as MessageEvent;
      data.list.push(1);
      seen.push(data);
      log(data);
    };
    a.postMessage({ list: [0], date: new Date(1) });
    await turns(3);
    log(seen[0] !== seen[1]);
    for (const one of [a, b, c]) one.close();
  },

  async 'broadcast: closed channels'({ log, turns, attempt }) {
    const a = new BroadcastChannel('closed');
    const b = new BroadcastChannel('closed');
    b.onmessage = (event) => log('b', (event as MessageEvent).data);
    a.addEventListener('close', () => log('never'));
    a.postMessage(1);
    a.close();
    a.close();
    log(
      a.name,
      attempt(() => a.postMessage(2)),
    );
    log(attempt(() => (b as unknown as { postMessage(): void }).postMessage()));
    log(attempt(() => b.postMessage(() => {})));
    await turns(3);
    const c = new BroadcastChannel('closed');
    c.postMessage(3);
    b.close();
    await turns(3);
    c.close();
    log(Object.prototype.toString.call(c), c instanceof BroadcastChannel, c instanceof EventTarget);
  },

  async 'broadcast: names are texts'({ log, turns, attempt }) {
    const a = new BroadcastChannel(5 as never);
    const b = new BroadcastChannel('5');
    b.onmessage = (event) => log((event as MessageEvent).data, b.name, typeof a.name);
    a.postMessage('to 5');
    log(attempt(() => new BroadcastChannel(Symbol('s') as never)));
    log(b.unref() === b, b.ref() === b);
    await turns(2);
    a.close();
    b.close();
  },

  async 'a broadcast channel that closes itself when it receives'({ log, turns }) {
    const [a, b] = [new BroadcastChannel('self'), new BroadcastChannel('self')];
    b.onmessage = (event) => {
      log((event as MessageEvent).data);
      b.close();
    };
    a.postMessage(1);
    a.postMessage(2);
    await turns(3);
    a.close();
  },

  async 'async context of ports'({ log, turns }) {
    const { AsyncLocalStorage } = require('node:async_hooks');
    const storage = new AsyncLocalStorage();
    const channel = storage.run('made', () => new MessageChannel());
    storage.run('listened', () => {
      channel.port2.on('message', (value: unknown) => {
        log(value, storage.getStore());
        Promise.resolve().then(() => log('microtask', storage.getStore()));
        setImmediate(() => log('immediate', storage.getStore()));
        process.nextTick(() => log('tick', storage.getStore()));
      });
    });
    channel.port2.on('close', () => log('close', storage.getStore()));
    storage.run('sent', () => channel.port1.postMessage(1));
    await turns(3);
    storage.run('closed', () => channel.port1.close());
    await turns(4);
  },

  async 'async context of ports that were sent'({ log, turns }) {
    const { AsyncLocalStorage } = require('node:async_hooks');
    const { receiveMessageOnPort } = threads();
    const storage = new AsyncLocalStorage();
    const [a, b, c] = [1, 2, 3].map((n) => storage.run(`made ${n}`, () => new MessageChannel())) as [
      MessageChannel,
      MessageChannel,
      MessageChannel,
    ];
    a.port2.on('message', (port) => {
      log('received', storage.getStore());
      storage.run('in the listener', () => port.on('message', (value: unknown) => log(value, storage.getStore())));
    });
    storage.run('sent', () => a.port1.postMessage(b.port2, [b.port2]));
    b.port1.postMessage('to b');
    await turns(4);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(c.port2, [c.port2]);
    storage.run('asked for', () =>
      receiveMessageOnPort(port2)?.message.on('message', (value: unknown) => log(value, storage.getStore())),
    );
    c.port1.postMessage('to c');
    await turns(3);
    for (const port of [a.port1, b.port1, c.port1, port1]) port.close();
  },

  async 'async context of broadcast channels'({ log, turns }) {
    const { AsyncLocalStorage } = require('node:async_hooks');
    const storage = new AsyncLocalStorage();
    const a = storage.run('a', () => new BroadcastChannel('context'));
    const b = storage.run('b', () => new BroadcastChannel('context'));
    storage.run('listened', () => {
      b.onmessage = (event: unknown) => log((event as MessageEvent).data, storage.getStore());
    });
    storage.run('sent', () => a.postMessage(1));
    await turns(3);
    a.close();
    b.close();
  },

  async structuredClone({ log, attempt, turns }) {
    const buffer = new ArrayBuffer(3);
    const { port1, port2 } = new MessageChannel();
    log(
      structuredClone({ a: [1, new Date(0)] }),
      Object.getPrototypeOf(structuredClone([1, 2])) === Array.prototype,
      structuredClone(undefined),
    );
    log(structuredClone(new Map([[1, new Set([2])]])));
    log(structuredClone(buffer, { transfer: [buffer] }), buffer.byteLength);
    const moved = structuredClone({ port2 }, { transfer: [port2 as never] }).port2;
    log(moved instanceof MessagePort, moved !== port2);
    moved.on('message', (value: unknown) => log('moved', value));
    port1.postMessage('through the clone');
    await turns(3);
    log(attempt(() => structuredClone(1, { transfer: [port1, port1] as never })));
    log(attempt(() => structuredClone(() => {})));
    port1.close();
  },

  'EventTarget and its listeners': ({ log, attempt }) => {
    class Bus extends EventTarget {}
    const bus = new Bus();
    const listener = (event: Event) => log('listener', event.type, event.target === bus);
    bus.addEventListener('a', listener);
    bus.addEventListener('a', listener);
    bus.addEventListener('a', { handleEvent: () => log('object') }, { once: true });
    log(bus.dispatchEvent(new Event('a', { cancelable: true })));
    bus.addEventListener('a', (event) => event.preventDefault());
    bus.removeEventListener('a', listener);
    log(bus.dispatchEvent(new Event('a', { cancelable: true })), bus instanceof EventTarget);
    log(attempt(() => bus.dispatchEvent({} as Event)) !== undefined);
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => log('aborted', controller.signal.reason));
    controller.signal.onabort = () => log('onabort');
    controller.abort('reason');
    log(controller.signal instanceof EventTarget);
  },

  async 'an error in a listener of a port'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', (n) => {
      process.nextTick(() => log('tick', n));
      Promise.resolve().then(() => log('microtask', n));
      log('first', n);
      throw new Error('by the first listener');
    });
    port2.on('message', (n) => log('second', n));
    port1.postMessage(1);
    await turns(2);
    port1.close();
  },

  async 'an error in a listener of an EventTarget'({ log, turns }) {
    const target = new EventTarget();
    target.addEventListener('a', () => {
      throw new TypeError('by a listener');
    });
    target.addEventListener('a', () => log('the other listener'));
    log(target.dispatchEvent(new Event('a')));
    await turns(1);
  },

  async 'an error in a listener of an AbortSignal'({ log, turns }) {
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => {
      log('aborts');
      throw new Error('by a listener of a signal');
    });
    controller.abort();
    log('goes on');
    await turns(1);
  },

  async 'an async listener that rejects'({ log, turns }) {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', async (n) => {
      await undefined;
      log('message', n);
      throw new Error('by an async listener');
    });
    port1.postMessage(1);
    await turns(2);
    port1.close();
  },

  async marks({ log, turns, attempt }) {
    const { markAsUntransferable } = threads();
    const { port1, port2 } = new MessageChannel();
    const other = new MessageChannel();
    const buffer = new ArrayBuffer(2);
    port2.on('message', (value) => log('message', value));
    markAsUntransferable(buffer);
    log(
      attempt(() => port1.postMessage(buffer, [buffer])),
      buffer.byteLength,
    );
    markAsUntransferable(other.port1);
    log(attempt(() => port1.postMessage(other.port1, [other.port1])));
    await turns(2);
    port1.close();
    other.port1.close();
  },

  async faces({ log, turns }) {
    const channel = new MessageChannel();
    log(Object.keys(channel), channel instanceof MessageChannel, Object.prototype.toString.call(channel.port1));
    log(channel.port1 instanceof MessagePort, channel.port1 instanceof EventTarget, Object.keys(channel.port1));
    log(channel.port1.constructor === MessagePort, typeof channel.port1, JSON.stringify(channel.port1));
    log(
      MessageChannel.name,
      MessageChannel.length,
      BroadcastChannel.name,
      BroadcastChannel.length,
      structuredClone.length,
    );
    log(
      threads().MessageChannel === MessageChannel,
      threads().BroadcastChannel === BroadcastChannel,
      globalThis.MessageChannel === MessageChannel,
    );
    class Own extends MessageChannel {}
    log(new Own().port1 instanceof MessagePort, new Own() instanceof Own);
    const broadcast = new BroadcastChannel('shown');
    log(broadcast);
    broadcast.close();
    channel.port1.close();
    await turns(3);
  },

  async 'a port in another context'({ log, turns, attempt }) {
    const vm = require('node:vm');
    const { moveMessagePortToContext, receiveMessageOnPort } = threads();
    const context = vm.createContext({});
    const { port1, port2 } = new MessageChannel();
    const their = (name: string) => vm.runInContext(name, context);
    log(attempt(() => moveMessagePortToContext({} as never, context)));
    log(attempt(() => moveMessagePortToContext(port2, {})));
    port2.on('close', () => log('the old one is closed'));
    port1.postMessage([new Map([[1, new Error('e')]])]);
    const moved = moveMessagePortToContext(port2, context) as unknown as Record<string, unknown>;
    log(moved instanceof MessagePort, typeof moved.on, moved instanceof their('Object'));
    const list = receiveMessageOnPort(moved as never)?.message;
    log(
      Object.getPrototypeOf(list) === Array.prototype,
      list instanceof their('Array'),
      list[0] instanceof their('Map'),
    );
    log(list[0].get(1) instanceof their('Error'));
    moved.onmessage = ({ data, target, type }: MessageEvent) => log(data, type, target === (moved as never));
    (moved.start as () => void)();
    port1.postMessage('to the other context');
    await turns(3);
    (moved.postMessage as (value: unknown) => void)('back');
    port1.on('message', (value) => log(value));
    await turns(2);
    (moved.close as () => void)();
    await turns(4);
  },

  async 'a message and an immediate of a message'({ log, turns }) {
    const [a, b] = [new MessageChannel(), new MessageChannel()];
    b.port2.on('message', (n) => {
      log('b', n);
      setImmediate(() => log('immediate of b', n));
      a.port1.postMessage(n);
    });
    a.port2.on('message', (n) => {
      log('a', n);
      if (n < 3) b.port1.postMessage(n + 1);
    });
    b.port1.postMessage(1);
    await turns(8);
    a.port1.close();
    b.port1.close();
  },

  async 'a message that cannot be made where it arrives'({ log, attempt, turns }) {
    const { open } = require('node:fs').promises;
    const broken = async () => {
      const handle = await open(process.execPath);
      const kind = Object.getOwnPropertySymbols(Object.getPrototypeOf(handle)).find(
        ({ description }) => description === 'messaging_transfer_symbol',
      );
      handle[kind] = () => ({ data: 1, deserializeInfo: 'net:Socket' });
      return handle;
    };
    const handles = [await broken(), await broken(), await open(process.execPath)];
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(handles[0], [handles[0]]);
    log(attempt(() => threads().receiveMessageOnPort(port2)));
    port2.on('message', (value) => log('message', typeof value === 'number' ? value : value.constructor.name));
    port2.on('messageerror', (error) => log('messageerror', error.message));
    port1.postMessage(1);
    port1.postMessage(handles[1], [handles[1]]);
    port1.postMessage(2);
    await turns(3);
    log(attempt(() => port1.postMessage(handles[2])));
    port1.postMessage(handles[2], [handles[2]]);
    log(handles[2].fd);
    await turns(3);
    port1.close();
    await turns(3);
  },

  async 'what a context sees of a port that was moved to it'({ log, turns }) {
    const vm = require('node:vm');
    const context = vm.createContext({ log });
    const { port1, port2 } = new MessageChannel();
    const inner = new MessageChannel();
    context.port = threads().moveMessagePortToContext(port2, context);
    vm.runInContext(
      `log(port instanceof Object, port.postMessage instanceof Function, port.constructor.name);
      port.onmessage = ({ data, ports }) => {
        log(data instanceof Object, ports instanceof Array, ports.length, ports[0] === data.p, data.p instanceof port.constructor);
        data.p.postMessage('by a port of the context');
      };
      port.onmessageerror = ({ data }) => log(data.code);
      port.start();
      try {
        port.postMessage(() => {});
      } catch (error) {
        log(error.name, error instanceof Object, error instanceof Error, error.constructor.name, error.code);
      }
      try {
        port.postMessage();
      } catch (error) {
        log(error.name, error instanceof Object, error instanceof TypeError);
      }`,
      context,
    );
    inner.port2.on('message', (value) => log(value));
    port1.postMessage({ p: inner.port1 }, [inner.port1]);
    await turns(4);
    const handle = await require('node:fs').promises.open(process.execPath);
    port1.postMessage(handle, [handle]);
    await turns(4);
    inner.port2.close();
    port1.close();
    await turns(4);
  },

  async 'ports are shown'({ log, turns }) {
    const { inspect } = require('node:util');
    const { port1, port2 } = new MessageChannel();
    const shown = (port) => /active: (\w+)(?:,\s+refed: (\w+))?/.exec(inspect(port))?.slice(1);
    log(shown(port1), shown(port2));
    port1.ref();
    log(shown(port1));
    port1.close();
    await turns(4);
    log(shown(port1), shown(port2));
  },
};
