// What a strategy is told of the place that asks: one object for all questions, filled anew each time (an object each costs 15 ns).

import type { Operation, OperationKind } from './operation';
import type { Task } from './task';
import { world } from './world';

const place: { -readonly [Key in keyof Operation]: Operation[Key] } = {
  kind: 'await',
  site: -1,
  task: null as unknown as Task,
};

/** The task that the running code belongs to; of a strand whose task is not decided yet, that of whoever made it. */
function runningTask(): Task {
  for (let strand = world.current; strand !== null; strand = strand.owner) if (strand.task !== null) return strand.task;
  return world.rootTask;
}

/** The operation of a kind that the running code begins at a site. */
export function operationAt(kind: OperationKind, site: number): Operation {
  place.kind = kind;
  place.site = site;
  place.task = runningTask();
  return place;
}
