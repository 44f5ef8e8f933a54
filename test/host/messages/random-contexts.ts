// Random programs over async context, as source text: AsyncLocalStorage and AsyncResource across messages, events, promises, timers and ticks.

import { RandomSource } from '../../../src/strategies/random-source';

class Writer {
  private readonly random: RandomSource;
  private names = 0;

  constructor(
    seed: number,
    private readonly enters: boolean,
  ) {
    this.random = new RandomSource(seed);
  }

  private one<T>(list: readonly T[]): T {
    return list[this.random.below(list.length)] as T;
  }

  private storage(): string {
    return this.one(['one', 'two']);
  }

  private statement(depth: number): string {
    const name = `'s${++this.names}'`;
    const inner = () => `{ see(${name}); ${depth > 0 ? this.block(depth - 1) : ''} }`;
    switch (this.random.below(depth > 0 ? 19 : 5)) {
      case 0:
        return `see(${name});`;
      case 1:
        return this.enters ? `${this.storage()}.enterWith(${name});` : `see(${name});`;
      case 2:
        return `kept.push(AsyncLocalStorage.${this.one(['snapshot()', `bind((f) => f())`])});`;
      case 3:
        return `if (kept.length > 0) kept[${this.random.below(3)} % kept.length](() => see(${name}));`;
      case 4:
        return `send(${this.random.below(4)}, ${name});`;
      case 5:
        return `${this.storage()}.run(${name}, () => ${inner()});`;
      case 6:
        return this.enters ? `${this.storage()}.exit(() => ${inner()});` : `one.run(undefined, () => ${inner()});`;
      case 7:
        return `Promise.resolve().then(() => ${inner()});`;
      case 8:
        return `(async () => { await null; ${inner()} await turns(1); see(${name}); })();`;
      case 9:
        return `process.nextTick(() => ${inner()});`;
      case 10:
        return `setImmediate(() => ${inner()});`;
      case 11:
        return `queueMicrotask(() => ${inner()});`;
      case 12:
        return `new AsyncResource('mine').runInAsyncScope(() => ${inner()});`;
      case 13:
        return `resources.push(${this.one([`new AsyncResource('later')`, `{ runInAsyncScope: AsyncResource.bind((f) => f()) }`])});`;
      case 14:
        return `if (resources.length > 0) resources[${this.random.below(3)} % resources.length].runInAsyncScope(() => ${inner()});`;
      case 15:
        return `hear(${this.random.below(4)}, ${name}, () => ${inner()});`;
      case 16:
        return `target.addEventListener('event', () => ${inner()}, { once: true }); if (budget-- > 0) target.dispatchEvent(new Event('event'));`;
      case 17:
        return `emitter.${this.one(['on', 'once'])}('event', () => ${inner()}); if (budget-- > 0) emitter.emit('event');`;
      default:
        return `deferred(${this.one(['true', 'false'])}).then(() => ${inner()}, () => ${inner()});`;
    }
  }

  private block(depth: number): string {
    return Array.from({ length: 1 + this.random.below(3) }, () => this.statement(depth)).join(' ');
  }

  body(): string {
    return Array.from({ length: 8 + this.random.below(5) }, () =>
      this.random.below(5) === 0 ? 'await turns(1);' : this.statement(2),
    ).join('\n  ');
  }
}

/**
 * The source text of a program (see `programs.ts`). The same seed gives the same one.
 * @param enters it uses `enterWith` and `exit`, too
 */
export function randomContexts(seed: number, enters: boolean): string {
  return `async function ({ log, turns }) {
  const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
  const { EventEmitter } = require('node:events');
  const one = new AsyncLocalStorage();
  const two = new AsyncLocalStorage();
  let budget = 60;
  let open = true;
  const see = (name) => { if (open) log(name, one.getStore(), two.getStore()); };
  const kept = [];
  const resources = [];
  const target = new EventTarget();
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const settle = [];
  const ports = [];
  for (let i = 0; i < 2; i++) one.run('channel ' + i, () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
  });
  const send = (index, name) => { if (open && budget-- > 0) ports[index].postMessage(name); };
  const hear = (index, name, then) => ports[index].on('message', (message) => { see(name + ' ' + message); if (budget-- > 0) then(); });
  const deferred = (succeeds) => {
    const promise = new Promise((resolve, reject) => settle.push(() => two.run('settles', () => (succeeds ? resolve() : reject(new Error('no'))))));
    promise.catch(() => {});
    return promise;
  };
  ${new Writer(seed, enters).body()}
  for (let i = 0; i < 4; i++) {
    for (const f of settle.splice(0)) f();
    await turns(2);
    log('turn', i);
  }
  open = false;
  for (const port of ports) port.close();
  await turns(4);
}`;
}
