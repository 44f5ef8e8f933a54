// Random programs over messages, as source text: ports and broadcast channels whose listeners send, close, stop, transfer, and set off ticks,
// microtasks and immediates. Every action logs a name of its own.

import { RandomSource } from '../../../src/strategies/random-source';

class Writer {
  private readonly random: RandomSource;
  private actions = 0;

  constructor(
    seed: number,
    private readonly channels: number,
    private readonly broadcasts: number,
  ) {
    this.random = new RandomSource(seed);
  }

  private below(n: number): number {
    return this.random.below(n);
  }

  /** An expression for a port, which may have been transferred meanwhile. */
  private port(): string {
    return `ports[${this.below(this.channels * 2)}]`;
  }

  private broadcast(): string {
    return `channels[${this.below(this.broadcasts)}]`;
  }

  /** One statement. @param depth how much it may set off */
  private statement(depth: number): string {
    const name = `'s${++this.actions}'`;
    const kinds = 12;
    switch (depth > 0 ? this.below(kinds) : this.below(5)) {
      case 0:
      case 1:
        return `send(${this.port()}, ${name});`;
      case 2:
        return `cast(${this.broadcast()}, ${name});`;
      case 3:
        return `log(${name}, storage.getStore());`;
      case 4:
        return this.rare(name);
      case 5:
        return `process.nextTick(() => { log(${name}); ${this.block(depth - 1)} });`;
      case 6:
        return `Promise.resolve().then(() => { log(${name}); ${this.block(depth - 1)} });`;
      case 7:
        return `setImmediate(() => { log(${name}); ${this.block(depth - 1)} });`;
      case 8:
        return `storage.run(${name}, () => { ${this.block(depth - 1)} });`;
      case 9:
        return `listen(${this.port()}, ${name}, () => { ${this.block(depth - 1)} });`;
      case 10:
        return `take(${this.port()}, ${name});`;
      default:
        return `hear(${this.broadcast()}, ${name}, () => { ${this.block(depth - 1)} });`;
    }
  }

  private rare(name: string): string {
    switch (this.below(5)) {
      case 0:
        return `close(${this.port()}, ${name});`;
      case 1:
        return `transfer(${this.below(this.channels * 2)}, ${this.port()}, ${name});`;
      case 2:
        return `unlisten(${this.port()}, ${name});`;
      case 3:
        return `${this.broadcast()}.close();`;
      default:
        return `log(${name}, attempt(() => structuredClone({ name: ${name}, list: [1, new Map([[2, 3]])] })));`;
    }
  }

  block(depth: number): string {
    return Array.from({ length: 1 + this.below(3) }, () => this.statement(depth)).join(' ');
  }

  body(): string {
    return Array.from({ length: 6 + this.below(6) }, () =>
      this.below(4) === 0 ? 'await turns(1);' : this.statement(3),
    ).join('\n  ');
  }
}

/** The source text of a program (see `programs.ts`). The same seed gives the same one. */
export function randomProgram(seed: number): string {
  const channels = 2 + (seed % 2);
  const broadcasts = 3;
  const writer = new Writer(seed, channels, broadcasts);
  return `async function ({ log, turns, attempt }) {
  const { AsyncLocalStorage } = require('node:async_hooks');
  const { receiveMessageOnPort } = threads();
  const storage = new AsyncLocalStorage();
  const ports = [];
  let budget = 60;
  const gone = new Set();
  for (let i = 0; i < ${channels}; i++) storage.run('channel ' + i, () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
  });
  const open = (port) => !gone.has(port);
  const all = [...ports];
  const nameOf = (port) => 'port ' + all.indexOf(port);
  for (const port of ports) port.on('close', () => { log('closed', nameOf(port), storage.getStore()); });
  const channels = Array.from({ length: ${broadcasts} }, (_, i) => storage.run('broadcast ' + i, () => new BroadcastChannel('name')));
  const send = (port, value) => { if (open(port) && budget-- > 0) port.postMessage({ value }); };
  const cast = (channel, value) => { if (budget-- > 0) log(attempt(() => channel.postMessage(value))); };
  const receive = (port, name, then) => (message) => {
    log(nameOf(port), name, message.value, storage.getStore());
    if (message.port !== undefined) {
      all.push(message.port);
      ports[message.index] = message.port;
      message.port.on('message', receive(message.port, name, () => {}));
      message.port.on('close', () => log('closed', nameOf(message.port)));
    }
    if (budget > 0) then();
  };
  const listen = (port, name, then) => { if (open(port)) port.on('message', receive(port, name, then)); };
  const hear = (channel, name, then) => {
    channel.onmessage = ({ data }) => { log(channels.indexOf(channel), name, data, storage.getStore()); if (budget > 0) then(); };
  };
  const take = (port, name) => {
    if (!open(port)) return;
    const received = receiveMessageOnPort(port);
    log(name, 'took', received === undefined ? 'nothing' : received.message.value);
    if (received !== undefined && received.message.port !== undefined) received.message.port.close();
  };
  const close = (port, name) => { if (open(port)) { log(name, 'closes', nameOf(port)); port.close(() => log(name, 'is closed')); } };
  const unlisten = (port, name) => { if (open(port)) { log(name, port.listenerCount('message')); port.removeAllListeners('message'); } };
  const transfer = (index, by, name) => {
    const port = ports[index];
    if (port === by || !open(port) || !open(by) || ports[index ^ 1] === by || budget-- <= 0) return;
    const sent = attempt(() => by.postMessage({ value: name, port, index }, [port]));
    log(name, 'transfers', nameOf(port), sent);
    if (typeof sent !== 'string') gone.add(port);
  };
  ${writer.body()}
  for (let i = 0; i < 8; i++) { await turns(1); log('turn', i); }
  budget = 0;
  for (const port of all) if (open(port)) port.close();
  for (const channel of channels) channel.close();
  await turns(4);
}`;
}
