// async 2.6.2: priorityQueue.push([]) announces "drain" although tasks are still running (caolan/async#1623).

import { idle } from 'lockstep';
import { row, type Version } from './row';

interface Queue {
  /** A field to assign in 2.x, a method to call in 3.x. */
  drain: unknown;
  push(task: number | [], priority: number, done?: () => void): void;
  running(): number;
  idle(): boolean;
}
interface Library {
  priorityQueue(worker: (task: number, done: () => void) => void, concurrency: number): Queue;
}

function onDrain(queue: Queue, version: Version, listener: () => void): void {
  if (version === 'buggy') queue.drain = listener;
  else (queue.drain as (listener: () => void) => void)(listener);
}

row<Library>('async', {
  invariant: 'a priority queue drains only when nothing runs',
  bug: /"runningAtDrain": [12]\b/,
  toy: 43,
  async scenario(async, version) {
    let runningAtDrain = 0;
    const store = async () => {};
    const queue = async.priorityQueue((_task, done) => {
      store().then(done);
    }, 2);
    onDrain(queue, version, () => {
      runningAtDrain = Math.max(runningAtDrain, queue.running());
    });
    const push = async (task: number) => {
      await null;
      await new Promise<void>((resolve) => queue.push(task, 1, resolve));
    };
    const pushNothing = async () => {
      await null;
      if (!queue.idle()) queue.push([], 1);
    };
    await Promise.all([push(1), push(2), pushNothing()]);
    await idle();
    expect({ runningAtDrain }).toEqual({ runningAtDrain: 0 });
  },
});
