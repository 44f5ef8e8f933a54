// Decides, at the end of a job, which task each strand created in it belongs to: the creator's, if the creator awaited it at once
// or it is already over, else a new one. Numbers follow the order of creation, so ids are stable from run to run.

import { fillInTasks } from './event-log';
import { Task } from './task';
import { world } from './world';

export function decideFresh(): void {
  const { fresh, rootTask } = world;
  for (let i = 0; i < fresh.length; i++) {
    const strand = fresh[i] as (typeof fresh)[number];
    if (strand.task !== null) continue;
    const owner = strand.owner;
    const parent = owner === null || owner.task === null ? rootTask : owner.task;
    // No longer needed, and a chain of strands would keep all that ever ran.
    strand.owner = null;
    if (strand.inherits || strand.done) {
      strand.task = parent;
      continue;
    }
    const task = new Task(world.tasks++, parent, ++parent.forks, strand.site, strand);
    strand.task = task;
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
  fresh.length = 0;
  if (world.events !== null) fillInTasks();
}
