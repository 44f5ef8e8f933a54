// Runs the passes of a check within its budget: what ends them early is a reason for `unknown`, and what they found until then stands.

import { describeValue } from '../values/describe';
import { watched } from '../watchdog';
import { Allowance, BudgetEnded } from './allowance';
import { Findings } from './findings';
import type { IsolationLevel } from './level';
import { resolveOptions, type TransactionOptions } from './options';
import { type Proof, resultOf, type TransactionResult } from './result';

export interface Passes {
  /** What the history is about. */
  readonly model: string;
  /** Adds what it finds to the findings. @returns a proof that the level holds, or null */
  run(level: IsolationLevel, findings: Findings, allowance: Allowance): Proof | null;
}

/** @throws RangeError or TypeError naming the option that cannot be used, and what the passes throw */
export function withinBudget(options: TransactionOptions, { model, run }: Passes): TransactionResult {
  const { level, maxAnomalies, budget } = resolveOptions(options);
  const findings = new Findings(maxAnomalies);
  const allowance = new Allowance(budget.maxConfigurations, budget.maxMemory);
  const proof = attempt();
  return resultOf({ ...allowance.statistics, level, findings, proof, model });

  function attempt(): Proof | null {
    // The passes do not give way to the event loop, so that a signal cannot come while they run.
    if (budget.signal?.aborted) return ended(`the check was aborted: ${describeValue(budget.signal.reason)}`);
    try {
      const outcome = watched(budget.timeout, () => run(level, findings, allowance));
      return outcome.ended ? outcome.result : ended(`the timeout of ${budget.timeout} ms has passed`);
    } catch (error) {
      if (error instanceof BudgetEnded) return ended(error.message);
      throw error;
    }
  }

  function ended(why: string): null {
    findings.undecided.add(why);
    return null;
  }
}
