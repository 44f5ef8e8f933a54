// p-queue 9.3.0: only the end of a job wakes onSizeLessThan(); start(), which takes jobs out of the queue, does not: a lost wake-up
// (sindresorhus/p-queue#249).

import type * as Library from 'p-queue-fixed';
import { row } from './row';

row<typeof Library>('p-queue', {
  invariant: 'onSizeLessThan(n) resolves once fewer than n jobs wait',
  bug: 'deadlock',
  toy: 50.8,
  async scenario({ default: PQueue }) {
    const queue = new PQueue({ concurrency: 2, autoStart: false });
    let openDoor = () => {};
    const door = new Promise<void>((resolve) => {
      openDoor = resolve;
    });
    for (let job = 0; job < 3; job++) queue.add(() => door);
    const producer = async () => {
      await null;
      await queue.onSizeLessThan(3);
      openDoor(); // The jobs need the producer to go on.
    };
    const starter = async () => {
      await null;
      queue.start();
    };
    await Promise.all([producer(), starter()]);
  },
});
