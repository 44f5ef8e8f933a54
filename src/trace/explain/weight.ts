// How likely a race is the cause of the failure: by its kind, and by what else is known about the failure.

import type { Site } from '../../engine/sites';
import type { CriticalPair } from '../trace';
import type { RaceCandidate } from './race';
import { isBinding } from './shared-places';

export interface ExplainHints {
  /** The critical pair: a race between its tasks is the likelier cause. */
  readonly critical?: CriticalPair | null;
  /** The failure's message: a race on state that it mentions is the likelier cause. */
  readonly message?: string;
  /** The file of the test. Its body runs once, so its bindings are not those of several calls. */
  readonly testFile?: string;
  /** The step in which the run failed: a race that ends there is the likelier cause. */
  readonly failStep?: number;
  /** Name only races that explain the failure by themselves. A mere conflict does not explain a deadlock, for example. */
  readonly strong?: boolean;
}

/** Weight from which on a race explains a failure by itself. */
const STRONG = 20;

/** The weight of a candidate; null if it should not be named at all. */
export function weightOf(
  candidate: RaceCandidate,
  hints: ExplainHints,
  siteOf: (id: number) => Site | undefined,
): number | null {
  const own = candidate.weight - (mayBeSeveralBindings(candidate, hints, siteOf) ? 20 : 0);
  if (own <= 0 || (hints.strong && own < STRONG)) return null;
  const { critical, message, failStep } = hints;
  const tasks = new Set(candidate.accesses.map((access) => access.task));
  const isCritical = critical && tasks.has(critical.failing.task) && tasks.has(critical.passing.task);
  const endsInFailStep = failStep !== undefined && candidate.accesses.at(-1)?.step === failStep;
  return own + (isCritical ? 10 : 0) + (endsInFailStep ? 10 : 0) + (message && isMentioned(candidate, message) ? 5 : 0);
}

/** Bindings of functions are recorded by name: those of several calls look like one. */
function mayBeSeveralBindings(
  { accesses }: RaceCandidate,
  { testFile }: ExplainHints,
  siteOf: (id: number) => Site | undefined,
): boolean {
  const [access] = accesses;
  return (
    access !== undefined && isBinding(access) && access.key.includes('@') && siteOf(access.site)?.file !== testFile
  );
}

function isMentioned({ accesses }: RaceCandidate, message: string): boolean {
  const name = /(\w{3,})\W*$/.exec(accesses[0]?.name ?? '')?.[1];
  return name !== undefined && new RegExp(`\\b${name}\\b`, 'i').test(message);
}
