// Which polynomial check a model may be tried with. A folder per object; `blocks` is what the registers share, `containers` what queues and stacks do.

import type { Model } from '../../models/model';
import { appendRegisterCheck } from './append-register/append-register';
import type { PolynomialCheck } from './polynomial';
import { priorityQueueCheck } from './priority-queue/priority-queue';
import { queueCheck } from './queue/queue';
import { registerCheck } from './register/register';
import { stackCheck } from './stack/stack';

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
