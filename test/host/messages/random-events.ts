// Random programs over EventTarget and AbortSignal, as source text: listeners of all kinds that dispatch, add, remove, abort and throw.

import { RandomSource } from '../../../src/strategies/random-source';

class Writer {
  private readonly random: RandomSource;
  private names = 0;
  /** Nobody catches what a listener throws, so it ends the program: few throw. */
  private throws: boolean;

  constructor(seed: number) {
    this.random = new RandomSource(seed);
    this.throws = seed % 4 === 0;
  }

  private one<T>(list: readonly T[]): T {
    return list[this.random.below(list.length)] as T;
  }

  private chance(n: number): boolean {
    return this.random.below(n) === 0;
  }

  private options(): string {
    const parts = ['once: true', 'passive: true', 'capture: true', `signal: ${this.signal()}`].filter(() =>
      this.chance(3),
    );
    if (parts.length > 0) return `{ ${parts.join(', ')} }`;
    return this.one(['undefined', 'true', 'false', '{}']);
  }

  private signal(): string {
    return `signals[${this.random.below(4)}]`;
  }

  private target(): string {
    return this.chance(4) ? this.signal() : `targets[${this.random.below(3)}]`;
  }

  private type(): string {
    return this.one(["'a'", "'b'", "'abort'"]);
  }

  private statement(depth: number): string {
    const name = `'s${++this.names}'`;
    switch (this.random.below(depth > 0 ? 13 : 6)) {
      case 0:
        return `dispatch(${this.target()}, ${this.type()}, ${name});`;
      case 1:
        return `remove(${this.target()}, ${this.type()}, ${this.random.below(8)}, ${this.one(['true', 'false', '{}'])}, ${name});`;
      case 2:
        return this.chance(2)
          ? `abort(${this.random.below(2)}, ${name});`
          : `log(${name}, signals.map((s) => s.aborted));`;
      case 3:
        return `log(${name}, storage.getStore());`;
      case 4:
        return `log(${name}, attempt(() => ${this.one(this.odd())}));`;
      case 5:
        return this.throws && this.chance(3)
          ? `if (!thrown) { thrown = true; throw new TypeError(${name}); }`
          : `count(${name});`;
      case 6:
        return `process.nextTick(() => { log(${name}, 'tick'); ${this.block(depth - 1)} });`;
      case 7:
        return `queueMicrotask(() => { log(${name}, 'microtask'); ${this.block(depth - 1)} });`;
      case 8:
        return `storage.run(${name}, () => { ${this.block(depth - 1)} });`;
      case 9:
        return `${this.target()}.on${this.one(['abort', 'a'])} = handler(${name}, () => { ${this.block(depth - 1)} });`;
      default:
        return `add(${this.target()}, ${this.type()}, ${this.one(['false', 'true'])}, ${this.options()}, ${name}, (event) => { ${this.inListener()} ${this.block(depth - 1)} });`;
    }
  }

  private inListener(): string {
    return this.one([
      '',
      '',
      'event.preventDefault();',
      'event.stopPropagation();',
      'event.stopImmediatePropagation();',
      'log(event.eventPhase, event.composedPath().length, event.isTrusted);',
      'event.returnValue = false;',
      'event.cancelBubble = true;',
    ]);
  }

  /** Calls of which some throw. */
  private odd(): readonly string[] {
    return [
      'new EventTarget().dispatchEvent({})',
      'new EventTarget().dispatchEvent(new Event())',
      "new EventTarget().addEventListener('a', 5)",
      "new EventTarget().addEventListener('a', null) ?? 'nothing'",
      "new EventTarget().addEventListener('a')",
      "new EventTarget().addEventListener('a', () => {}, { signal: {} })",
      "EventTarget.prototype.dispatchEvent.call({}, new Event('a'))",
      'new AbortSignal()',
      'AbortSignal.any([{}])',
      'AbortSignal.any([]).aborted',
      "AbortSignal.abort('why').throwIfAborted()",
      'AbortSignal.abort().reason.name',
      `${this.signal()}.throwIfAborted() ?? 'goes on'`,
      `AbortSignal.any([${this.signal()}, ${this.signal()}]).reason ?? 'none'`,
    ];
  }

  private block(depth: number): string {
    return Array.from({ length: 1 + this.random.below(3) }, () => this.statement(depth)).join(' ');
  }

  body(): string {
    return Array.from({ length: 8 + this.random.below(6) }, () =>
      this.chance(5) ? 'await turns(1);' : this.statement(2),
    ).join('\n  ');
  }
}

/** The source text of a program (see `programs.ts`). The same seed gives the same one. */
export function randomEvents(seed: number): string {
  return `async function ({ log, turns, attempt }) {
  const { AsyncLocalStorage } = require('node:async_hooks');
  const storage = new AsyncLocalStorage();
  let budget = 80;
  let thrown = false;
  const counts = {};
  const count = (name) => { counts[name] = (counts[name] ?? 0) + 1; };
  const targets = [new EventTarget(), new (class extends EventTarget {})(), new EventTarget()];
  const controllers = [new AbortController(), new AbortController()];
  const signals = controllers.map(({ signal }) => signal);
  signals.push(AbortSignal.any([...signals]), AbortSignal.any([signals[1]]));
  const all = [...targets, ...signals];
  const nameOf = (target) => 'target ' + all.indexOf(target);
  const listeners = [];
  const handler = (name, then) => (event) => {
    if (budget-- <= 0) return;
    log(name, nameOf(event.currentTarget), event.type, storage.getStore(), event.defaultPrevented);
    then(event);
  };
  const add = (target, type, isObject, options, name, then) => {
    const called = handler(name, then);
    const listener = isObject ? { handleEvent(event) { log(this === listener); called(event); } } : called;
    listeners.push(listener);
    storage.run('added ' + name, () => target.addEventListener(type, listener, options));
  };
  const remove = (target, type, index, options, name) => {
    const listener = listeners[index];
    if (listener !== undefined) log(name, target.removeEventListener(type, listener, options) ?? 'removed');
  };
  const dispatch = (target, type, name) => {
    if (budget-- <= 0) return;
    const event = type === 'b' ? new CustomEvent(type, { cancelable: true, detail: name }) : new Event(type, { bubbles: true, cancelable: true });
    log(name, 'dispatches', type, 'to', nameOf(target));
    log(name, target.dispatchEvent(event), event.target === target, event.detail);
  };
  const abort = (index, name) => { log(name, 'aborts', index); controllers[index].abort(name); log(name, signals.map(({ reason }) => reason)); };
  ${new Writer(seed).body()}
  await turns(3);
  log(counts);
}`;
}
