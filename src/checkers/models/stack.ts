// A last-in, first-out stack.

import { containerModel, type Items } from './container';
import { contentsOption, type QueueOptions } from './fifo-queue';
import type { Model } from './model';

/**
 * Operations: `push(x)`, `pop` -> x, `peek` -> x. A result null or undefined, or outcome `mismatch`, says that the stack was empty.
 * @throws TypeError for options it does not know or cannot use
 */
export function stack(options: QueueOptions = {}): Model<Items> {
  return containerModel({
    name: 'stack',
    noun: 'the stack',
    insert: 'push',
    take: 'pop',
    ...contentsOption('stack', options),
    structure: 'stack',
    inserted: (items, item) => [...items, item],
    next: (items) => (items.length === 0 ? [] : [items.length - 1]),
  });
}
