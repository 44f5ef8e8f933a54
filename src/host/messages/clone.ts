// Structured cloning, V8's own: a value goes through a channel of Node's at once. What can be transferred is, when the message is sent. Ports
// under control go with it as objects that V8 clones, and that are known again in the clone.

import { NativePromise } from '../../engine/natives';
import { isControlled } from '../../engine/promise';
import { NativeChannel } from './natives';
import { type Failure, Parcel } from './parcel';
import { NOT_PLAIN, plainClone } from './plain-clone';
import type { PortEnd } from './port-end';
import { portIn, portOf } from './port-object';
import { foreignPrototypes } from './realm-prototypes';
import { scan } from './scan';
import { type PortFinder, walk } from './walk';

const settled = NativePromise.resolve();
const NO_PORTS: readonly PortEnd[] = [];

export class Cloning {
  private made: NativeChannel | null = null;
  private prototypes: ReadonlyMap<object, object> | null = null;
  /** The program has marked an object of its own as uncloneable: plain objects may be, too. */
  hasMarks = false;

  get native(): NativeChannel {
    return (this.made ??= new NativeChannel());
  }

  /** The native channel is closed, until it is needed again. */
  close(): void {
    this.made?.close();
  }

  /**
   * @param transfer what is transferred, in order
   * @param source the port by which it is sent
   * @throws what Node throws
   */
  parcel(value: unknown, transfer: readonly unknown[], source: PortEnd | null): Parcel {
    if (transfer.length === 0 && !this.hasMarks) {
      const plain = plainClone(value);
      if (plain !== NOT_PLAIN) return new Parcel(plain);
    }
    const ports = this.portsOf(transfer, source);
    scan(value, (object) => this.refuse(object, ports));
    const others = ports.length === 0 ? transfer : transfer.filter((one) => portOf(one) === null);
    let failure: Failure | null = null;
    const clone = this.native.clone(value, others, (thrown) => {
      failure = { thrown };
    });
    const found = walk(clone, this.realm, this.finder(ports));
    return new Parcel(
      clone,
      ports.map((port) => port.detach()),
      found,
      failure,
    );
  }

  /** A second parcel of the same, for another receiver. */
  again(parcel: Parcel): Parcel {
    return this.parcel(parcel.value, [], null);
  }

  private get realm(): ReadonlyMap<object, object> {
    return (this.prototypes ??= foreignPrototypes((value) => this.native.clone(value, [], () => {})));
  }

  /** @throws Node's own errors, for a port that is not listed, and for a promise */
  private refuse(object: object, ports: readonly PortEnd[]): void {
    const port = portOf(object);
    if (port !== null) {
      if (!ports.includes(port)) this.native.unlistedPort();
    } else if (isControlled(object)) this.native.check(settled);
  }

  private finder(ports: readonly PortEnd[]): PortFinder {
    return (object) => {
      const port = portIn(object);
      if (port === 0) return -1;
      const index = ports.findIndex(({ number }) => number === port);
      if (index < 0) this.native.unlistedPort();
      return index;
    };
  }

  /** The controlled ports of a list. @throws Node's own errors for those that cannot be transferred */
  private portsOf(transfer: readonly unknown[], source: PortEnd | null): readonly PortEnd[] {
    let ports = NO_PORTS;
    for (const one of transfer) {
      const port = portOf(one);
      if (port === null) continue;
      if (port === source) this.native.sourcePort();
      if (ports.includes(port)) this.native.duplicatePort();
      if (!port.isOpen) this.native.detachedPort();
      if (port.untransferable) this.native.markedPort();
      else ports = [...ports, port];
    }
    return ports;
  }

  /**
   * What `postMessage` and `structuredClone` are told to transfer.
   * @param list an iterable, or an object with one as `transfer`
   * @throws TypeError, Node's own
   */
  transferOf(list: unknown): readonly unknown[] {
    if (list === undefined || list === null) return [];
    try {
      if (isIterable(list)) return [...list];
      if (typeof list === 'object') {
        const { transfer } = list as { readonly transfer?: unknown };
        if (transfer === undefined) return [];
        if (isIterable(transfer)) return [...transfer];
      }
    } catch (error) {
      // Its iterator may be none: Node says so in words of its own.
      this.native.check(0, list);
      throw error;
    }
    this.native.check(0, list);
    return [];
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof (value as { [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function';
}
