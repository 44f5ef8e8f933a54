// Proofs that a history of registers has an isolation level, and proofs by exhaustion that no serial order exists.

import type { Allowance } from '../allowance';
import type { AnomalyName } from '../anomaly';
import { labelOf } from '../explain';
import type { Findings } from '../findings';
import type { OrderBasis } from '../graph/edge-list';
import type { GraphAnalysis } from '../graph-analysis';
import { type IsolationLevel, includedLevels } from '../level';
import { orderNeededBy } from '../order-needed';
import type { Proof } from '../result';
import type { Observations } from './observations';
import { findSerialOrder } from './serial-order';

/** Transactions up to which all serial orders are searched. Above, only those that agree with real time, where few are possible at a time. */
const SEARCHED = 2000;

const EXHAUSTED: readonly AnomalyName[] = ['no-serial-order', 'no-serial-order-process', 'no-serial-order-realtime'];

/** Null if the level is violated (which may be found out here, and is then among the findings), or if nothing can be proved. */
export function proveRegister(
  level: IsolationLevel,
  observations: Observations,
  analysis: GraphAnalysis,
  findings: Findings,
  allowance: Allowance,
): Proof | null {
  if (findings.leftOut.length > 0 || findings.violated().includes(level)) return null;
  if (!includedLevels(level).has('parallel-snapshot-isolation') && !includedLevels(level).has('repeatable-read')) {
    if (findings.undecided.size > 0) return null;
    return { witness: null, text: `${level}: all that it forces into an order has no cycle` };
  }
  const needed = orderNeededBy(level);
  const { table } = observations;
  for (const basis of [2, needed] as const) {
    if (basis < needed || analysis.orderWithin(basis) === null) continue;
    if (basis < 2 && table.operations.length > SEARCHED) continue;
    const { order, exhausted, stuck } = allowance.during(() =>
      findSerialOrder(analysis.graph, observations, basis, allowance),
    );
    if (order !== null) {
      return {
        witness: order.map((t) => table.operations[t]!),
        searched: true,
        text: `${level}: an order of the ${order.length} transactions was found and carried out`,
      };
    }
    if (exhausted) reportExhausted(basis, stuck);
    if (basis === needed) break;
  }
  if (allowance.left < 0)
    findings.undecided.add('the search for a serial order was given up at the limit of maxConfigurations');
  return null;

  function reportExhausted(basis: OrderBasis, stuck: readonly number[]): void {
    const condition = ['', ' that agrees with each process', ' that agrees with real time'][basis];
    const names = stuck.map((t) => labelOf(table, t)).join(', ');
    findings.add(EXHAUSTED[basis] as AnomalyName, () => ({
      text: `all serial orders${condition} were tried: none explains what was read, and the longest leaves no place for ${names}`,
      operations: stuck.map((t) => table.operations[t]!),
    }));
  }
}
