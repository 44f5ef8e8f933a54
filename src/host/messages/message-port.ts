// MessagePort and MessageChannel under control. Node's own MessagePort is the prototype of their prototype, so `instanceof` holds, and what is
// not here (listeners, both ways) is Node's own.

import { inspect } from 'node:util';
import type { MessagePort } from 'node:worker_threads';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';
import { type HostAgent, hostAgent } from '../host-agent';
import { callHere } from '../native-call';
import { given, inParts } from './listeners-in-parts';
import {
  CREATE_EVENT,
  createOtherEvent,
  dispatchClose,
  NativeMessageChannel,
  NativeMessagePort,
  NEW_LISTENER,
  NodeEventTarget,
  REMOVE_LISTENER,
} from './natives';
import { type Message, PortData } from './port-data';
import { type Face, PortEnd } from './port-end';
import { portObject, portOf } from './port-object';
import { placeOfPost } from './post-place';

type Emitter = InstanceType<typeof NodeEventTarget>;
const { emit, once, eventNames, addEventListener, removeEventListener } = NodeEventTarget.prototype;

const { start: nativeStart } = NativeMessagePort.prototype;

/** The port of `this`. @throws what Node's methods throw for what is no port */
function here(object: unknown): PortEnd {
  return portOf(object) ?? (nativeStart.call(object as MessagePort) as never);
}

/** Sends a value by a port. @returns as Node does: true, false if there is no other end any more, undefined if it is closed */
export function post(port: PortEnd, args: readonly unknown[]): boolean | undefined {
  const { shared } = port.agent.messages;
  const { cloning } = shared;
  if (args.length === 0) cloning.native.check();
  const data = port.data;
  const [value, list] = args;
  const transfer = cloning.transferOf(list);
  const other = data === null ? undefined : otherEnd(data);
  const parcel = cloning.parcel(value, transfer, port);
  if (!port.isOpen) {
    parcel.lose();
    return undefined;
  }
  if (other === undefined) {
    parcel.lose();
    return false;
  }
  if (parcel.ports.includes(other)) {
    process.emitWarning('The target port was posted to itself, and the communication channel was lost');
    parcel.lose();
    return true;
  }
  const { site } = simulation.agent;
  const id = shared.nextMessage();
  const sentAt = placeOfPost(site);
  simulation.recorder?.message('send', id, other.port?.number ?? 0, sentAt);
  other.push({ id, parcel, site, sentAt });
  return true;
}

function otherEnd(data: PortData): PortData | undefined {
  for (const one of data.group) if (one !== data) return one;
  return undefined;
}

/** The listeners are called with what has come. */
const face: Face = {
  name: ({ number }) => `MessagePort ${number}`,
  message(port: PortEnd, { parcel }: Message): void {
    const { value, ports, error } = (parcel as NonNullable<typeof parcel>).read(port.agent, receivedPort);
    port.received = ports;
    if (error === null) emit.call(port.face as Emitter, 'message', value);
    else emit.call(port.face as Emitter, 'messageerror', error.thrown);
  },
  closed(port: PortEnd): void {
    dispatchClose(port.face);
  },
};

const methods = {
  postMessage(this: unknown, ...args: unknown[]): boolean | undefined {
    return post(here(this), args);
  },
  start(this: unknown): void {
    here(this).start();
  },
  close(this: unknown, callback?: unknown): void {
    const port = here(this);
    if (typeof callback === 'function') once.call(port.face as Emitter, 'close', callback as () => void);
    port.close();
  },
  addEventListener(this: unknown, type: string, listener: unknown, options?: unknown): void {
    Reflect.apply(addEventListener, here(this).face, [type, inParts(listener), options]);
  },
  removeEventListener(this: unknown, type: string, listener: unknown, options?: unknown): void {
    Reflect.apply(removeEventListener, here(this).face, [type, inParts(listener), options]);
  },
  ref(this: unknown): void {
    here(this).isReferenced = true;
  },
  unref(this: unknown): void {
    here(this).isReferenced = false;
  },
  hasRef(this: unknown): boolean {
    const port = here(this);
    return port.isOpen && port.isReferenced;
  },
  /** Node's ports listen to listeners being added. */
  eventNames(this: unknown): unknown[] {
    return ['newListener', 'removeListener', ...eventNames.call(here(this).face as Emitter)];
  },
  [inspect.custom](this: unknown): object {
    const port = portOf(this);
    if (port === null) return this as object;
    const shown = port.isOpen ? { active: true, refed: port.isReferenced } : { active: false };
    const view = Object.assign(Object.create(NativeMessagePort.prototype) as object, shown);
    // Node's own method, which would be called for it again, is not writable.
    return Object.defineProperty(view, inspect.custom, { value: undefined });
  },
  /** The first listener of messages starts the port, and keeps its agent alive. */
  [NEW_LISTENER](this: unknown, size: number, type: string): void {
    if (type !== 'message' || size !== 1) return;
    const port = here(this);
    port.isReferenced = true;
    port.start();
  },
  [REMOVE_LISTENER](this: unknown, size: number, type: string): void {
    if (type !== 'message' || size !== 0) return;
    const port = here(this);
    port.isReferenced = false;
    port.stop();
  },
  [CREATE_EVENT](this: object, data: unknown, type: string): unknown {
    if (type !== 'message' && type !== 'messageerror') return createOtherEvent(this, [data, type]);
    const { MessageEvent } = here(this).agent.messages.shared.cloning.native;
    const { received: ports } = here(this);
    const event = new MessageEvent(type, { data, ports: [] });
    // Node checks that ports are its own.
    if (ports.length > 0) Object.defineProperty(event, 'ports', { value: ports, configurable: true });
    return event;
  },
};

