// `navigator.locks`: LockManager as Node 24 has it, in an iteration over the locks of the simulation, outside the realm's own.

import type { Agent } from '../../engine/agent';
import { nativeQueueMicrotask } from '../../engine/natives';
import {
  type ControlledPromise,
  newPromise,
  PENDING,
  rejectPromise,
  resolvePromise,
  stateOf,
} from '../../engine/promise';
import { asStandard } from '../../engine/promise-statics';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';
import { hostAgent } from '../host-agent';
import { lookThrough } from '../look-through';
import { publish } from './lock-channels';
import { type GrantedLock, type LockMode, LockRequest } from './lock-table';

type Call = (lock: GrantedLock | null) => unknown;
type AnyFunction = (...args: unknown[]) => unknown;

export interface LockManager {
  request: AnyFunction;
  query: AnyFunction;
}

interface Options {
  readonly mode: LockMode;
  readonly ifAvailable: boolean;
  readonly steal: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What a callback is given: Node does not show its own class. */
class Lock {
  readonly #lock: GrantedLock;

  constructor(lock: GrantedLock) {
    this.#lock = lock;
  }

  get name(): string {
    return this.#lock.name;
  }

  get mode(): LockMode {
    return this.#lock.mode;
  }

  get [Symbol.toStringTag](): string {
    return 'Lock';
  }
}

function invalid(message: string, code: string): TypeError {
  return Object.assign(new TypeError(message), { code });
}

const unsupported = (message: string) => new DOMException(message, 'NotSupportedError');

function nameOf(value: unknown): string {
  if (typeof value === 'symbol')
    throw invalid('Value is a Symbol and cannot be converted to a string.', 'ERR_INVALID_ARG_TYPE');
  return String(value);
}

/** The dictionary LockOptions, with the checks and the messages of Node. */
function optionsOf(given: unknown): Options {
  if (given !== undefined && given !== null && typeof given !== 'object' && typeof given !== 'function')
    throw invalid('Value cannot be converted to a dictionary', 'ERR_INVALID_ARG_TYPE');
  const fields = (given ?? {}) as Readonly<Record<keyof Options, unknown>>;
  const mode = fields.mode === undefined ? 'exclusive' : String(fields.mode);
  if (mode !== 'shared' && mode !== 'exclusive')
    throw invalid(`mode '${mode}' is not a valid enum value of type LockMode.`, 'ERR_INVALID_ARG_VALUE');
  const { signal } = fields;
  if (signal !== undefined && (typeof signal !== 'object' || signal === null) && typeof signal !== 'function')
    throw invalid('signal is not an object.', 'ERR_INVALID_ARG_TYPE');
  if (signal !== undefined && !('aborted' in (signal as object)))
    throw invalid('The "options.signal" property must be an instance of AbortSignal.', 'ERR_INVALID_ARG_TYPE');
  return {
    mode,
    ifAvailable: Boolean(fields.ifAvailable),
    steal: Boolean(fields.steal),
    signal: signal as AbortSignal | undefined,
  };
}

function refuseContradictions(name: string, { mode, ifAvailable, steal, signal }: Options): void {
  if (signal?.aborted) throw signal.reason;
  if (name.startsWith('-')) throw unsupported('Lock name may not start with hyphen');
  if (ifAvailable && steal) throw unsupported('ifAvailable and steal are mutually exclusive');
  if (mode === 'shared' && steal) throw unsupported('mode: "shared" and steal are mutually exclusive');
  if (signal !== undefined && (steal || ifAvailable))
    throw unsupported('signal cannot be used with steal or ifAvailable');
}

function start(args: readonly unknown[]): ControlledPromise<unknown> {
  const hasOptions = args[2] !== undefined;
  const callback = hasOptions ? args[2] : args[1];
  const name = nameOf(args[0]);
  // It throws what Node throws for a callback that is none.
  if (typeof callback !== 'function') nativeQueueMicrotask(callback as never);
  const options = optionsOf(hasOptions ? args[1] : undefined);
  refuseContradictions(name, options);
  const { mode, ifAvailable, steal, signal } = options;
  publish('start', { name, mode });
  const call: Call = (lock) => {
    publish(lock === null ? 'miss' : 'grant', { name, mode });
    return (callback as AnyFunction)(lock === null ? null : new Lock(lock));
  };
  if (signal !== undefined) return startWithSignal(name, options, call);
  const { locks } = hostAgent();
  const made = new LockRequest(name, mode, call);
  if (steal) locks.steal(made);
  else if (ifAvailable) locks.requestNow(made);
  else locks.request(made);
  const promise = newPromise();
  follow(promise, made, options);
  return promise;
}

/** Settles `promise` one job after the lock was released, as Node does; not if it was aborted. */
function follow(promise: ControlledPromise<unknown>, { name, mode, released }: LockRequest, options: Options): void {
  const { ifAvailable, steal } = options;
  const settle = (error: unknown, by: () => void) => {
    publish('end', { name, mode, ifAvailable, steal, error });
    if (stateOf(promise) === PENDING) by();
  };
  released.then(
    (value) => settle(undefined, () => resolvePromise(promise, value)),
    (error) => settle(error, () => rejectPromise(promise, error)),
  );
}

/** A request that is aborted keeps its place: when its turn comes, nothing is called. */
function startWithSignal(name: string, options: Options, call: Call): ControlledPromise<unknown> {
  const signal = options.signal as AbortSignal;
  const promise = newPromise();
  let granted = false;
  const onAbort = () => {
    if (granted) return;
    request.isGivenUp = true;
    rejectPromise(promise, signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const fulfilled = newPromise();
  resolvePromise(fulfilled, undefined);
  const request = new LockRequest(name, options.mode, (lock) =>
    fulfilled.then(() => {
      if (signal.aborted) return undefined;
      granted = true;
      return call(lock);
    }),
  );
  hostAgent().locks.request(request);
  follow(promise, request, options);
  const stop = () => signal.removeEventListener('abort', onAbort);
  request.released.then(stop, stop);
  return following(promise);
}

/** What an async function returns that returns a promise. */
function following(promise: ControlledPromise<unknown>): ControlledPromise<unknown> {
  const outer = newPromise();
  resolvePromise(outer, promise);
  return outer;
}

function request(args: readonly unknown[]): ControlledPromise<unknown> {
  try {
    return start(args);
  } catch (error) {
    const promise = newPromise();
    rejectPromise(promise, error);
    return promise;
  }
}

function query(): ControlledPromise<unknown> {
  const { held, pending } = hostAgent().locks.look();
  const told = ({ name, mode, agent }: LockRequest) => ({
    name,
    mode,
    clientId: `node-${process.pid}-${numberOf(agent)}`,
  });
  const found = newPromise();
  resolvePromise(found, { held: held.map(told), pending: pending.map(told) });
  return following(found);
}

const numberOf = (agent: Agent): number => Math.max(0, simulation.agents.indexOf(agent));

/** A manager of the realm as the code under control sees it. */
export function controlledLocks(native: LockManager): LockManager {
  const form = (method: AnyFunction, inside: (args: readonly unknown[]) => ControlledPromise<unknown>) =>
    standFor(function (this: unknown, ...args: unknown[]): unknown {
      if (simulation.mode !== OUTSIDE) return asStandard(inside(args));
      return Reflect.apply(method, this === controlled ? native : this, args);
    }, method);
  const controlled = lookThrough(native, {
    values: new Map([
      [native.request, form(native.request, request)],
      [native.query, form(native.query, query)],
    ]),
  });
  return controlled;
}
