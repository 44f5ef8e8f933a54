// `moveMessagePortToContext` under control: the port's object and all that it receives belong to a context of `node:vm`. As in Node such a port
// has no listeners; it calls `onmessage`.

import { type Context, isContext, runInContext } from 'node:vm';
import { uncaught } from '../../engine/uncaught';
import { hostAgent } from '../host-agent';
import { makePort, portMethods } from './message-port';
import { type Face, PortEnd } from './port-end';
import { markedObject, portOf } from './port-object';
import { walk } from './walk';

const KINDS = [
  'Object',
  'Array',
  'Map',
  'Set',
  'Date',
  'RegExp',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Boolean',
  'Number',
  'String',
  'BigInt',
] as const;

/** The prototypes of this realm, with those of the context. */
function prototypesOf(context: Context): ReadonlyMap<object, object> {
  const theirs = runInContext(`[${KINDS.join()}].map(({ prototype }) => prototype)`, context) as object[];
  const realm = globalThis as unknown as Readonly<Record<string, { readonly prototype: object }>>;
  return new Map(KINDS.map((kind, i) => [realm[kind]?.prototype as object, theirs[i] as object]));
}

/** A value of this realm becomes one of the context. */
function adopt(value: unknown, prototypes: ReadonlyMap<object, object>): unknown {
  walk(value, prototypes, () => -1);
  return value;
}

function faceIn(prototypes: ReadonlyMap<object, object>): Face {
  return {
    name: ({ number }) => `MessagePort ${number}`,
    message(port, { parcel }) {
      const { value, ports } = (parcel as NonNullable<typeof parcel>).open(port.agent, makePort);
      const target = port.face as { onmessage?: unknown };
      const { onmessage } = target;
      if (typeof onmessage !== 'function') return;
      try {
        onmessage.call(target, { data: adopt(value, prototypes), target, type: 'message', ports });
      } catch (error) {
        uncaught(error);
      }
    },
    closed() {},
    adopt: (value) => adopt(value, prototypes),
  };
}

/**
 * @param refuse calls Node's own function with these arguments, for its errors
 * @returns the port's object in the context
 */
export function movePort(moved: unknown, context: unknown, refuse: () => never): object {
  const port = portOf(moved) as PortEnd;
  if (typeof context !== 'object' || context === null || !isContext(context) || !port.isOpen) return refuse();
  const { postMessage, start, close, ref, unref, hasRef } = portMethods;
  const prototype = runInContext('(class MessagePort {}).prototype', context) as object;
  Object.assign(prototype, { postMessage, start, close, ref, unref, hasRef });
  const end = new PortEnd(port.detach(false), hostAgent(), faceIn(prototypesOf(context)));
  end.face = markedObject(end, prototype);
  hostAgent().messages.opened(end);
  end.changed();
  return end.face;
}
