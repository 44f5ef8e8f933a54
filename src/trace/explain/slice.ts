// The backward slice of a failure: the accesses from which what failed may have been computed. It goes from the last reads of the task that
// failed, or else from what functions returned or threw, to the writes that were found; from a write to what its task had read before; and from
// there to what those had found. Where a write is missing, what its task has read counts. What a task keeps in local variables is not seen, so
// that all it has read before a write counts.

import type { Access } from './race';
import type { Run } from './run';

/** A slice grows at each access by all that its task has read: beyond this many accesses it says little, and takes long. */
const MOST_ACCESSES = 20_000;

/**
 * @param differs whether an access tells the failing run from the passing one: others explain nothing
 * @returns empty if nothing that the failed task has read differs
 */
export function sliceOf(run: Run, passing: Run, differs: (access: Access) => boolean): ReadonlySet<Access> {
  const slice = new Set<Access>();
  if (run.all.length > MOST_ACCESSES) return slice;
  const reads = new Reads(run);
  const grow = (from: readonly Access[]) => {
    const queue = from.filter(differs);
    for (let access = queue.pop(); access !== undefined; access = queue.pop()) {
      if (slice.has(access)) continue;
      slice.add(access);
      if (access.write) {
        queue.push(...reads.before(access).filter(differs));
        continue;
      }
      const writer = run.writerOf(access);
      if (writer !== undefined) queue.push(writer);
      queue.push(...readsOfMissing(access, run, passing, reads).filter(differs));
    }
  };
  grow(reads.last());
  // Nothing that is known to have been written: it was read where nobody sees it.
  if (![...slice].some(({ write }) => write))
    grow(otherResults(run, passing).flatMap((result) => reads.before(result)));
  return slice;
}

/** What tasks have read. Each read is given out once: a slice that has it once has it for good. */
class Reads {
  private readonly byTask = new Map<string, Access[]>();
  /** By task: number of its reads that were given out. */
  private readonly given = new Map<string, number>();

  constructor(private readonly run: Run) {
    for (const access of run.all) {
      if (access.write) continue;
      const task = run.taskOf(access);
      const reads = this.byTask.get(task);
      if (reads === undefined) this.byTask.set(task, [access]);
      else reads.push(access);
    }
  }

  /** What the task that failed has read since its last await. */
  last(): Access[] {
    const { events } = this.run;
    const task = events.at(-1)?.task ?? '';
    const start = events.findLastIndex((event) => event.type === 'resume' && event.task === task);
    return (this.byTask.get(task) ?? []).filter(({ position }) => position > start);
  }

  /** What its task had read before, and, for a task that only runs because another has started it, what that one had. */
  before({ position, task }: Pick<Access, 'position' | 'task'>): Access[] {
    const found: Access[] = [];
    const own = this.run.events[position]?.task ?? task;
    for (let id = own; id !== ''; id = id.slice(0, Math.max(id.lastIndexOf('.'), 0))) {
      const reads = this.byTask.get(id) ?? [];
      let next = this.given.get(id) ?? 0;
      for (; next < reads.length && (reads[next] as Access).position < position; next++)
        found.push(reads[next] as Access);
      this.given.set(id, next);
    }
    return found;
  }
}

/** Another write was found in the passing run, which is missing here: what the task has read that would have made it. */
function readsOfMissing(read: Access, run: Run, passing: Run, reads: Reads): Access[] {
  const there = run.counterpart(read, passing);
  const writer = there && passing.writerOf(there);
  if (writer === undefined || passing.counterpart(writer, run) !== undefined) return [];
  return reads.before({ position: Number.POSITIVE_INFINITY, task: passing.taskOf(writer) });
}

/** Where functions returned or threw something else than in the passing run. */
function otherResults(run: Run, passing: Run): { readonly position: number; readonly task: string }[] {
  const there = resultsOf(passing);
  return [...resultsOf(run)].flatMap(([name, { value, position, task }]) =>
    there.get(name)?.value === value ? [] : [{ position, task }],
  );
}

function resultsOf({ events }: Run) {
  const counts = new Map<string, number>();
  const results = new Map<string, { readonly value: string; readonly position: number; readonly task: string }>();
  for (const [position, event] of events.entries()) {
    if (event.type !== 'return') continue;
    const { task, site, threw, value } = event;
    const count = counts.get(`${task} ${site}`) ?? 0;
    counts.set(`${task} ${site}`, count + 1);
    results.set(`${task} ${site} ${count}`, { value: threw ? `threw ${value}` : value, position, task });
  }
  return results;
}
