// Many objects of one kind, told apart by the operations' keys.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { valueKey } from '../values/key';
import { Illegal, type Model, OneOf, type StepResult } from './model';

/** States of the objects that an operation has changed, by the identity of their keys. */
type Objects<State> = ReadonlyMap<unknown, { readonly key: unknown; readonly state: State }>;

/**
 * The specification of many independent objects of one kind: the operation's `key` names the object; operations without a key are about one more. For
 * linearizability each object is checked alone.
 * @param model of one object
 * @example
 * checkLinearizable(readHistory(text, { independent: true }), perKey(casRegister()))
 */
export function perKey<State>(model: Model<State>): Model<Objects<State>> {
  const stateOf = (objects: Objects<State>, identity: unknown) => {
    const found = objects.get(identity);
    return found === undefined ? model.init() : found.state;
  };
  const identityOf = (state: State) => (model.key === undefined ? valueKey(state) : model.key(state));
  return {
    name: `${model.name} per key`,
    init: () => new Map(),
    step(objects, operation): StepResult<Objects<State>> {
      const { key } = operation;
      const identity = valueKey(key);
      const result = model.step(stateOf(objects, identity), operation);
      if (result instanceof Illegal) return result;
      const after = (state: State) => new Map(objects).set(identity, { key, state });
      return result instanceof OneOf ? new OneOf(result.states.map(after)) : after(result);
    },
    partition: ({ key }: Operation) => (key === undefined ? null : key),
    part: model as Model,
    pure: (operation) => model.pure?.(operation) ?? false,
    key(objects) {
      const initial = identityOf(model.init());
      const changed = Array.from(objects, ([identity, { state }]) => [identity, identityOf(state)]);
      return valueKey(new Map(changed.filter(([, state]) => !Object.is(state, initial)) as [unknown, unknown][]));
    },
    describe(objects) {
      const describe = (state: State) => model.describe?.(state) ?? describeValue(state);
      const parts = Array.from(objects.values(), ({ key, state }) => `${describeValue(key)}: ${describe(state)}`);
      return parts.length === 0 ? `nothing has been done yet` : parts.join(', ');
    },
  };
}
