// The access log: which shared state each step read and wrote. Off in bulk iterations; on in profile iterations (to learn which sites
// conflict) and in the replay of a failure (to name the race).

import { logEvent } from './event-log';
import { apply, getOwnPropertyDescriptor, isArray } from './natives';
import { renderValue } from './record';
import { siteTable } from './site-table';
import type { Strand } from './strand';
import { tracking } from './tracking';

import { world } from './world';

interface Access {
  /** Its task may be decided only later. */
  readonly strand: Strand | null;
  readonly site: number;
}

/** Accesses to one property of one object within an iteration: who read, who wrote, from steps of which sites. */
interface Cell {
  readonly reads: Access[];
  readonly writes: Access[];
}

function taskOf({ strand }: Access): number {
  return strand?.task?.index ?? 0;
}

/** The key of what touches a whole collection. */
const EVERYTHING = '*';

/** Where something touched the whole collection, its keys are one. */
function merged(cells: ReadonlyMap<unknown, Cell>): Cell {
  const all = [...cells.values()];
  return { reads: all.flatMap((cell) => cell.reads), writes: all.flatMap((cell) => cell.writes) };
}

const SEEN = 1;
const CONFLICTING = 2;

/**
 * The site that strategies know the running code by: of the await that completed at once in this step, if the code runs behind one,
 * else of the operation that was chosen. Code of a strand that has not waited yet is its creator's.
 */
function causeOf(strand: Strand | null): number {
  for (let s = strand; s !== null; s = s.owner) {
    if (s.atOnceStep === world.steps) return s.atOnceSite;
    if (s.waited) break;
  }
  return world.stepSite;
}

class ConflictLog {
  private flags = new Uint8Array(1024);
  private cells = new Map<unknown, Map<unknown, Cell>>();
  private sitesOfIteration = new Set<number>();
  /** How often something new was learned. */
  learned = 0;

  seen(site: number): boolean {
    return site >= 0 && ((this.flags[site] ?? 0) & SEEN) !== 0;
  }

  conflicting(site: number): boolean {
    return site >= 0 && ((this.flags[site] ?? 0) & CONFLICTING) !== 0;
  }

  note(object: unknown, key: unknown, write: boolean): void {
    const strand = world.current;
    const site = causeOf(strand);
    let cells = this.cells.get(object);
    if (cells === undefined) this.cells.set(object, (cells = new Map()));
    let cell = cells.get(key);
    if (cell === undefined) cells.set(key, (cell = { reads: [], writes: [] }));
    (write ? cell.writes : cell.reads).push({ strand, site });
  }

  noteSite(site: number): void {
    this.sitesOfIteration.add(site);
  }

  /** A tracked iteration has ended: what conflicted in it becomes history. */
  learn(): void {
    for (const site of this.sitesOfIteration) this.mark(site, SEEN);
    for (const cells of this.cells.values())
      for (const cell of cells.has(EVERYTHING) ? [merged(cells)] : cells.values()) this.learnCell(cell);
    this.drop();
  }

  /** Marks the sites of accesses that have another task's access at their side, one of the two a write. */
  private learnCell({ reads, writes }: Cell): void {
    const [first] = writes;
    if (first === undefined) return;
    const writer = taskOf(first);
    const severalWriters = writes.some((write) => taskOf(write) !== writer);
    const severalTasks = severalWriters || reads.some((read) => taskOf(read) !== writer);
    if (!severalTasks) return;
    for (const { site } of writes) this.mark(site, CONFLICTING);
    for (const read of reads) if (severalWriters || taskOf(read) !== writer) this.mark(read.site, CONFLICTING);
  }

  /** Forgets the running iteration's accesses. */
  drop(): void {
    // New ones: V8 chains the table of a cleared Map to its successor, and once one link of the chain is old, all that follow are
    // kept alive by every minor collection (a fifth of the time of a schedule).
    if (this.cells.size !== 0) this.cells = new Map();
    if (this.sitesOfIteration.size !== 0) this.sitesOfIteration = new Set();
  }

  /** Forgets everything: a new exploration begins. */
  reset(): void {
    this.flags.fill(0);
    this.drop();
  }

  private mark(site: number, flag: number): void {
    if (site < 0) return;
    if (site >= this.flags.length) {
      const larger = new Uint8Array(Math.max(site + 1, this.flags.length * 2));
      larger.set(this.flags);
      this.flags = larger;
    }
    const known = this.flags[site] ?? 0;
    this.flags[site] = known | flag | SEEN;
    if (this.flags[site] !== known) this.learned++;
  }
}

export const conflicts = new ConflictLog();

/** Objects numbered by first access, while events are recorded. */
let numbers = new Map<unknown, number>();

export function resetObjectNumbers(): void {
  numbers = new Map();
}

function log(object: unknown, key: unknown, write: boolean, site: number, value: unknown): void {
  if (world.mode === 0) return;
  conflicts.note(object, key, write);
  if (world.events === null) return;
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = numbers.size + 1));
  logEvent({
    type: 'access',
    step: world.steps,
    site,
    object: number,
    key: typeof key === 'symbol' ? key.toString() : String(key),
    name: siteTable.site(site)?.text ?? '',
    write,
    value: renderValue(value),
    after: world.current?.site ?? -1,
  });
}

/** The value of a data property, without calling getters or converting keys; asked only for reports. */
function peek(object: unknown, key: unknown): unknown {
  if (world.events === null || object === null) return undefined;
  if (typeof object !== 'object' || (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'symbol'))
    return undefined;
  try {
    return getOwnPropertyDescriptor(object, key)?.value;
  } catch {
    return undefined;
  }
}

/** `$.read`. */
export function read(object: unknown, key: unknown, site: number): void {
  if ((typeof object === 'object' && object !== null) || typeof object === 'function')
    log(object, key, false, site, peek(object, key));
}

/** `$.write`. */
export function write(object: unknown, key: unknown, site: number): void {
  if ((typeof object === 'object' && object !== null) || typeof object === 'function')
    log(object, key, true, site, peek(object, key));
}

/** `$.variable`: a binding is identified by its file and name. */
export function variable(name: string, isWrite: boolean, site: number, value?: unknown): void {
  log(siteTable.fileToken(site) ?? tracking, name, isWrite, site, value);
}

const MAP_READS = new Set(['get', 'has', 'keys', 'values', 'entries', 'forEach']);
const MAP_WRITES = new Set(['set', 'add', 'delete', 'clear']);
const ARRAY_WRITES = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']);

/** `$.method`: a call on a Map or Set touches the given key (or everything), one on an array its contents. */
export function method(object: unknown, name: string, key: unknown, site: number): void {
  if (isArray(object)) log(object, EVERYTHING, ARRAY_WRITES.has(name), site, object.length);
  else if (isCollection(object)) {
    if (MAP_READS.has(name)) log(object, key ?? EVERYTHING, false, site, valueIn(object, key));
    else if (MAP_WRITES.has(name)) log(object, key ?? EVERYTHING, true, site, undefined);
  }
}

const tagOf = Object.prototype.toString;
const COLLECTIONS = new Set(['[object Map]', '[object Set]', '[object WeakMap]', '[object WeakSet]']);

function isCollection(object: unknown): object is object {
  return typeof object === 'object' && object !== null && COLLECTIONS.has(apply(tagOf, object, []));
}

const mapGet = Map.prototype.get;

function valueIn(object: object, key: unknown): unknown {
  if (world.events === null) return undefined;
  try {
    return apply(mapGet, object, [key]);
  } catch {
    return undefined;
  }
}
