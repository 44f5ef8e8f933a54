// Linearizability of a whole history: its parts take turns that double, so that a hard part never hides a violation in an easy one.

import { type Budget, type BudgetOptions, resolveBudget } from '../budget';
import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import { ModelError } from '../models/model-error';
import type { CheckResult } from '../result';
import { type ResumableCheck, SLICE } from '../resumable';
import { describeValue } from '../values/describe';
import { watched } from '../watchdog';
import { LinearizabilityResult } from './linearizability-result';
import { forget, partition } from './make-part';
import { mergeOrders } from './merge-orders';
import { PartCheck } from './part-check';

export class LinearizabilityCheck implements ResumableCheck {
  private readonly budget: Budget;
  private readonly deadline: number;
  private readonly parts: readonly PartCheck[];
  /** Parts that are not decided, in the order of their turns. */
  private waiting: PartCheck[];
  /** The first part whose memory has ended. */
  private exhausted: PartCheck | null = null;
  /** Whose turn it is among `waiting`, how long a turn is, and what is left of it. */
  private next = 0;
  private turn = SLICE;
  private left = SLICE;
  private configurations = 0;
  /** Bytes of all tables now, and at most. */
  private memory = 0;
  private peak = 0;
  private result: CheckResult | null = null;

  /** @throws RangeError or TypeError if an option cannot be used, ModelError if `partition` throws */
  constructor(
    operations: readonly Operation[],
    private readonly model: Model,
    options: BudgetOptions,
  ) {
    this.budget = resolveBudget(options);
    const { timeout } = this.budget;
    this.deadline = timeout === Number.POSITIVE_INFINITY ? timeout : performance.now() + timeout;
    this.parts = partition(operations, model).map((part) => new PartCheck(part));
    this.waiting = [...this.parts];
  }

  /** @throws ModelError if the model breaks the rules of the interface */
  run(configurations = Number.POSITIVE_INFINITY): CheckResult | null {
    const { deadline } = this;
    const remaining = deadline === Number.POSITIVE_INFINITY ? deadline : deadline - performance.now();
    try {
      const outcome = watched(remaining, () => this.takeTurns(this.configurations + configurations));
      if (outcome.ended) return outcome.result;
    } catch (error) {
      if (error instanceof ModelError) for (const { history } of this.parts) forget(history.model);
      throw error;
    }
    return this.interrupted();
  }

  private takeTurns(end: number): CheckResult | null {
    while (this.result === null) {
      const stop = this.whyStop();
      if (stop !== null) this.giveUp(stop);
      else if (this.configurations >= end && end > 0) return null;
      else this.takeTurn(end - this.configurations);
    }
    return this.result;
  }

  private takeTurn(allowed: number): void {
    const part = this.waiting[this.next] as PartCheck;
    const { maxConfigurations, maxMemory } = this.budget;
    const limit = Math.min(this.left, SLICE, Math.max(1, allowed), maxConfigurations - this.configurations);
    const before = part.configurations;
    const tables = part.memory;
    const verdict = part.run(limit, maxMemory - (this.memory - tables));
    const visited = part.configurations - before;
    this.configurations += visited;
    this.left -= visited;
    this.memory += part.memory - tables;
    if (this.memory > this.peak) this.peak = this.memory;
    if (verdict === 'violation') this.fail(part);
    else if (verdict !== 'more') this.decided(part, verdict);
    else if (this.left <= 0) this.pass();
  }

  /** The part leaves the round: it is fine, or its memory has ended. */
  private decided(part: PartCheck, verdict: 'ok' | 'memory'): void {
    if (verdict === 'memory') this.exhausted ??= part;
    this.memory -= part.memory;
    part.release();
    this.waiting[this.next] = part;
    this.pass();
  }

  private pass(): void {
    this.left = this.turn;
    if (++this.next < this.waiting.length) return;
    this.next = 0;
    this.waiting = this.waiting.filter(({ verdict }) => verdict === 'more');
    if (this.waiting.length > 0) {
      this.turn *= 2;
      this.left = this.turn;
    } else if (this.exhausted !== null) {
      this.giveUp(`the memory budget of ${this.budget.maxMemory} bytes has ended (maxMemory)`);
    } else {
      this.succeed();
    }
  }

  private whyStop(): string | null {
    const { maxConfigurations, signal } = this.budget;
    if (this.configurations >= maxConfigurations) {
      return `the budget of ${maxConfigurations} configurations has ended (maxConfigurations)`;
    }
    if (signal?.aborted) return `the check was aborted: ${describeValue(signal.reason)}`;
    if (this.deadline !== Number.POSITIVE_INFINITY && performance.now() >= this.deadline) return this.timeoutReason();
    return null;
  }

  private timeoutReason(): string {
    return `the timeout of ${this.budget.timeout} ms has passed`;
  }

  private interrupted(): CheckResult {
    const part = this.waiting[this.next] as PartCheck;
    const step = part.runningStep;
    forget(part.history.model);
    const during = step === null ? '' : ` while the model was at ${step}: its \`step\` may never return`;
    this.giveUp(`${this.timeoutReason()}${during}`, step === null);
    return this.result as unknown as CheckResult;
  }

  private succeed(): void {
    this.conclude('ok', null, 'an order that explains every result was found and replayed', true);
  }

  private fail(part: PartCheck): void {
    this.conclude('violation', part, part.pattern?.text ?? 'no order of the operations explains every result', true);
  }

  private giveUp(why: string, modelAnswers = true): void {
    const part = this.exhausted ?? this.waiting[this.next] ?? null;
    this.conclude('unknown', part, `not decided: ${why}`, modelAnswers);
  }

  private conclude(
    verdict: CheckResult['verdict'],
    part: PartCheck | null,
    reason: string,
    modelAnswers: boolean,
  ): void {
    const { model, parts, configurations, peak } = this;
    this.result = new LinearizabilityResult({
      verdict,
      model: model.name,
      reason,
      witness: verdict === 'ok' ? mergeOrders(parts.map(({ order }) => order)) : null,
      part: part?.history ?? null,
      furthest: part?.furthest ?? null,
      partition: parts.length === 1 ? undefined : part?.history.key,
      pattern: part?.pattern ?? null,
      modelAnswers,
      statistics: { method: methodOf(part, parts), configurations, partitions: parts.length, memory: peak },
    });
  }
}

/** Of the part that decided, or what most of the parts have in common. */
function methodOf(part: PartCheck | null, parts: readonly PartCheck[]): string {
  if (part !== null) return part.method;
  if (parts.length === 1) return (parts[0] as PartCheck).method;
  const methods = [...new Set(parts.map(({ method }) => method))];
  return methods.join(', ');
}
