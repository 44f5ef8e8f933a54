// `moveMessagePortToContext` under control: the port's object and all that it receives belong to a context of `node:vm`. As in Node such a port
// has no listeners; it calls `onmessage` and `onmessageerror`.

import { isContext } from 'node:vm';
import { uncaught } from '../../engine/uncaught';
import { hostAgent } from '../host-agent';
import { ContextRealm } from './context-realm';
import { isOfNode, unavailable } from './foreign-values';
import { portMethods } from './message-port';
import type { Face, PortEnd } from './port-end';
import { portOf } from './port-object';

function call(realm: ContextRealm, port: PortEnd, type: string, value: unknown, ports: readonly object[]): void {
  const target = port.face as Readonly<Record<string, unknown>>;
  const listener = target[`on${type}`];
  if (typeof listener !== 'function') return;
  try {
    listener.call(target, realm.event(type, target, value, ports));
  } catch (error) {
    uncaught(error);
  }
}

function faceIn(realm: ContextRealm): Face {
  const face: Face = {
    name: ({ number }) => `MessagePort ${number}`,
    message(port, { parcel }) {
      const { value, ports, error } = (parcel as NonNullable<typeof parcel>).read(port.agent, (data, agent) =>
        realm.port(data, agent, face),
      );
      // What Node's own classes make of a message, they make in no other context.
      const failure = error ?? (isOfNode(value) ? { thrown: unavailable() } : null);
      if (failure !== null) call(realm, port, 'messageerror', failure.thrown, []);
      else call(realm, port, 'message', realm.adopt(value), ports);
    },
    closed() {},
    adopt: (value) => realm.adopt(value),
  };
  return face;
}

/**
 * @param refuse calls Node's own function with these arguments, for its errors
 * @returns the port's object in the context
 */
export function movePort(moved: unknown, context: unknown, refuse: () => never): object {
  const port = portOf(moved) as PortEnd;
  if (typeof context !== 'object' || context === null || !isContext(context) || !port.isOpen) return refuse();
  const { postMessage, start, close, ref, unref, hasRef } = portMethods;
  const realm = new ContextRealm(context, { postMessage, start, close, ref, unref, hasRef });
  return realm.port(port.detach(false), hostAgent(), faceIn(realm)).face;
}
