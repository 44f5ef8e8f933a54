// The result of a linearizability check. Where the search got stuck is only worked out when somebody asks.

import type { Operation } from '../history/operation';
import type { CheckResult, CheckStatistics, Pattern, StuckState, Verdict } from '../result';
import type { FurthestPoint } from './just-in-time';
import type { PartHistory } from './make-part';
import { stuckStateOf } from './stuck-state';

interface Conclusion {
  readonly verdict: Verdict;
  readonly model: string;
  readonly reason: string;
  readonly witness: readonly Operation[] | null;
  /** The part that failed or was not decided; null if all is well. */
  readonly part: PartHistory | null;
  /** How far the searches of that part got. */
  readonly furthest: FurthestPoint | null;
  readonly partition: unknown;
  readonly pattern: Pattern | null;
  /** False if the model's `step` did not return: then it is not asked again. */
  readonly modelAnswers: boolean;
  readonly statistics: CheckStatistics;
}

export class LinearizabilityResult implements CheckResult {
  readonly verdict: Verdict;
  readonly criterion = 'linearizable';
  readonly model: string;
  readonly reason: string;
  readonly witness: readonly Operation[] | null;
  readonly partition: unknown;
  readonly pattern: Pattern | null;
  readonly statistics: CheckStatistics;
  readonly #part: PartHistory | null;
  readonly #furthest: FurthestPoint | null;
  #stuck: StuckState | null | undefined;

  constructor({
    verdict,
    model,
    reason,
    witness,
    part,
    furthest,
    partition,
    pattern,
    modelAnswers,
    statistics,
  }: Conclusion) {
    this.verdict = verdict;
    this.model = model;
    this.reason = reason;
    this.witness = witness;
    this.partition = partition;
    this.pattern = pattern;
    this.statistics = statistics;
    this.#furthest = furthest;
    this.#part = modelAnswers ? part : null;
  }

  /** The furthest point of a search; for a violation found by pattern, of a search that is made now. */
  get stuck(): StuckState | null {
    if (this.#stuck === undefined) this.#stuck = this.#part === null ? null : stuckStateOf(this.#part, this.#furthest);
    return this.#stuck;
  }

  /** Of a violation: whether a search has proved that no order passes the return at which it is stuck. */
  get stuckIsProven(): boolean {
    return this.#furthest !== null;
  }

  /** The part of the history that failed or was not decided; null if all is well. */
  get part(): PartHistory | null {
    return this.#part;
  }

  toJSON(): CheckResult {
    const { verdict, criterion, model, reason, witness, partition, stuck, pattern, statistics } = this;
    return { verdict, criterion, model, reason, witness, partition, stuck, pattern, statistics };
  }
}
