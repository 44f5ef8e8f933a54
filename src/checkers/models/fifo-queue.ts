// A first-in, first-out queue.

import { containerModel, type Items } from './container';
import type { Model } from './model';
import { booleanOption, checkOptions, invalidOption, listOption } from './options';

export interface QueueOptions {
  /** What it holds at the beginning, the next to come out first (of a stack: the top last). Default: nothing. */
  readonly initial?: readonly unknown[];
  /** Taking from an empty one waits, so a `blocked` taker is right as long as it is empty. Default: false, it returns nothing. */
  readonly blocking?: boolean;
}

/**
 * Operations: `enqueue(x)`, `dequeue` -> x, `peek` -> x. A result null or undefined, or outcome `mismatch`, says that the queue was empty.
 * @throws TypeError for options it does not know or cannot use
 */
export function fifoQueue(options: QueueOptions = {}): Model<Items> {
  const queue = containerModel({
    name: 'queue',
    noun: 'the queue',
    insert: 'enqueue',
    take: 'dequeue',
    ...contentsOption('fifoQueue', options),
    structure: 'queue',
    inserted: (items, item) => [...items, item],
    next: (items) => (items.length === 0 ? [] : [0]),
  });
  queues.add(queue);
  return queue;
}

/** Models whose states are the items, the next to come out first. Other models of queues may keep them in any way. */
const queues = new WeakSet<object>();

export function statesAreItems(model: object): boolean {
  return queues.has(model);
}

export function contentsOption(factory: string, options: QueueOptions): { initial: Items; blocking: boolean } {
  checkOptions(factory, options, ['initial', 'blocking']);
  const initial = listOption(factory, 'initial', options.initial);
  if (initial.some((item) => item === undefined || item === null)) {
    throw invalidOption(factory, 'initial', 'a list without null and undefined', options.initial);
  }
  return { initial, blocking: booleanOption(factory, 'blocking', options.blocking, false) };
}
