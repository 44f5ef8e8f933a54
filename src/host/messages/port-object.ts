// The object that a program has of a port under control. To V8 it is a Date: it can be cloned, and the clone says which port it
// stands for. To everybody else it is a MessagePort of Node's, whose listeners are Node's own code.

import { NativeDate, types } from '../../engine/natives';
import { NodeEventTarget } from './natives';
import type { PortEnd } from './port-end';

/** The time of port 0: no program's own date is 270,000 years ago by accident. */
const MARK = -8_639_999_000_000_000;
/** Most ports of an iteration. */
const MOST = 1_000_000_000;
const { setPrototypeOf, assign } = Object;
const { getTime } = NativeDate.prototype;

class Marked {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: a class that is derived from this one puts its private field into the object
    return object;
  }
}

/** Puts the port into its object. */
class Holder extends Marked {
  readonly #port: PortEnd;

  constructor(object: object, port: PortEnd) {
    super(object);
    this.#port = port;
  }

  static portOf(value: unknown): PortEnd | null {
    return typeof value === 'object' && value !== null && #port in value ? value.#port : null;
  }
}

/** The port of an object; null if it is none under control. */
export const portOf = Holder.portOf;

/** An object that stands for a port. */
export function markedObject(port: PortEnd, prototype: object): object {
  const date = setPrototypeOf(new NativeDate(MARK + port.number), prototype) as object;
  new Holder(date, port);
  return date;
}

/** The object of a port. @param prototype one that inherits from Node's MessagePort, or the like */
export function portObject(port: PortEnd, prototype: object): object {
  // What Node keeps of an EventTarget are properties whose names are symbols.
  return assign(markedObject(port, prototype), new NodeEventTarget());
}

/** The number of the port that an object of a clone stands for; 0 if it stands for none. */
export function portIn(object: object): number {
  if (!types.isDate(object)) return 0;
  const number = getTime.call(object as Date) - MARK;
  return number > 0 && number < MOST ? number : 0;
}
