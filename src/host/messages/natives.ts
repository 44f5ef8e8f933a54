// Node's own ports: the classes whose faces the controlled ones have, and one channel of the realm for structured cloning.

import workerThreads, { type Transferable } from 'node:worker_threads';
import { apply } from '../../engine/natives';
import { markOwnHandle } from '../native-kinds';

export const {
  MessageChannel: NativeMessageChannel,
  MessagePort: NativeMessagePort,
  BroadcastChannel: NativeBroadcastChannel,
  receiveMessageOnPort: nativeReceive,
  moveMessagePortToContext: nativeMove,
  markAsUntransferable: nativeMark,
} = workerThreads;

type Constructor = abstract new (...args: never[]) => object;

/** Both faces of a port, EventTarget and emitter: what Node's MessagePort inherits from. */
export const NodeEventTarget = Object.getPrototypeOf(NativeMessagePort) as new () => EventTarget & {
  emit(type: string, value: unknown): boolean;
  once(type: string, listener: () => void): void;
  eventNames(): unknown[];
};

/** As it is before an exploration watches what is sent. */
const { postMessage: nativePost } = NativeMessagePort.prototype;

/** The symbol of that description with which Node calls a method. */
function symbolOf({ prototype }: Constructor, description: string): symbol {
  const found = Object.getOwnPropertySymbols(prototype).find((symbol) => symbol.description === description);
  if (found === undefined)
    throw new Error(`lockstep does not know the ports of Node ${process.version}: they have no ${description}.`);
  return found;
}

const parent = Object.getPrototypeOf(NodeEventTarget) as Constructor;

/** Called by Node when a listener is added, and when one is removed, with the number of all that there are then; and for the event of a message. */
export const NEW_LISTENER = symbolOf(parent, 'kNewListener');
export const REMOVE_LISTENER = symbolOf(parent, 'kRemoveListener');
export const CREATE_EVENT = symbolOf(NativeMessagePort, 'kCreateEvent');
const CLOSED = symbolOf(NativeMessagePort, 'handle_onclose');

const nativePort = NativeMessagePort.prototype as unknown as Record<symbol, (...args: unknown[]) => unknown>;

/** Dispatches the event that Node dispatches when a port is closed. */
export function dispatchClose(port: object): void {
  apply(nativePort[CLOSED] as () => void, port, []);
}

/** Events of other types are made as Node makes them. */
export function createOtherEvent(port: object, args: readonly unknown[]): unknown {
  return apply(nativePort[CREATE_EVENT] as () => unknown, port, args as []);
}

/** Node's MessageEvent, whatever the realm holds under that name. */
function messageEvent(): typeof MessageEvent {
  return (apply(nativePort[CREATE_EVENT] as () => unknown, {}, [0, 'message'] as never) as MessageEvent)
    .constructor as typeof MessageEvent;
}

/** A channel of Lockstep's own: that its ports are closed is told to nobody. */
function ownChannel(): InstanceType<typeof NativeMessageChannel> {
  const channel = new NativeMessageChannel();
  markOwnHandle(channel.port1);
  markOwnHandle(channel.port2);
  return channel;
}

/** One channel, by which values are cloned; it is open while an exploration runs. */
export class NativeChannel {
  private channel: InstanceType<typeof NativeMessageChannel> | null = null;
  readonly MessageEvent = messageEvent();

  private get open(): InstanceType<typeof NativeMessageChannel> {
    return (this.channel ??= ownChannel());
  }

  /**
   * The clone of `value`.
   * @param failed what Node throws where it makes the receiver's value
   * @throws what Node throws for such a value and such a list
   */
  clone(value: unknown, transfer: readonly unknown[], failed: (error: unknown) => void): unknown {
    const { port1, port2 } = this.open;
    apply(nativePost, port1, [value, transfer as Transferable[]]);
    try {
      return (nativeReceive(port2) as { message: unknown }).message;
    } catch (error) {
      failed(error);
      return undefined;
    }
  }

  /** A port of Node's own, for what takes nothing else. */
  get port(): object {
    return this.open.port2;
  }

  /** Checks arguments of `postMessage` as Node does. @throws Node's own error */
  check(...args: unknown[]): void {
    const { port1, port2 } = this.open;
    apply(nativePost, port1, args as []);
    nativeReceive(port2);
  }

  /** @throws what Node throws where a message has a port that the list has not */
  unlistedPort(): void {
    this.check(this.open.port2);
  }

  /** @throws what Node throws where the list has the port itself */
  sourcePort(): void {
    this.check(0, [this.open.port1]);
  }

  /** @throws what Node throws where the list has a port twice */
  duplicatePort(): void {
    const { port2 } = this.open;
    this.check(0, [port2, port2]);
  }

  /** @throws what Node throws where the list has a port that is closed, or was transferred before */
  detachedPort(): void {
    const { port1, port2 } = ownChannel();
    this.check(0, [port1]);
    port2.close();
    this.check(0, [port1]);
  }

  /** @throws what this version of Node throws, if it does, where the list has a port that is marked as untransferable */
  markedPort(): void {
    const { port1, port2 } = ownChannel();
    nativeMark(port1);
    try {
      this.check(0, [port1]);
    } finally {
      port1.close();
      port2.close();
    }
  }

  /** @throws what Node throws for a port that is closed, or what is no context */
  refuseToMove(context: unknown, isClosed: boolean): never {
    const { port1, port2 } = ownChannel();
    this.check(0, [port1]);
    if (isClosed) port2.close();
    try {
      return nativeMove(port2, context as never) as never;
    } finally {
      port2.close();
    }
  }

  close(): void {
    this.channel?.port1.close();
    this.channel = null;
  }
}
