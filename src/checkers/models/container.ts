// What queue, stack and priority queue share: one value goes in, one comes out, and "nothing" says that it was empty.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { sameValue } from '../values/same';
import { type CommonAction, defineModel, NO_EFFECT, neverRefused, type ReadAction, type Reading } from './define-model';
import { illegal, type Model, oneOf, type StepResult } from './model';
import { isUnknown, orNothing } from './outcome';

export type Items = readonly unknown[];

type ContainerAction =
  | readonly ['insert', item: unknown]
  | readonly ['take', item: unknown]
  | readonly ['peek', item: unknown]
  | readonly ['empty']
  | readonly ['take any'];

export interface Container {
  readonly name: string;
  /** For reasons: `the queue`. */
  readonly noun: string;
  readonly insert: string;
  readonly take: string;
  readonly initial: Items;
  /** Taking from an empty one waits. */
  readonly blocking: boolean;
  readonly structure: Model['structure'];
  /** @throws the error of an item that it cannot hold */
  check?(item: unknown, reading: Reading): void;
  inserted(items: Items, item: unknown): Items;
  /** Positions of the items that could come out next, all different; empty only if there are no items. */
  next(items: Items): readonly number[];
}

export function containerModel(container: Container): Model<Items> {
  const { name, noun, blocking } = container;

  function insert(operation: Operation, reading: Reading): ContainerAction | CommonAction {
    if (operation.outcome === 'mismatch') return neverRefused(operation);
    if (orNothing(operation.input) === null) {
      throw reading.malformed(
        'an input other than null and undefined, which stand for an empty result',
        operation.input,
      );
    }
    container.check?.(operation.input, reading);
    return ['insert', operation.input];
  }

  function take(operation: Operation): ContainerAction {
    if (isUnknown(operation)) return ['take any'];
    return isNothing(operation) ? ['empty'] : ['take', operation.output];
  }

  function peek(operation: Operation): ContainerAction | CommonAction {
    if (isUnknown(operation)) return NO_EFFECT;
    return isNothing(operation) ? ['empty'] : ['peek', operation.output];
  }

  const operations: Record<string, ReadAction<ContainerAction>> = {
    [container.insert]: insert,
    [container.take]: take,
    peek,
  };

  return defineModel<Items, ContainerAction>({
    name,
    initial: container.initial,
    operations,
    apply(items, action): StepResult<Items> {
      if (action[0] === 'insert') return container.inserted(items, action[1]);
      if (action[0] === 'empty') {
        return items.length === 0
          ? items
          : illegal(`the result says that ${noun} was empty, but it holds ${describeValue(items)}`);
      }
      const next = container.next(items);
      if (action[0] === 'take any') {
        if (next.length === 0) return blocking ? illegal(`${noun} is empty`) : items;
        return next.length === 1 ? without(items, next[0]) : oneOf(next.map((at) => without(items, at)));
      }
      const [verb, item] = action;
      const at = next.find((position) => sameValue(items[position], item));
      if (at === undefined) return illegal(wrongItem(item, items, next));
      return verb === 'peek' ? items : without(items, at);
    },
    pure: ([action]) => action === 'peek' || action === 'empty',
    structure: container.structure,
  });

  function wrongItem(item: unknown, items: Items, next: readonly number[]): string {
    const result = `the result is ${describeValue(item)}`;
    if (next.length === 0) return `${result}, but ${noun} is empty`;
    const due = next.map((at) => describeValue(items[at])).join(' or ');
    const isLater = items.some((held) => sameValue(held, item));
    return `${result}, ${isLater ? `but ${due} comes first` : `which is not in ${noun}; ${due} is next`}`;
  }
}

function isNothing({ outcome, output }: Operation): boolean {
  return outcome === 'mismatch' || orNothing(output) === null;
}

function without(items: Items, at = 0): Items {
  if (at === 0) return items.slice(1);
  return at === items.length - 1 ? items.slice(0, -1) : [...items.slice(0, at), ...items.slice(at + 1)];
}
