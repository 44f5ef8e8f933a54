// A priority queue: the smallest item comes out first.

import { valueKey } from '../values/key';
import { containerModel, type Items } from './container';
import { contentsOption, type QueueOptions } from './fifo-queue';
import type { Model } from './model';
import { checkOptions, invalidOption } from './options';

export interface PriorityQueueOptions extends QueueOptions {
  /** Negative if the first comes before the second, 0 if either may: a total preorder. Default: numbers, bigints or strings by `<`. */
  readonly compare?: (one: never, other: never) => number;
}

/**
 * Operations: `insert(x)`, `extractMin` -> x, `peek` -> x. A result null or undefined, or outcome `mismatch`, says that the queue was empty.
 * Of several smallest items any may come out.
 * @throws TypeError for options it does not know or cannot use
 */
export function priorityQueue(options: PriorityQueueOptions = {}): Model<Items> {
  checkOptions('priorityQueue', options, ['compare', 'initial', 'blocking']);
  const { compare: given, ...contents } = options;
  if (given !== undefined && typeof given !== 'function')
    throw invalidOption('priorityQueue', 'compare', 'a function', given);
  const compare = (given ?? naturalOrder) as (one: unknown, other: unknown) => number;
  const { initial, blocking } = contentsOption('priorityQueue', contents);
  if (given === undefined && !initial.every(isOrdered)) {
    throw invalidOption('priorityQueue', 'initial', 'numbers, bigints or strings, or to come with `compare`', initial);
  }
  return containerModel({
    name: 'priority-queue',
    noun: 'the queue',
    insert: 'insert',
    take: 'extractMin',
    initial: initial.reduce<Items>((items, item) => inserted(items, item, compare), []),
    blocking,
    structure: 'priority-queue',
    check(item, reading) {
      if (given === undefined && !isOrdered(item)) {
        throw reading.malformed(
          'an input that is a number, bigint or string (or the model the option `compare`)',
          item,
        );
      }
    },
    inserted: (items, item) => inserted(items, item, compare),
    next: (items) => smallest(items, compare),
  });
}

function isOrdered(item: unknown): boolean {
  return typeof item === 'number' ? !Number.isNaN(item) : typeof item === 'bigint' || typeof item === 'string';
}

/** Numbers before strings, so that any two items have an order. */
function naturalOrder(one: number | string, other: number | string): number {
  const isText = typeof one === 'string';
  if (isText !== (typeof other === 'string')) return isText ? 1 : -1;
  return one < other ? -1 : Number(one > other);
}

/** Sorted, and items of one rank by their keys, so that queues that hold the same are equal. */
function inserted(items: Items, item: unknown, compare: (one: unknown, other: unknown) => number): Items {
  const key = sortKey(item);
  const at = items.findIndex((held) => {
    const order = compare(item, held);
    return order < 0 || (order === 0 && key < sortKey(held));
  });
  return at < 0 ? [...items, item] : [...items.slice(0, at), item, ...items.slice(at)];
}

/** Different for different items: values of one kind have different keys, and the type keeps 1 and '1' apart. */
function sortKey(item: unknown): string {
  return `${typeof item} ${String(valueKey(item))}`;
}

/** The first of each group of equal items among the smallest. */
function smallest(items: Items, compare: (one: unknown, other: unknown) => number): readonly number[] {
  const positions: number[] = [];
  let last: unknown;
  for (let at = 0; at < items.length && compare(items[0], items[at]) === 0; at++) {
    const key = valueKey(items[at]);
    if (at === 0 || key !== last) positions.push(at);
    last = key;
  }
  return positions;
}
