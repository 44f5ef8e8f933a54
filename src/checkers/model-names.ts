// The built-in models by name.

import {
  appendRegister,
  bank,
  casRegister,
  counter,
  fifoQueue,
  idGenerator,
  lock,
  log,
  map,
  multiRegister,
  priorityQueue,
  readWriteLock,
  register,
  semaphore,
  set,
  stack,
} from './models';
import type { Model } from './models/model';
import { perKey } from './models/per-key';
import { didYouMean } from './nearest-name';
import { describeValue } from './values/describe';

type Factory = (options: never) => Model;

/** The factories of the built-in models by name. */
export const MODELS = {
  register,
  'cas-register': casRegister,
  'multi-register': multiRegister,
  'append-register': appendRegister,
  counter,
  set,
  map,
  queue: fifoQueue,
  stack,
  'priority-queue': priorityQueue,
  lock,
  'read-write-lock': readWriteLock,
  semaphore,
  log,
  bank,
  'id-generator': idGenerator,
} as const satisfies Record<string, Factory>;

export type ModelName = keyof typeof MODELS;

/** Those that tell objects apart by the operations' keys themselves. */
const KEYED: readonly string[] = ['map', 'multi-register'] satisfies ModelName[];

/**
 * A built-in model by name.
 * @param keyed the operations have keys: a model of one object becomes one of many
 * @throws RangeError naming the models there are; TypeError or RangeError for options that the model does not take
 */
export function modelNamed(name: string, options: object = {}, keyed = false): Model {
  if (!Object.hasOwn(MODELS, name)) {
    throw new RangeError(
      `Expected \`model\` to be a model or one of ${Object.keys(MODELS).join(', ')}, got ${describeValue(name)}` +
        didYouMean(name, Object.keys(MODELS), "'"),
    );
  }
  const model = (MODELS[name as ModelName] as unknown as (given: object) => Model)(options);
  return keyed && !KEYED.includes(name) ? (perKey(model) as Model) : model;
}
