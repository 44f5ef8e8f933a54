// Decides, at the end of a job, which task each strand created in it belongs to: the creator's, if the creator awaited it at once
// or it is already over, or if the creator itself is over and this is what goes on in its place (a timer that sets the next timer is
// one causal chain, not a deeper task each time); else a new one. Numbers follow the order of creation, so ids are stable from run to
// run.

import { fillInTasks } from './event-log';
import type { Strand } from './strand';
import { Task } from './task';
import { world } from './world';

function decide(strand: Strand): void {
  const { owner } = strand;
  // An environment operation is younger than the strand behind its value.
  if (owner !== null && owner.task === null && owner.generation === world.generation) decide(owner);
  const parent = owner === null || owner.task === null ? world.rootTask : owner.task;
  // No longer needed, and a chain of strands would keep all that ever ran.
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
  const task = new Task(world.tasks++, parent, ++parent.forks, strand.site, strand);
  strand.task = task;
  task.carrier = strand;
  if (world.events !== null)
    world.events.push({
      type: 'fork',
      step: world.steps,
      task: task.id,
      parent: parent.id,
      name: task.name,
      site: task.site,
    });
}

export function decideFresh(): void {
  const { fresh } = world;
  for (let i = 0; i < fresh.length; i++) {
    const strand = fresh[i] as Strand;
    if (strand.task === null) decide(strand);
  }
  // pop is faster than setting the length (15 ns) for the one or two there usually are
  for (let i = fresh.length; i > 0; i--) fresh.pop();
  if (world.events !== null) fillInTasks();
}
