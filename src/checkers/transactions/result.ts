// What a transactional check comes to.

import type { Operation } from '../history/operation';
import type { CheckResult } from '../result';
import type { Anomaly, AnomalyName } from './anomaly';
import { levelsForbidding } from './anomaly';
import type { Findings } from './findings';
import { ISOLATION_LEVELS, type IsolationLevel, includedLevels, strongestOf, weakestOf } from './level';

/**
 * `ok` is a proof that the history has the level, `violation` one that it has not. If no anomaly was found but nothing was proved either, the verdict
 * is `unknown` and `anomalies` is empty.
 */
export interface TransactionResult extends CheckResult {
  /** The level that was demanded. */
  readonly level: IsolationLevel;
  /** What was found, also what the level allows, at most `maxAnomalies` of each name; the most basic first. */
  readonly anomalies: readonly Anomaly[];
  /** How many there are of each name, also of those that are not described. */
  readonly anomalyCounts: Readonly<Partial<Record<AnomalyName, number>>>;
  /** The weakest levels that are violated. */
  readonly weakestViolated: readonly IsolationLevel[];
  /** The strongest levels that no anomaly rules out. Not ruled out is not proved. */
  readonly strongestPossible: readonly IsolationLevel[];
}

/** A proof that the level holds: a serial order, or null if the proof is another one. */
export interface Proof {
  readonly witness: readonly Operation[] | null;
  /** Whether the serial order was searched for. */
  readonly searched?: boolean;
  /** As a sentence. */
  readonly text: string;
}

export interface Outcome {
  readonly level: IsolationLevel;
  readonly findings: Findings;
  readonly proof: Proof | null;
  /** What the history is about. */
  readonly model: string;
  /** Nodes and edges looked at. */
  readonly configurations: number;
  readonly memory: number;
}

export function resultOf({ level, findings, proof, model, configurations, memory }: Outcome): TransactionResult {
  const anomalies = findings.all();
  const violated = findings.violated();
  const culprit = anomalies.find(({ name }) => forbids(level, name)) ?? null;
  const verdict = culprit ? 'violation' : proof ? 'ok' : 'unknown';
  return {
    verdict,
    criterion: level,
    model,
    reason: culprit ? reasonOf(level, culprit) : proof ? proof.text : undecided(level, findings),
    witness: verdict === 'ok' ? (proof?.witness ?? null) : null,
    partition: undefined,
    stuck: null,
    pattern: culprit && {
      name: titleOf(culprit),
      text: culprit.text,
      operations: [...culprit.operations].sort((a, b) => a.index - b.index),
    },
    statistics: { method: methodOf(proof), configurations, partitions: 1, memory },
    level,
    anomalies,
    anomalyCounts: Object.fromEntries(findings.counts()),
    weakestViolated: weakestOf(violated),
    strongestPossible: strongestOf(ISOLATION_LEVELS.filter((possible) => !violated.includes(possible))),
  };
}

function methodOf(proof: Proof | null): string {
  return proof?.searched ? 'dependency graph, serial order' : 'dependency graph';
}

/** Whether a level forbids an anomaly. */
function forbids(level: IsolationLevel, name: AnomalyName): boolean {
  return levelsForbidding(name).some((forbidding) => includedLevels(level).has(forbidding));
}

function titleOf({ name, alias }: Anomaly): string {
  return alias ? `${name} (${alias})` : name;
}

function reasonOf(level: IsolationLevel, anomaly: Anomaly): string {
  return `not ${level}: ${titleOf(anomaly)}: ${anomaly.text}`;
}

function undecided(level: IsolationLevel, findings: Findings): string {
  const more = findings.leftOut.length - SHOWN;
  const left = [...findings.leftOut.slice(0, SHOWN), ...(more > 0 ? [`${more} more such keys`] : [])];
  const reasons = [...left, ...findings.undecided];
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  return `no anomaly was found that ${level} forbids, which is no proof that there is none${why}`;
}

/** Keys that were left out and are named. */
const SHOWN = 3;
