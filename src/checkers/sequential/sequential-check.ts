// One check for sequential consistency under way: what is known without a search, then the search under its budgets.

import type { Budget } from '../budget';
import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import type { CheckResult, Pattern, Verdict } from '../result';
import { type ResumableCheck, SLICE } from '../resumable';
import { describeValue } from '../values/describe';
import { watched } from '../watchdog';
import { demandWitness } from '../witness';
import { PositionSearch } from './position-search';
import { registerKnowledge } from './register-knowledge';
import { type StateSystem, stateSystem } from './state-system';
import { stuckState } from './stuck-state';
import { type Threads, threadsOf } from './threads';

const METHOD = 'search over positions';

/** Configurations between two looks at the clock. */
const LOOK = 64;

export class SequentialCheck implements ResumableCheck {
  private readonly threads: Threads;
  private readonly deadline: number;
  private system: StateSystem | null = null;
  private search: PositionSearch | null = null;
  /** Bytes of the tables beside the search's, and of all at their largest. */
  private known = 0;
  private peak = 0;
  private result: CheckResult | null = null;

  /** @throws HistoryError if a process has two operations open at once */
  constructor(
    private readonly operations: readonly Operation[],
    private readonly model: Model,
    private readonly budget: Budget,
  ) {
    const { timeout } = budget;
    this.deadline = timeout === Number.POSITIVE_INFINITY ? timeout : performance.now() + timeout;
    this.threads = threadsOf(operations, model);
  }

  /** @throws ModelError if the model breaks the rules of the interface */
  run(configurations = SLICE): CheckResult | null {
    if (this.result !== null) return this.result;
    const { deadline } = this;
    const remaining = deadline === Number.POSITIVE_INFINITY ? deadline : deadline - performance.now();
    const outcome = watched(remaining, () => this.visit(configurations));
    return outcome.ended ? outcome.result : this.interrupted();
  }

  private visit(configurations: number): CheckResult | null {
    const search = this.search ?? this.prepare();
    for (let visited = 0; search !== null && visited < configurations && this.result === null; visited++) {
      const stop = this.whyStop(search, visited % LOOK === 0);
      if (stop !== null) this.conclude('unknown', `not decided: ${stop}`);
      else this.advance(search);
    }
    return this.result;
  }

  private prepare(): PositionSearch | null {
    const { threads, model } = this;
    const system = stateSystem(
      model,
      this.operations.filter(({ outcome }) => outcome !== 'fail'),
    );
    this.system = system;
    const { violation, lookAheads, memory } = registerKnowledge(threads, model, this.budget.maxMemory);
    this.known = memory;
    if (violation) {
      this.conclude('violation', violation.text, null, violation);
      return null;
    }
    this.search = new PositionSearch(threads, system, lookAheads);
    return this.search;
  }

  private advance(search: PositionSearch): void {
    const order = search.advance();
    if (order === undefined) return;
    if (order === null) {
      this.conclude('violation', 'no order that keeps the order of each process explains every result');
      return;
    }
    demandWitness(this.operations, order, this.model, 'process order');
    this.conclude('ok', 'an order that keeps the order of each process was found and replayed', order);
  }

  private whyStop(search: PositionSearch, look: boolean): string | null {
    const { maxConfigurations, maxMemory, timeout, signal } = this.budget;
    const memory = this.known + search.memory;
    if (memory > this.peak) this.peak = memory;
    if (search.configurations >= maxConfigurations) {
      return `the budget of ${maxConfigurations} configurations has ended (maxConfigurations)`;
    }
    if (memory + search.memoryToGrow > maxMemory) {
      return `the memory budget of ${maxMemory} bytes has ended (maxMemory)`;
    }
    if (look && signal?.aborted) return `the check was aborted: ${describeValue(signal.reason)}`;
    if (look && performance.now() >= this.deadline) return `the timeout of ${timeout} ms has passed`;
    return null;
  }

  /** The watchdog has ended a call in its middle: nothing of the search can be relied on. */
  private interrupted(): CheckResult {
    const step = this.system?.runningStep ?? null;
    const during = step === null ? '' : ` while the model was at ${step}: its \`step\` may never return`;
    this.search = null;
    return this.conclude('unknown', `not decided: the timeout of ${this.budget.timeout} ms has passed${during}`);
  }

  private conclude(
    verdict: Verdict,
    reason: string,
    witness: readonly Operation[] | null = null,
    pattern: Pattern | null = null,
  ): CheckResult {
    const { search, threads } = this;
    this.result = {
      verdict,
      criterion: 'sequentially consistent',
      model: this.model.name,
      reason,
      witness,
      partition: undefined,
      stuck: verdict === 'ok' || !search ? null : stuckState(threads, search.deepestOrder(), this.model),
      pattern,
      statistics: {
        method: pattern ? 'polynomial: necessary order' : METHOD,
        configurations: search?.configurations ?? 0,
        partitions: 1,
        memory: this.peak,
      },
    };
    this.search = null;
    return this.result;
  }
}
