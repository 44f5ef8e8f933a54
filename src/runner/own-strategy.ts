// A strategy that keeps something from schedule to schedule serves one model: two models need two of them.

import type { ResolvedOptions } from './options';
import { Plan } from './plan';
import { OptionError } from './validate';

/** @throws OptionError if one object would have to explore two models */
export function refuseSharedStrategy(options: ResolvedOptions): void {
  const { strategy, model } = options;
  if (typeof strategy !== 'object' || strategy.memory === 'none' || new Plan(options).models.length === 1) return;
  throw new OptionError(
    `\`strategy\` is one object ('${strategy.name}'), but the model '${model}' explores two models, each with a strategy of its own. Pass a ` +
      "function that makes one (`strategy: () => new Mine()`), choose `model: 'host'`, or give it `memory = 'none'` if it keeps nothing from one " +
      'schedule to the next.',
    'strategy',
  );
}