export { methods as portMethods };

/** An attribute such as `onmessage`. */
function attribute(name: string): PropertyDescriptor {
  const { get, set } = Object.getOwnPropertyDescriptor(NativeMessagePort.prototype, name) ?? {};
  return {
    get(this: object) {
      return get === undefined ? undefined : given(Reflect.apply(get, this, []));
    },
    set(this: object, listener: unknown) {
      if (set !== undefined) Reflect.apply(set, this, [inParts(listener)]);
    },
    configurable: true,
    enumerable: true,
  };
}

/** The prototype of ports under control. */
const prototype: object = Object.create(NativeMessagePort.prototype, {
  ...hidden(methods),
  onmessage: attribute('onmessage'),
  onmessageerror: attribute('onmessageerror'),
});

/** Properties as methods of Node's classes have them: enumerable where Node's are. */
function hidden(own: object): PropertyDescriptorMap {
  const descriptors = Object.getOwnPropertyDescriptors(own) as PropertyDescriptorMap;
  for (const descriptor of Object.values(descriptors)) descriptor.enumerable = false;
  return descriptors;
}

function portOfAgent(data: PortData, agent: HostAgent): PortEnd {
  const port = new PortEnd(data, agent, face);
  port.face = portObject(port, prototype);
  if (simulation.recorder !== null) port.madeAt = callHere('MESSAGEPORT', 'new MessageChannel', port.site);
  agent.messages.opened(port);
  port.changed();
  return port;
}

/** A port that a message has brought: its listeners run in no async context. */
function receivedPort(data: PortData, agent: HostAgent): PortEnd {
  const port = portOfAgent(data, agent);
  port.context = null;
  return port;
}

/** Two entangled ports of an agent. */
export function newPortPair(agent: HostAgent): [Port, Port] {
  const group = new Set<PortData>();
  const [one, other] = [new PortData(group), new PortData(group)];
  return [portOfAgent(one, agent).face as Port, portOfAgent(other, agent).face as Port];
}

/** Delivers all that has come to a port, at once. */
export function drain(port: Port): void {
  const end = here(port);
  for (let message = end.take(); message?.parcel != null; message = end.take()) face.message(end, message);
}

/** The port belongs to `agent` from now on. It has neither received nor delivered anything yet. */
export function moveTo(port: Port, agent: HostAgent): void {
  here(port).moveTo(agent);
}

/**
 * A clone of a value that agents share, such as a worker's data, with the ports that it brings: they belong to the running agent.
 * @throws what Node throws
 */
export function clone(
  value: unknown,
  transfer: readonly unknown[] = [],
): { readonly value: unknown; readonly ports: readonly Port[] } {
  const agent = hostAgent();
  const { value: made, ports } = agent.messages.shared.cloning.parcel(value, transfer, null).open(agent, portOfAgent);
  return { value: made, ports: ports as Port[] };
}

/** A port as programs have it. */
export type Port = MessagePort;

/** `MessageChannel`: controlled in an iteration, Node's own outside. */
export const ControlledMessageChannel = standFor(function MessageChannel(this: unknown): object {
  if (new.target === undefined || simulation.mode === OUTSIDE) return construct(new.target);
  const [port1, port2] = newPortPair(hostAgent());
  const channel = Object.create(new.target.prototype as object) as object;
  return Object.assign(channel, { port1, port2 });
}, NativeMessageChannel) as unknown as typeof NativeMessageChannel;

function construct(target: unknown): object {
  if (target === undefined) return (NativeMessageChannel as unknown as () => object)();
  return Reflect.construct(
    NativeMessageChannel,
    [],
    target === (ControlledMessageChannel as unknown) ? NativeMessageChannel : (target as never),
  ) as object;
}

Object.defineProperty(ControlledMessageChannel, 'prototype', {
  value: NativeMessageChannel.prototype,
  writable: false,
});

/** A port that a message has brought to code that asked for it. */
export { portOfAgent as makePort };
