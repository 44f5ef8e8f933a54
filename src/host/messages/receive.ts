// `receiveMessageOnPort` and the marks of `node:worker_threads`, and `structuredClone`, for what is under control; for everything else they are
// Node's own.

import workerThreads from 'node:worker_threads';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';
import { hostAgent } from '../host-agent';
import { makePort } from './message-port';
import { movePort } from './moved-port';
import { portOf } from './port-object';

type AnyFunction = (...args: never[]) => unknown;

const native = workerThreads as unknown as Readonly<Record<string, AnyFunction | undefined>>;
const nativeStructuredClone = (globalThis as { structuredClone?: AnyFunction }).structuredClone;

function otherwise(name: string, args: readonly unknown[]): unknown {
  return Reflect.apply(native[name] as AnyFunction, undefined, args as never[]);
}

export const receiveMessageOnPort = standFor((...args: unknown[]): unknown => {
  const port = portOf(args[0]);
  if (port === null) return otherwise('receiveMessageOnPort', args);
  const message = port.take();
  if (message === undefined || message.parcel === null) return undefined;
  const { value } = message.parcel.open(port.agent, makePort);
  return { message: port.kindOfFace.adopt?.(value) ?? value };
}, native.receiveMessageOnPort);

export const moveMessagePortToContext = standFor((...args: unknown[]): unknown => {
  const [port, context] = args;
  if (portOf(port) === null) return otherwise('moveMessagePortToContext', args);
  return movePort(port, context, () =>
    hostAgent().messages.shared.cloning.native.refuseToMove(context, !portOf(port)?.isOpen),
  );
}, native.moveMessagePortToContext);

export const markAsUntransferable = standFor((...args: unknown[]): unknown => {
  const port = portOf(args[0]);
  if (port !== null) port.untransferable = true;
  return otherwise('markAsUntransferable', args);
}, native.markAsUntransferable);

/** What is marked may look like a plain object. */
export const markAsUncloneable = standFor((...args: unknown[]): unknown => {
  hostAgent().messages.shared.cloning.hasMarks = true;
  return otherwise('markAsUncloneable', args);
}, native.markAsUncloneable);

const isObjectOrNothing = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null) || typeof value === 'function';

export const controlledStructuredClone = standFor((...args: unknown[]): unknown => {
  if (simulation.mode === OUTSIDE || args.length === 0)
    return Reflect.apply(nativeStructuredClone as AnyFunction, undefined, args as never[]);
  const [value, options] = args;
  const agent = hostAgent();
  const { cloning } = agent.messages.shared;
  const transfer = (options as { transfer?: unknown } | null | undefined)?.transfer;
  // What Node refuses it refuses itself, each version in its own words.
  if (!isObjectOrNothing(options) || !isObjectOrNothing(transfer))
    Reflect.apply(nativeStructuredClone as AnyFunction, undefined, [undefined, options] as never[]);
  const list = cloning.transferOf(transfer === undefined || transfer === null ? undefined : { transfer });
  return cloning.parcel(value, list, null).open(agent, makePort).value;
}, nativeStructuredClone);

export { nativeStructuredClone };
