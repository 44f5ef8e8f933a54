// Calls that Node's async hooks do not report: what is sent on a connection needs no request as long as it is short, and of V8's own work only
// the promise is seen.

import { Socket as DatagramSocket } from 'node:dgram';
import { Socket } from 'node:net';
import { MessagePort } from 'node:worker_threads';
import { apply } from '../engine/natives';
import { standFor } from '../engine/stand-ins';
import { typeOfHandle } from './native-kinds';

const COMPILERS = ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming'];

type AnyFunction = (this: object, ...args: unknown[]) => unknown;

/** What is told of the calls. */
export interface CallWatcher {
  /** Something is about to be sent on a connection: its handle, or what has it. `type` is what Node calls the handle. */
  sends(connection: object, type: string): void;
  /** `call` begins work that goes by the name `api`. If `answers`, its promises are all that there is to see of the work. */
  calls(api: string, answers: boolean, call: () => unknown): unknown;
}

/**
 * From now on `watcher` is told.
 * @returns what ends this
 */
export function watchCalls(watcher: CallWatcher): () => void {
  const realm = globalThis as unknown as Record<string, object | undefined>;
  const sending = (type: string) => (original: AnyFunction) =>
    function (this: object, ...args: unknown[]) {
      watcher.sends(this, type);
      return apply(original, this, args);
    };
  const calling = (api: string, answers: (args: unknown[]) => boolean) => (original: AnyFunction) =>
    function (this: object, ...args: unknown[]) {
      return watcher.calls(api, answers(args), () => apply(original, this, args));
    };
  const ends = [
    replace(MessagePort.prototype, 'postMessage', sending('MESSAGEPORT')),
    replace(DatagramSocket.prototype, 'send', sending('UDPWRAP')),
    ...processes().map((child) => replace(child, 'send', sending('PIPEWRAP'))),
    replace(
      Socket.prototype,
      '_writeGeneric',
      (original) =>
        function (...args) {
          const handle = handleOf(this);
          if (handle !== null) watcher.sends(handle, typeOfHandle(handle));
          return apply(original, this, args);
        },
    ),
    // It begins its work behind a promise, where its caller is no longer to be seen.
    replace(
      realm,
      'fetch',
      calling('fetch', () => false),
    ),
    // Without a time-out only a worker answers at a time of its own: code under control may answer, too.
    replace(
      realm.Atomics,
      'waitAsync',
      calling('Atomics.waitAsync', ([, , , timeout]) => Number.isFinite(timeout) || hasWorkers()),
    ),
    ...COMPILERS.map((name) =>
      replace(
        realm.WebAssembly,
        name,
        calling(`WebAssembly.${name}`, () => true),
      ),
    ),
  ];
  return () => {
    // By index: the code under test may have replaced the iterators of arrays.
    for (let i = 0; i < ends.length; i++) (ends[i] as () => void)();
  };
}

interface Handle {
  /** Below a handle of TLS, that of its socket. */
  readonly _parent?: Handle;
  readonly fd?: number;
}

/** The handle of a socket, as soon as it has one; null for standard output, where no answer comes. */
function handleOf(socket: object): Handle | null {
  const { _handle: own } = socket as { _handle?: Handle | null };
  const handle = own?._parent ?? own ?? null;
  return handle === null || (handle.fd !== undefined && handle.fd >= 0 && handle.fd <= 2) ? null : handle;
}

/** Child processes that messages can be sent to. Each has a function of its own for it. */
function processes(): readonly object[] {
  const { _getActiveHandles: handles } = process as { _getActiveHandles?(): readonly object[] };
  const found = handles?.call(process) ?? [];
  return found.filter((one) => typeof (one as { send?: unknown }).send === 'function' && 'pid' in one);
}

function hasWorkers(): boolean {
  return process.getActiveResourcesInfo().some((type) => type === 'Worker' || type === 'MessagePort');
}

/** Puts another function in the place of a method, as long as nobody else has put one there, and gives back what undoes it. */
function replace(object: object | undefined, name: string, make: (original: AnyFunction) => AnyFunction): () => void {
  const nothing = () => {};
  if (object === undefined || Object.getOwnPropertyDescriptor(object, name)?.writable !== true) return nothing;
  const methods = object as Record<string, unknown>;
  const original = methods[name];
  if (typeof original !== 'function') return nothing;
  const watched = standFor(make(original as AnyFunction), original);
  methods[name] = watched;
  return () => {
    if (methods[name] === watched) methods[name] = original;
  };
}
