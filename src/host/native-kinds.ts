// What the kinds of resources that Node's async hooks report mean for a schedule: whether one has its turn at once, works towards a
// completion, may bring something some day, or brings nothing by itself.

/** It has its turn before the event loop goes on to anything else, or (`Immediate`) in the turn that follows. */
export const TURN = 0;
/** It works towards a completion: virtual time waits for it. */
export const WORKS = 1;
/** It may bring something, but nobody can say when: no time waits for it, and no deadlock beside it is definite. */
export const LISTENS = 2;
/** It brings nothing by itself. */
export const NOTHING = 3;

export type NativeKind = typeof TURN | typeof WORKS | typeof LISTENS | typeof NOTHING;

/** All that is not listed works towards a completion: requests, sockets, processes, work of native addons. */
const KINDS: Readonly<Record<string, NativeKind>> = {
  PROMISE: TURN,
  TickObject: TURN,
  Microtask: TURN,
  Immediate: TURN,
  TCPSERVERWRAP: LISTENS,
  PIPESERVERWRAP: LISTENS,
  FSEVENTWRAP: LISTENS,
  STATWATCHER: LISTENS,
  SIGNALWRAP: LISTENS,
  BLOBREADER: LISTENS,
  FILEHANDLE: NOTHING,
  DNSCHANNEL: NOTHING,
  TTYWRAP: NOTHING,
  // The sockets below these count.
  TLSWRAP: NOTHING,
  JSSTREAM: NOTHING,
  HTTPCLIENTREQUEST: NOTHING,
  HTTPINCOMINGMESSAGE: NOTHING,
  HTTP2SESSION: NOTHING,
  HTTP2STREAM: NOTHING,
  HTTP2PING: NOTHING,
  HTTP2SETTINGS: NOTHING,
  INSPECTORJSBINDING: NOTHING,
  PERFORMANCEOBSERVER: NOTHING,
  ELDHISTOGRAM: NOTHING,
};

export function kindOf(type: string): NativeKind {
  return KINDS[type] ?? WORKS;
}

/** Requests and work of the thread pool are over once they have called back. Handles call back again and again. */
const ONCE = /(?:REQUEST|REQCALLBACK|REQPROMISE|REQWRAP|REQ|CONNECTWRAP|WRITEWRAP|SHUTDOWNWRAP|SENDWRAP|QUERYWRAP)$/;

export function callsBackOnce(type: string): boolean {
  return ONCE.test(type);
}

/** Handles, by the name of their class. */
const HANDLES: Readonly<Record<string, string>> = {
  TCP: 'TCPWRAP',
  Pipe: 'PIPEWRAP',
  UDP: 'UDPWRAP',
  Process: 'PROCESSWRAP',
  MessagePort: 'MESSAGEPORT',
  Worker: 'WORKER',
};

/** Marks handles that Lockstep itself has made: what they bring is nothing from outside. */
const OWN = Symbol('made by Lockstep');

export function markOwnHandle(handle: object): void {
  Object.defineProperty(handle, OWN, { value: true });
}

export function isOwnHandle(handle: object): boolean {
  return OWN in handle;
}

/** What the async hooks call a handle; '' for anything else. */
export function typeOfHandle(handle: object): string {
  return HANDLES[handle.constructor?.name ?? ''] ?? '';
}

/** What answers again and again: code may hand it on from one iteration to the next. */
export function isConnection(type: string): boolean {
  return type === 'TCPWRAP' || type === 'PIPEWRAP' || type === 'UDPWRAP' || type === 'MESSAGEPORT';
}

/** Jobs of `crypto`, synchronous ones, too: those are over when they have been made, and have nothing to call back. */
const CRYPTO =
  /^(?:RANDOMBYTES|RANDOMPRIME|CHECKPRIME|PBKDF2|SCRYPT|DERIVEBITS|HASH|CIPHER|SIGN|VERIFY|KEYGEN|KEYPAIRGEN|KEYEXPORT)REQUEST$/;

interface Resource {
  hasRef?(): boolean;
  /** Of zlib's streams: the chunk that the thread pool works on, null between two of them (Node 20 to 24). */
  readonly buffer?: unknown;
  /** Of zlib's streams: what it calls back, from the first chunk on. */
  readonly cb?: unknown;
}

/** Whether a resource that works is at work now. Node itself does not wait for what is not referenced, and a port without a listener is not. */
export function isAtWork(type: string, resource: object): boolean {
  const { buffer, cb } = resource as Resource;
  // If a Node keeps its chunks elsewhere, a stream that was ever written to may be at work.
  if (type === 'ZLIB') return buffer === undefined ? cb !== undefined : buffer !== null;
  if (CRYPTO.test(type)) return 'ondone' in resource;
  return (resource as Resource).hasRef?.() ?? true;
}

/** Kinds that bring nothing unless they are at work. */
export function isIdle(type: string, resource: object): boolean {
  return (type === 'ZLIB' || type === 'MESSAGEPORT' || CRYPTO.test(type)) && !isAtWork(type, resource);
}
