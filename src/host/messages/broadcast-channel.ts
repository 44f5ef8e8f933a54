// BroadcastChannel under control: every message goes to all other channels of the name, and arrives at each by an event of its own.

import { type InspectOptions, inspect } from 'node:util';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';
import { hostAgent } from '../host-agent';
import { callHere } from '../native-call';
import { NativeBroadcastChannel } from './natives';
import { type Message, PortData } from './port-data';
import { type Face, PortEnd } from './port-end';
import { portObject, portOf } from './port-object';
import { placeOfPost } from './post-place';

const { postMessage: nativePost } = NativeBroadcastChannel.prototype;
const { dispatchEvent } = EventTargetOf(NativeBroadcastChannel);

const nativeInspect = (NativeBroadcastChannel.prototype as unknown as Record<symbol, (...args: unknown[]) => unknown>)[
  inspect.custom
] as (...args: unknown[]) => unknown;

/** What Node's class inherits from: jsdom has another EventTarget. */
function EventTargetOf({ prototype }: { readonly prototype: object }): EventTarget {
  return Object.getPrototypeOf(prototype) as EventTarget;
}

const face: Face = {
  name: ({ label }) => `BroadcastChannel '${label}'`,
  message(port: PortEnd, { parcel }: Message): void {
    if (!port.isOpen) return;
    const { value, error } = (parcel as NonNullable<typeof parcel>).read(port.agent, () => port);
    const { MessageEvent } = port.agent.messages.shared.cloning.native;
    const made =
      error === null
        ? new MessageEvent('message', { data: value })
        : new MessageEvent('messageerror', { data: error.thrown });
    dispatchEvent.call(port.face as EventTarget, made);
  },
  /** Node tells nobody. */
  closed(): void {},
};

/** The port of `this`. @throws what Node's methods throw for what is no channel */
function here(object: unknown): PortEnd {
  return portOf(object) ?? (nativePost.call(object as never, 0) as never);
}

/** @throws what Node throws for these arguments, on an open channel or on a closed one */
function refuse(args: readonly unknown[], isClosed: boolean): never {
  const channel = new NativeBroadcastChannel('');
  try {
    if (isClosed) channel.close();
    return Reflect.apply(nativePost, channel, args as [unknown]) as never;
  } finally {
    channel.close();
  }
}

function broadcast(port: PortEnd, args: readonly unknown[]): void {
  const { shared } = port.agent.messages;
  const { cloning } = shared;
  const { data } = port;
  if (args.length === 0 || !port.isOpen || data === null) refuse(args, !port.isOpen);
  const [value] = args;
  let parcel = cloning.parcel(value, [], null);
  const { site } = simulation.agent;
  const id = shared.nextMessage();
  const sentAt = placeOfPost(site);
  simulation.recorder?.message('send', id, 0, sentAt);
  let first = true;
  for (const other of data.group) {
    if (other === data) continue;
    if (!first) parcel = cloning.again(parcel);
    first = false;
    other.push({ id, parcel, site, sentAt });
  }
}

const methods = {
  get name(): string {
    return here(this).label;
  },
  close(): void {
    const port = here(this);
    port.close();
    port.leave();
  },
  postMessage(...args: unknown[]): void {
    broadcast(here(this), args);
  },
  [inspect.custom](...args: [depth?: number, options?: InspectOptions]): unknown {
    const port = portOf(this);
    if (port === null) return Reflect.apply(nativeInspect, this, args);
    const [depth = 2, options = {}] = args;
    if (depth < 0) return 'BroadcastChannel';
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BroadcastChannel ${inspect({ name: port.label, active: port.isOpen }, inner)}`;
  },
  ref(): object {
    const port = here(this);
    if (port.isOpen) port.isReferenced = true;
    return port.face;
  },
  unref(): object {
    const port = here(this);
    if (port.isOpen) port.isReferenced = false;
    return port.face;
  },
};

const prototype: object = Object.create(NativeBroadcastChannel.prototype, Object.getOwnPropertyDescriptors(methods));

/** `BroadcastChannel`: controlled in an iteration, Node's own outside. */
export const ControlledBroadcastChannel = standFor(function BroadcastChannel(
  this: unknown,
  ...args: unknown[]
): object {
  const target =
    (new.target as unknown) === ControlledBroadcastChannel ? NativeBroadcastChannel : (new.target as never);
  if (new.target === undefined) return Reflect.apply(NativeBroadcastChannel as never, undefined, args) as object;
  if (simulation.mode === OUTSIDE || args.length === 0 || typeof args[0] === 'symbol')
    return Reflect.construct(NativeBroadcastChannel, args, target) as object;
  return open(`${args[0] as string}`, new.target.prototype as object);
}, NativeBroadcastChannel) as unknown as typeof NativeBroadcastChannel;

function open(name: string, wanted: object): object {
  const agent = hostAgent();
  const { shared } = agent.messages;
  let group = shared.broadcasts.get(name);
  if (group === undefined) shared.broadcasts.set(name, (group = new Set()));
  const port = new PortEnd(new PortData(group, false), agent, face);
  port.label = name;
  if (simulation.recorder !== null) port.madeAt = callHere('MESSAGEPORT', 'new BroadcastChannel', port.site);
  port.isReferenced = true;
  port.face = portObject(port, wanted === NativeBroadcastChannel.prototype ? prototype : wanted);
  agent.messages.opened(port);
  port.start();
  return port.face;
}

Object.defineProperty(ControlledBroadcastChannel, 'prototype', {
  value: NativeBroadcastChannel.prototype,
  writable: false,
});
