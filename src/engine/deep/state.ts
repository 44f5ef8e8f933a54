// What deep mode keeps for the realm: the switches that instrumented code reads before every access (`$.d`), the shared buffers of the iteration,
// and who is told of accesses. The object is at the same time what a generator of a deep file yields when it is about to touch shared memory;
// the access itself is in `Agent.access`.

import type { Agent } from '../agent';
import type { Strand } from '../strand';
import type { MemoryUse } from './memory-record';
import type { MemoryTouch } from './shared-access';

/** A shared buffer of the running iteration. */
export class SharedBuffer {
  constructor(
    /** 1 for the first one that was touched. */
    readonly number: number,
    readonly buffer: SharedArrayBuffer,
  ) {}
}

/** Whether both stand for the same memory: what is written to one is read from the other. Nobody can write meanwhile. */
function areSame(one: SharedArrayBuffer, other: SharedArrayBuffer): boolean {
  if (one.byteLength !== other.byteLength || one.byteLength === 0) return false;
  const mine = new Uint8Array(one, 0, 1);
  const yours = new Uint8Array(other, 0, 1);
  const before = mine[0] as number;
  if (yours[0] !== before) return false;
  mine[0] = before ^ 255;
  const isSame = yours[0] !== before;
  mine[0] = before;
  return isSame;
}

type Body = Generator<unknown, unknown, unknown>;

/** Who wants to know in which order things happen: the detector of data races. */
export interface MemoryListener {
  /** Memory is touched by the running agent. */
  touched(touch: MemoryTouch, site: number): void;
  /** The running agent is in the list of waiters of a place. */
  critical(touch: MemoryTouch): void;
  /** The running agent has made an event. */
  pending(strand: Strand): void;
  /** The event happens in `agent`. */
  fires(strand: Strand, agent: Agent): void;
}

export class DeepState {
  /** Several agents have run in this iteration: shared memory is shared. */
  on = false;
  /** Somebody wants to know of accesses, to shared memory or any: plain code asks this alone. A getter would take as long as the access. */
  look = false;
  /** What `$.into`, `$.construct` and their kin have just returned is a generator, to be entered by `yield*`. */
  in = false;
  /** A deep file has been loaded. Until then nobody looks for twins. */
  loaded = false;
  /** Takes the top level of the module that is loaded next. */
  take: ((body: Body) => void) | null = null;
  listener: MemoryListener | null = null;
  /** Listeners that are entered by their twins: what is registered for each with Node's event targets, and the other way round. */
  readonly stands = new WeakMap<object, (...args: never[]) => unknown>();
  readonly standsFor = new WeakMap<object, (...args: never[]) => unknown>();
  /** Sites at which an agent could not stop, with counts, in this realm. */
  readonly atomicSites = new Map<number, number>();
  /** Constructors of the realm that call what they are given, or read shared memory. */
  readonly constructors = new Map<unknown, (args: readonly unknown[], target: unknown) => Body | null>();
  /** Waiters of the iteration, by buffer and byte. */
  readonly waiters = new Map<string, unknown[]>();
  /** What was written last where, by buffer, in a recorded run. */
  readonly writes = new Map<number, MemoryUse[]>();
  /** Who has called `notify` last where. */
  readonly notifications = new Map<number, MemoryUse[]>();
  private buffers = new WeakMap<object, SharedBuffer>();
  private readonly all: SharedBuffer[] = [];

  /** The buffer, with its number in this iteration. */
  bufferOf(buffer: SharedArrayBuffer): SharedBuffer {
    let known = this.buffers.get(buffer);
    if (known === undefined) {
      // A message hands on the memory, and another object for it.
      known = this.all.find((other) => areSame(other.buffer, buffer));
      if (known === undefined) this.all.push((known = new SharedBuffer(this.all.length + 1, buffer)));
      this.buffers.set(buffer, known);
    }
    return known;
  }

  /** The iteration is over. */
  reset(): void {
    this.on = this.look = false;
    if (this.all.length !== 0) {
      this.all.length = 0;
      this.buffers = new WeakMap();
    }
    if (this.waiters.size !== 0) this.waiters.clear();
    if (this.writes.size !== 0) this.writes.clear();
    if (this.notifications.size !== 0) this.notifications.clear();
  }
}
