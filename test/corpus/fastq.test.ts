// fastq 1.17.1: drained() resolves at once when the queue looks idle, although a task started in the same tick is just about to push
// (mcollina/fastq#89).

import type * as Library from 'fastq-fixed';
import { choose } from 'lockstep';
import { row } from './row';

row<typeof Library>('fastq', {
  invariant: 'drained() resolves only when what was pushed in the same tick is done',
  bug: /"done": [01]\b/,
  toy: 50.8,
  async scenario(fastq) {
    let done = 0;
    const queue = fastq.promise(async () => {
      done++;
    }, 1);
    const waiter = async () => {
      await queue.drained();
      expect({ done }).toEqual({ done: 2 });
    };
    const producer = async () => {
      await Promise.all([queue.push(1), queue.push(2)]);
    };
    // One event wakes both: which of them goes first?
    await Promise.all(choose(2) === 0 ? [waiter(), producer()] : [producer(), waiter()]);
  },
});
