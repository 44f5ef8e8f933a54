// Which polynomial check a model may be tried with.

import type { Model } from '../../models/model';
import { appendRegisterCheck } from './append-register';
import type { PolynomialCheck } from './polynomial';
import { priorityQueueCheck } from './priority-queue';
import { queueCheck } from './queue';
import { registerCheck } from './register';
import { stackCheck } from './stack';

export type { PolynomialCheck, PolynomialOutcome } from './polynomial';

const CHECKS: { readonly [Structure in NonNullable<Model['structure']>]?: PolynomialCheck } = {
  register: registerCheck,
  'append-register': appendRegisterCheck,
  queue: queueCheck,
  stack: stackCheck,
  'priority-queue': priorityQueueCheck,
};

/** The check for a model's structure; undefined if there is none. It declines histories that are not of its kind. */
export function polynomialCheckFor(model: Model): PolynomialCheck | undefined {
  return model.structure === undefined ? undefined : CHECKS[model.structure];
}
