// MessageEvent: Node takes its own ports only as what a program says of the event. Those under control are ports, too.

import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';
import { hostAgent } from '../host-agent';
import { portOf } from './port-object';

type Init = Readonly<Record<string, unknown>>;
type EventClass = new (...args: unknown[]) => object;

const nativeMessageEvent = (globalThis as { MessageEvent?: EventClass }).MessageEvent;

/** Values with Node's own port in the place of each one under control, and whether there was one. */
function withPort(values: readonly unknown[], native: object): { readonly made: unknown[]; readonly found: boolean } {
  const made = values.map((value) => (portOf(value) === null ? value : native));
  return { made, found: made.some((value, i) => value !== values[i]) };
}

/** An event whose ports are under control; null if it has none of these, or is Node's own affair otherwise. */
function eventOf(type: unknown, init: unknown, target: EventClass): object | null {
  if (typeof init !== 'object' || init === null || simulation.mode === OUTSIDE) return null;
  const { source, ports } = init as Init;
  const list = Array.isArray(ports) ? ports : [];
  const { cloning } = hostAgent().messages.shared;
  if (portOf(source) === null && !list.some((port) => portOf(port) !== null)) return null;
  const native = cloning.native.port;
  const sources = withPort([source], native);
  const listed = withPort(list, native);
  const replaced = { ...(init as Init), source: sources.made[0], ...(listed.found ? { ports: listed.made } : {}) };
  const event = Reflect.construct(nativeMessageEvent as EventClass, [type, replaced], target) as object;
  if (sources.found) Object.defineProperty(event, 'source', { value: source, configurable: true });
  if (listed.found) Object.defineProperty(event, 'ports', { value: [...list], configurable: true });
  return event;
}

function made(): EventClass | undefined {
  if (nativeMessageEvent === undefined) return undefined;
  const native = nativeMessageEvent;
  const Controlled = standFor(function MessageEvent(this: unknown, ...args: unknown[]): object {
    // Node says itself that it is a class.
    if (new.target === undefined) return (native as unknown as (...args: unknown[]) => object)(...args);
    const target = (new.target as unknown) === Controlled ? native : (new.target as unknown as EventClass);
    return eventOf(args[0], args[1], target) ?? (Reflect.construct(native, args, target) as object);
  }, native) as unknown as EventClass;
  Object.defineProperty(Controlled, 'prototype', { value: native.prototype, writable: false });
  return Controlled;
}

/** In jsdom the realm has another class, to which the ports of this one are as foreign as Node's. */
export const ControlledMessageEvent = made();
export { nativeMessageEvent };
