// The history and the model of a check, as they come from users.

import type { History } from '../history/history';
import { describeValue } from '../values/describe';
import type { Model } from './model';

/** @throws TypeError if it has no operations */
export function checkedHistory(history: History): History {
  if (Array.isArray((history as History | undefined)?.operations)) return history;
  throw new TypeError(
    `Expected \`history\` to be a History, such as History.fromEvents(events) or recorder.history(), got ${describeValue(history, LONGEST)}`,
  );
}

/** @throws TypeError if it is not a model */
export function checkedModel<State>(model: Model<State>): Model<State> {
  const problem = problemOf(model);
  if (problem === null) return model;
  throw new TypeError(`Expected \`model\` to be a model, such as models.register(), got ${problem}`);
}

/** What is given in place of a model, as the end of a sentence; null if it is one. */
export function problemOf(given: unknown): string | null {
  const shown = describeValue(given, LONGEST);
  if (typeof given === 'function') return `${shown}; call it to get a model`;
  if (typeof given !== 'object' || given === null) return shown;
  const { name, init, step } = given as Partial<Model>;
  if (typeof name !== 'string') return `${shown}, which has no \`name\``;
  if (typeof init !== 'function') return `${shown}, which has no function \`init\``;
  return typeof step === 'function' ? null : `${shown}, which has no function \`step\``;
}

const LONGEST = 100;
