// A walk over a clone: V8 has made all of it, so nothing of it runs code. Objects get the prototypes of this realm, and what stands for a port
// is found.

import { getPrototypeOf, types } from '../../engine/natives';

/** Where a port stands in a clone: puts it there. */
export type Slot = (port: unknown) => void;

/** Finds the port that an object of a clone stands for; -1 if it stands for none. */
export type PortFinder = (object: object) => number;

export interface Found {
  /** The number of the port that the value itself stands for, or -1. */
  readonly root: number;
  readonly slots: readonly { readonly port: number; readonly put: Slot }[];
}

const { setPrototypeOf } = Object;
const { isMap, isSet, isArrayBufferView, isAnyArrayBuffer, isBoxedPrimitive } = types;

/** What has no members to look at. */
const isLeaf = (object: object): boolean =>
  isAnyArrayBuffer(object) || isBoxedPrimitive(object) || types.isDate(object) || types.isRegExp(object);

class Walk {
  private readonly seen = new Set<object>();
  private readonly open: object[] = [];
  readonly slots: { port: number; put: Slot }[] = [];

  constructor(
    private readonly prototypes: ReadonlyMap<object, object>,
    private readonly portOf: PortFinder,
  ) {}

  from(root: object): void {
    this.meet(root);
    for (let next = this.open.pop(); next !== undefined; next = this.open.pop()) this.members(next);
  }

  private meet(object: object): void {
    if (this.seen.has(object)) return;
    this.seen.add(object);
    if (this.prototypes.size !== 0) this.adopt(object);
    if (!isLeaf(object)) this.open.push(object);
  }

  private adopt(object: object): void {
    const own = this.prototypes.get(getPrototypeOf(object) as object);
    if (own !== undefined) setPrototypeOf(object, own);
    if (isArrayBufferView(object)) this.meet(object.buffer);
  }

  /** A member that is an object; true if it stands for a port. */
  private member(value: unknown, put: Slot): boolean {
    if (typeof value !== 'object' || value === null) return false;
    const port = this.portOf(value);
    if (port < 0) this.meet(value);
    else this.slots.push({ port, put });
    return port >= 0;
  }

  private members(object: object): void {
    if (isArrayBufferView(object)) return;
    if (isMap(object)) this.map(object);
    else if (isSet(object)) this.set(object);
    const owner = object as Record<string, unknown>;
    for (const key of Object.keys(owner)) this.member(owner[key], (port) => (owner[key] = port));
    // Not enumerable, where it was not.
    if (types.isNativeError(object)) this.member(object.cause, (port) => (object.cause = port));
  }

  private map(map: Map<unknown, unknown>): void {
    const entries = [...map];
    let replaces = false;
    for (const entry of entries) {
      replaces = this.member(entry[0], (port) => (entry[0] = port)) || replaces;
      replaces = this.member(entry[1], (port) => (entry[1] = port)) || replaces;
    }
    if (replaces)
      this.refill(map, () => {
        for (const [key, value] of entries) map.set(key, value);
      });
  }

  private set(set: Set<unknown>): void {
    const elements = [...set];
    let replaces = false;
    elements.forEach((element, i) => {
      replaces = this.member(element, (port) => (elements[i] = port)) || replaces;
    });
    if (replaces)
      this.refill(set, () => {
        for (const element of elements) set.add(element);
      });
  }

  /** Once its ports are there, in the same order. */
  private refill(collection: { clear(): void }, fill: () => void): void {
    const put = () => {
      collection.clear();
      fill();
    };
    this.slots.push({ port: -1, put });
  }
}

/**
 * @param prototypes those of the realm in which V8 has made the clone, and what takes their place
 * @throws what `portOf` throws
 */
export function walk(root: unknown, prototypes: ReadonlyMap<object, object>, portOf: PortFinder): Found {
  if (typeof root !== 'object' || root === null) return { root: -1, slots: [] };
  const port = portOf(root);
  if (port >= 0) return { root: port, slots: [] };
  const walking = new Walk(prototypes, portOf);
  walking.from(root);
  return { root: -1, slots: walking.slots };
}
