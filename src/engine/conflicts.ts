// The conflict history: which sites ever took part in a conflict (one object and key, two tasks, at least one write). It is learned from the
// iterations that ran with access tracking. Strategies read it, because in JavaScript the next step of a task is known only by its site.

import { simulation } from './simulation';
import type { Strand } from './strand';

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
export const EVERYTHING = '*';

/** If something touched the whole collection, all its keys count as one. */
function merged(cells: ReadonlyMap<unknown, Cell>): Cell {
  const all = [...cells.values()];
  return { reads: all.flatMap((cell) => cell.reads), writes: all.flatMap((cell) => cell.writes) };
}

const SEEN = 1;
const CONFLICTING = 2;

/**
 * The site by which strategies know the running code. If the code runs behind an await that completed at once in this step, it is the site of
 * that await; otherwise it is the site of the operation that was chosen. Until a strand has waited, its code counts as its creator's.
 */
function causeOf(strand: Strand | null): number {
  for (let s = strand; s !== null; s = s.owner) {
    if (s.atOnceStep === simulation.steps) return s.atOnceSite;
    if (s.waited) break;
  }
  return simulation.stepSite;
}

export class ConflictLog {
  private flags = new Uint8Array(1024);
  private cells = new Map<unknown, Map<unknown, Cell>>();
  private sitesOfIteration = new Set<number>();

  seen(site: number): boolean {
    return site >= 0 && ((this.flags[site] ?? 0) & SEEN) !== 0;
  }

  conflicting(site: number): boolean {
    return site >= 0 && ((this.flags[site] ?? 0) & CONFLICTING) !== 0;
  }

  note(object: unknown, key: unknown, write: boolean): void {
    const strand = simulation.agent.current;
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

  /** Marks the sites of accesses that conflict with an access of another task: one of the two is a write. */
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

  private mark(site: number, flag: number): void {
    if (site < 0) return;
    if (site >= this.flags.length) {
      const larger = new Uint8Array(Math.max(site + 1, this.flags.length * 2));
      larger.set(this.flags);
      this.flags = larger;
    }
    this.flags[site] = (this.flags[site] as number) | flag | SEEN;
  }
}
