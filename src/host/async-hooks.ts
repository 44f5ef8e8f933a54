// `async_hooks` for instrumented code: AsyncLocalStorage and AsyncResource that follow strands, reactions, timers and callbacks.

import * as native from 'node:async_hooks';
import { AsyncContext, findContext } from '../engine/async-context';
import { simulation } from '../engine/simulation';
import { hostAgent } from './host-agent';

type AnyFunction = (...args: unknown[]) => unknown;

/** Runs `callback` with `context` in force. */
function within<Result>(context: AsyncContext | null, callback: () => Result): Result {
  const { agent } = simulation;
  const previous = agent.context;
  agent.context = context;
  try {
    return callback();
  } finally {
    agent.context = previous;
  }
}

interface StorageOptions {
  readonly defaultValue?: unknown;
  readonly name?: string;
}

/** AsyncLocalStorage (Node's API) on Lockstep's own async context. */
export class AsyncLocalStorage<T> {
  private readonly defaultValue: T | undefined;
  readonly name: string;
  private disabled = false;

  constructor(options: StorageOptions = {}) {
    this.defaultValue = options.defaultValue as T | undefined;
    this.name = options.name ?? '';
  }

  /** A function that runs `fn` in the context of this call. */
  static bind<F extends AnyFunction>(fn: F): F {
    // Node refuses it itself, in its own words.
    if (typeof fn !== 'function') return native.AsyncLocalStorage.bind(fn);
    const { context } = simulation.agent;
    return function (this: unknown, ...args: unknown[]) {
      return within(context, () => Reflect.apply(fn, this, args));
    } as F;
  }

  static snapshot(): (fn: AnyFunction, ...args: unknown[]) => unknown {
    const { context } = simulation.agent;
    return (fn, ...args) => within(context, () => fn(...args));
  }

  getStore(): T | undefined {
    if (this.disabled) return undefined;
    const entry = findContext(simulation.agent.context, this);
    return entry === null ? this.defaultValue : (entry.store as T | undefined);
  }

  /** As in Node, behind the callback only this storage is as it was: what another one has entered meanwhile, stays. */
  run<Result>(store: T | undefined, callback: (...args: never[]) => Result, ...args: unknown[]): Result {
    const { agent } = simulation;
    const before = this.getStore();
    if (Object.is(before, store)) return (callback as AnyFunction)(...args) as Result;
    this.disabled = false;
    hostAgent().contexts.follow();
    const { context: outer } = agent;
    const inner = new AsyncContext(outer, this, store);
    agent.context = inner;
    try {
      return (callback as AnyFunction)(...args) as Result;
    } finally {
      agent.context = agent.context === inner ? outer : new AsyncContext(agent.context, this, before);
    }
  }

  exit<Result>(callback: (...args: never[]) => Result, ...args: unknown[]): Result {
    return this.run(undefined, callback, ...args);
  }

  enterWith(store: T): void {
    this.disabled = false;
    hostAgent().contexts.follow();
    simulation.agent.context = new AsyncContext(simulation.agent.context, this, store);
  }

  disable(): void {
    this.disabled = true;
  }
}

/** AsyncResource that also carries Lockstep's async context. */
export class AsyncResource extends native.AsyncResource {
  private readonly context = simulation.agent.context;

  override runInAsyncScope<This, Result>(
    fn: (this: This, ...args: never[]) => Result,
    thisArg?: This,
    ...args: unknown[]
  ): Result {
    // Inside: Node's scope has a context of its own, which a resource from before the first store does not know.
    const inside = () => within(this.context, () => Reflect.apply(fn, thisArg, args));
    return super.runInAsyncScope(inside as never) as Result;
  }

  static override bind<F extends AnyFunction>(fn: F): F {
    return AsyncLocalStorage.bind(fn);
  }
}

export const asyncHooksModule = { ...native, AsyncLocalStorage, AsyncResource };
