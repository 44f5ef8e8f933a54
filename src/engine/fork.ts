// Decides, at the end of a job, to which tasks the strands belong that the job has created. A strand belongs to its creator's task if the
// creator awaited it at once, or if it is already over, or if the creator itself is over: then the strand goes on in its place. (A timer
// that sets the next timer is one causal chain, and not a deeper task each time.) Any other strand gets a new task. Numbers follow the order
// of creation, so ids are stable from run to run.

import { simulation } from './simulation';
import type { Strand } from './strand';
import { Task } from './task';

function decide(strand: Strand): void {
  const { owner } = strand;
  // An environment operation is younger than the strand behind its value.
  if (owner !== null && owner.task === null && owner.generation === simulation.generation) decide(owner);
  const parent = owner === null || owner.task === null ? simulation.agent.root.task : owner.task;
  // The owner is no longer needed. If every strand kept its owner, all strands that ever ran would stay in memory.
  strand.owner = null;
  if (strand.inherits || strand.done) {
    strand.task = parent;
    return;
  }
  if (parent.carrier?.isOver) {
    strand.task = parent;
    parent.carrier = strand;
    return;
  }
  const task = new Task(simulation.tasks++, parent, ++parent.forks, strand.site, strand);
  strand.task = task;
  task.carrier = strand;
  simulation.recorder?.forked(task);
}

export function decideFresh(fresh: Strand[]): void {
  for (let i = 0; i < fresh.length; i++) {
    const strand = fresh[i] as Strand;
    if (strand.task === null) decide(strand);
  }
  // pop is faster than setting the length (15 ns) for the one or two there usually are
  for (let i = fresh.length; i > 0; i--) fresh.pop();
  simulation.recorder?.fillInTasks();
}
