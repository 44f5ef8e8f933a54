// Collects anomalies while the passes run: a limited number of each kind, all of them counted.

import type { Operation } from '../history/operation';
import { ANOMALY_NAMES, type Anomaly, type AnomalyName, levelsForbidding } from './anomaly';
import type { DependencyCycle } from './cycle';
import { type IsolationLevel, levelsViolatedWith } from './level';

export class Findings {
  readonly #anomalies = new Map<AnomalyName, Anomaly[]>();
  readonly #counts = new Map<AnomalyName, number>();
  /** Searches that were given up: sentences. */
  readonly undecided = new Set<string>();
  /** Keys that could not be looked at, and why: sentences. */
  readonly leftOut: string[] = [];

  constructor(
    /** Anomalies of one name that are kept with their texts. */
    private readonly limit: number,
  ) {}

  /** @param describe makes the text and the transactions; not called for anomalies beyond the limit */
  add(name: AnomalyName, describe: () => { text: string; operations: readonly Operation[] }): void {
    this.#enter(name, this.#isWanted(name) ? { name, alias: null, cycle: null, ...describe() } : null);
  }

  addCycle(name: AnomalyName, alias: string | null, describe: () => DependencyCycle): void {
    if (!this.#isWanted(name)) {
      this.#enter(name, null);
      return;
    }
    const cycle = describe();
    const text = cycle.edges.map((edge) => edge.text).join('; ');
    this.#enter(name, { name, alias, text, operations: cycle.nodes.map((node) => node.operation), cycle });
  }

  has(name: AnomalyName): boolean {
    return this.#counts.has(name);
  }

  /** In the order of what they break. */
  all(): Anomaly[] {
    return ANOMALY_NAMES.flatMap((name) => this.#anomalies.get(name) ?? []);
  }

  counts(): ReadonlyMap<AnomalyName, number> {
    return this.#counts;
  }

  violated(): readonly IsolationLevel[] {
    return levelsViolatedWith([...this.#counts.keys()].flatMap((name) => levelsForbidding(name)));
  }

  #isWanted(name: AnomalyName): boolean {
    return (this.#counts.get(name) ?? 0) < this.limit;
  }

  /** Counts and keeps at once: a timeout may end the check while an anomaly is being described. */
  #enter(name: AnomalyName, anomaly: Anomaly | null): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    if (anomaly === null) return;
    const kept = this.#anomalies.get(name);
    if (kept) kept.push(anomaly);
    else this.#anomalies.set(name, [anomaly]);
  }
}
