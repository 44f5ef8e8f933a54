// What the polynomial checks have in common: they decide the history of one object at once, or decline it.

import type { Operation } from '../../history/operation';
import type { Model } from '../../models/model';
import type { Pattern } from '../../result';

/**
 * `ok` with an order of all `ok` and `mismatch` operations and of those `info` ones that took effect; `violation` with the operations that contradict each
 * other; null: the preconditions (distinct values, no unknown results, …) do not hold, so the search has to decide.
 */
export type PolynomialOutcome =
  | { readonly verdict: 'ok'; readonly order: readonly Operation[] }
  | { readonly verdict: 'violation'; readonly pattern: Pattern }
  | null;

/**
 * @param operations of one part of the object, in order of their calls, without `fail` and without pure `info` ones
 * @param model for its initial state
 */
export type PolynomialCheck = (operations: readonly Operation[], model: Model) => PolynomialOutcome;
