// A generator of identifiers that never gives one twice.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { valueKey } from '../values/key';
import { type CommonAction, defineModel, NO_EFFECT, neverRefused } from './define-model';
import { illegal, type Model } from './model';
import { checkOptions } from './options';
import { isUnknown, orNothing } from './outcome';

/** The keys of what was given out, with the identifiers. */
type Given = ReadonlyMap<unknown, unknown>;

type GenerateAction = readonly ['give', id: unknown];

/**
 * Operation: `generate` -> id. A result undefined or null was not looked at. Each identifier is checked alone: it must come back once.
 * An unknown generate changes nothing here: which identifier it used up is not known, so no other can be excluded by it.
 * @throws TypeError for options, as it has none
 */
export function idGenerator(options: Readonly<Record<string, never>> = {}): Model<Given> {
  checkOptions('idGenerator', options, []);
  return defineModel<Given, GenerateAction>({
    name: 'id-generator',
    initial: new Map(),
    operations: { generate },
    apply(given, [, id]) {
      const key = valueKey(id);
      return given.has(key) ? illegal(`${describeValue(id)} was given out before`) : new Map(given).set(key, id);
    },
    pure: () => false,
    partition: ({ output }) => orNothing(output),
    key: (given) => valueKey(new Set(given.keys())),
    describe: (given) => describeValue([...given.values()]),
  });
}

function generate(operation: Operation): GenerateAction | CommonAction {
  if (operation.outcome === 'mismatch') return neverRefused(operation);
  const id = orNothing(operation.output);
  return isUnknown(operation) || id === null ? NO_EFFECT : ['give', id];
}
