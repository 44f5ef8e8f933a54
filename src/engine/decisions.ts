// The log of decisions: integers in a preallocated array (the hot loop makes no object per decision), and the rolling hashes that
// tell schedules apart.

import { logEvent } from './event-log';
import { imul, isInteger } from './natives';
import { operationAt } from './place';
import { strategyFailed, world } from './world';

/** Indices into DECISION_KINDS. */
export const PICK = 0;
export const LATE = 1;
export const CHOOSE = 2;
export const NATIVE = 3;

class DecisionLog {
  entries = new Int32Array(3 * 1024);
  length = 0;
  high = 0;
  low = 0;
  /** Called after each decision while a replay records or checks; null in bulk iterations. */
  observer: ((kind: number, options: number, choice: number, site: number) => void) | null = null;

  reset(): void {
    this.length = 0;
    this.high = 0x9e3779b9 | 0;
    this.low = 0x7f4a7c15 | 0;
  }

  /** Mixes an integer into both hashes. */
  mix(value: number): void {
    const high = imul(this.high ^ value, 0x85ebca6b);
    this.high = high ^ (high >>> 15);
    this.low = (imul(this.low, 31) + value) ^ (high >>> 9);
  }

  /** 53 bits of hash over everything mixed in since `reset`. */
  get hash(): number {
    return (this.high >>> 0) * 0x200000 + ((this.low >>> 0) & 0x1fffff);
  }

  copy(): number[] {
    return Array.from(this.entries.subarray(0, this.length));
  }
}

export const decisionLog = new DecisionLog();

/**
 * Logs a decision.
 * @param site identifies the chosen operation (its site), so that equal choices at different places hash differently
 */
export function noteDecision(kind: number, options: number, choice: number, site: number): void {
  const log = decisionLog;
  if (log.length + 3 > log.entries.length) {
    const larger = new Int32Array(log.entries.length * 2);
    larger.set(log.entries);
    log.entries = larger;
  }
  const { entries, length } = log;
  entries[length] = kind;
  entries[length + 1] = options;
  entries[length + 2] = choice;
  log.length = length + 3;
  log.mix((kind << 28) ^ (choice << 20) ^ (options << 12) ^ site);
  if (log.observer !== null) log.observer(kind, options, choice, site);
}

/** A data choice in [0, n) by the strategy. */
export function dataChoice(n: number): number {
  let choice: number;
  try {
    choice = world.strategy.choose(n, operationAt('operation', world.site));
    if (!isInteger(choice) || choice < 0 || choice >= n)
      throw new RangeError(
        `Strategy '${world.strategy.name}' chose ${String(choice)} among ${n} values; choose(n) must return an integer from 0 to n - 1.`,
      );
  } catch (error) {
    strategyFailed(error);
    return 0;
  }
  world.picks++;
  world.choices++;
  noteDecision(CHOOSE, n, choice, world.site);
  if (world.events !== null) logEvent({ type: 'choose', step: world.steps, site: world.site, options: n, choice });
  return choice;
}
