// A set of values.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { valueKey } from '../values/key';
import { type CommonAction, defineModel, NO_EFFECT, neverRefused, type Reading } from './define-model';
import { illegal, type Model } from './model';
import { checkOptions, listOption } from './options';
import { answerOf, effectOf, isUnknown, orNothing } from './outcome';

export interface SetOptions {
  /** The elements at the beginning. Default: none. */
  readonly initial?: readonly unknown[];
}

/** From the element's key to the element. */
type Elements = ReadonlyMap<unknown, unknown>;

type SetAction =
  | readonly ['add' | 'remove', element: unknown]
  | readonly ['expect', element: unknown, isThere: boolean]
  | readonly ['change', element: unknown, isThere: boolean]
  | readonly ['read', elements: ReadonlySet<unknown>]
  | readonly ['read twice', element: unknown];

/**
 * Operations: `add(x)` -> whether it was new, `remove(x)` -> whether it was there, `contains(x)` -> true or false, `read` -> all elements (an array or a Set).
 * Results of add and remove other than true and false are not looked at. As long as there is no `read`, each element is checked alone.
 * @throws TypeError for options it does not know or cannot use
 */
export function set(options: SetOptions = {}): Model<Elements> {
  checkOptions('set', options, ['initial']);
  const elements = listOption('set', 'initial', options.initial);
  return defineModel<Elements, SetAction>({
    name: 'set',
    initial: new Map(elements.map((element) => [valueKey(orNothing(element)), orNothing(element)])),
    operations: {
      add: (operation) => update(operation, 'add'),
      remove: (operation) => update(operation, 'remove'),
      contains: (operation, reading) => {
        const answer = answerOf(operation, reading);
        return answer === null ? NO_EFFECT : ['expect', orNothing(operation.input), answer];
      },
      read: readAll,
    },
    apply(state, action) {
      const [name, element] = action;
      switch (name) {
        case 'add':
          return withElement(state, element, true);
        case 'remove':
          return withElement(state, element, false);
        case 'change':
        case 'expect': {
          const isThere = action[2];
          if (state.has(valueKey(element)) !== isThere) return illegal(membership(element, isThere));
          return name === 'expect' ? state : withElement(state, element, !isThere);
        }
        case 'read twice':
          return illegal(`the result lists ${describeValue(element)} twice`);
        case 'read':
          return compare(state, action[1]);
      }
    },
    pure: ([name]) => name === 'expect' || name === 'read' || name === 'read twice',
    partition: ({ f, input }) => (f === 'read' ? undefined : orNothing(input)),
    key: (state) => valueKey(new Set(state.keys())),
    describe: (state) => describeValue(new Set(state.values())),
  });
}

function update(operation: Operation, f: 'add' | 'remove'): SetAction {
  const element = orNothing(operation.input);
  const effect = effectOf(operation);
  if (effect === null) return [f, element];
  return [effect ? 'change' : 'expect', element, (f === 'remove') === effect];
}

function withElement(state: Elements, element: unknown, isThere: boolean): Elements {
  const key = valueKey(element);
  if (state.has(key) === isThere) return state;
  const next = new Map(state);
  if (isThere) next.set(key, element);
  else next.delete(key);
  return next;
}

function membership(element: unknown, isThere: boolean): string {
  const name = describeValue(element);
  return isThere
    ? `the result says that ${name} was there, but it is not`
    : `the result says that ${name} was not there, but it is`;
}

function readAll(operation: Operation, reading: Reading): SetAction | CommonAction {
  const { output, outcome } = operation;
  if (outcome === 'mismatch') return neverRefused(operation);
  if (isUnknown(operation) || output === undefined || output === null) return NO_EFFECT;
  const isSet = Object.prototype.toString.call(output) === '[object Set]';
  if (!Array.isArray(output) && !isSet) throw reading.malformed('a result that is an array or a Set', output);
  const elements = Array.from(output as Iterable<unknown>, orNothing);
  const seen = new Set<unknown>();
  for (const element of elements) {
    const key = valueKey(element);
    if (seen.has(key)) return ['read twice', element];
    seen.add(key);
  }
  return ['read', new Set(elements)];
}

function compare(state: Elements, listed: ReadonlySet<unknown>) {
  const keys = new Set<unknown>();
  for (const element of listed) {
    const key = valueKey(element);
    keys.add(key);
    if (!state.has(key)) return illegal(`the result lists ${describeValue(element)}, which is not in the set`);
  }
  for (const [key, element] of state) {
    if (!keys.has(key)) return illegal(`the result lacks ${describeValue(element)}, which is in the set`);
  }
  return state;
}
