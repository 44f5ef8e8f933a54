// A strategy that keeps something from schedule to schedule serves one model: two models need two of them.

import type { ResolvedOptions } from './options';

/** Whether `strategy` is one object that cannot explore two models. */
export function servesOneModel({ strategy }: Pick<ResolvedOptions, 'strategy'>): boolean {
  return typeof strategy === 'object' && strategy.memory !== 'none';
}

/** What is said where the model `auto` is explored with such an object: null if it is not. */
export function oneModelWarning(options: ResolvedOptions): string | null {
  const { model, latent, strategy } = options;
  if (model !== 'auto' || latent === 'off' || typeof strategy !== 'object' || !servesOneModel(options)) return null;
  return (
    `The model await was not explored: \`strategy\` is one object ('${strategy.name}'), and each model needs a strategy of its own. Pass a function ` +
    "that makes one (`strategy: () => new Mine()`), choose `model: 'host'`, or give it `memory = 'none'` if it keeps nothing from one schedule to " +
    'the next.'
  );
}
