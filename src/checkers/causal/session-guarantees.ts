// Session guarantees of registers and maps: what a client may rely on although it is served by different replicas.

import { type BudgetOptions, resolveBudget } from '../budget';
import type { History } from '../history/history';
import type { CheckResult, Pattern, Verdict } from '../result';
import { orderOrPattern } from './causal-consistency';
import { describePath, nameOf, nodesOf, patternOf } from './explain';
import { findCycle } from './find-cycle';
import { SESSION_GUARANTEES, type SessionGuarantee } from './guarantee';
import type { OrderPath } from './order-clocks';
import { readWriteHistory } from './read-write-history';
import type { SessionHistory } from './session-history';
import { tooLarge, undecided, verdictOf } from './verdict';
import { VisibilityGraph } from './visibility-graph';
import { VisibleWrites } from './visible-writes';

export interface SessionGuaranteesOptions extends Pick<BudgetOptions, 'maxMemory'> {
  /** Which ones. Default: all four. */
  readonly guarantees?: readonly SessionGuarantee[];
  /** What keys hold at first. Default: nothing (reads give null or undefined). */
  readonly initial?: unknown;
}

export interface SessionGuaranteesResult {
  /** Of all together. */
  readonly verdict: Verdict;
  /** Of each alone, in the order in which they were asked for. */
  readonly guarantees: readonly (CheckResult & { readonly guarantee: SessionGuarantee })[];
  /** Of all together, with one order of the writes: may be a violation although each alone is kept. All four together are causal convergence (CCv). */
  readonly together: CheckResult;
}

/**
 * Checks the session guarantees of Terry et al. (Session guarantees for weakly consistent replicated data, PDIS 1994), each alone and all together. A session is a
 * process. A guarantee is kept if there are one order of all writes and for each read a set of writes that was visible to it, as the guarantee demands, such that each read found the last
 * visible write of its key. What holds for operations, values, `initial`, unknown writes and `unknown` verdicts is as in `checkCausal`.
 *
 * Read your writes alone does not say that a session's writes stay in order: writing 1, then 2, then reading 1 forever keeps it, if 2 is ordered before 1. That breaks
 * it together with monotonic writes.
 *
 * Time O(n k log n), memory O(n k) for n operations of k processes.
 * @throws HistoryError if a process has two operations open at once; RangeError for a guarantee that there is not
 */
export function checkSessionGuarantees(
  history: History,
  options: SessionGuaranteesOptions = {},
): SessionGuaranteesResult {
  const asked = options.guarantees ?? SESSION_GUARANTEES;
  for (const name of asked) {
    if (!SESSION_GUARANTEES.includes(name)) {
      throw new RangeError(`Expected \`guarantees\` to be of ${SESSION_GUARANTEES.join(', ')}, got ${String(name)}`);
    }
  }
  const { maxMemory } = resolveBudget({ maxMemory: options.maxMemory });
  const sessions = readWriteHistory(history, options.initial);
  const check = (guarantees: readonly SessionGuarantee[]) => judge(sessions, guarantees, maxMemory);
  const together = check(asked);
  const guarantees = asked.map((guarantee) => ({ guarantee, ...check([guarantee]) }));
  return { verdict: together.verdict, guarantees, together };
}

function judge(
  history: SessionHistory | string,
  guarantees: readonly SessionGuarantee[],
  maxMemory: number,
): CheckResult {
  const criterion = guarantees.map((name) => name.replaceAll('-', ' ')).join(', ');
  if (typeof history === 'string') return undecided(criterion, history);
  const memory = VisibleWrites.bytesFor(history);
  if (memory > maxMemory) return undecided(criterion, tooLarge(history, memory));
  return verdictOf(criterion, violation(history, guarantees), memory);
}

function violation(history: SessionHistory, guarantees: readonly SessionGuarantee[]): Pattern | null {
  const order = orderOrPattern(history);
  const isOrder = 'length' in order;
  if (!isOrder && (order.name === 'ThinAirRead' || guarantees.includes('writes-follow-reads'))) return order;
  const visible = new VisibleWrites(history, guarantees, isOrder ? order : history.operations.keys());
  const graph = new VisibilityGraph(history, visible, guarantees);
  if (graph.hidden) {
    const { read, write } = graph.hidden;
    const text = `${nameOf(history, read)} found the initial value, although ${nameOf(history, write)} must be visible to it`;
    return patternOf(history, 'write not visible', [write, read], text);
  }
  const cycle = findCycle(graph.size, (node) => graph.before(node));
  if (!cycle) return null;
  const path = writesOnly(cycle, history.operations.length);
  return patternOf(
    history,
    'no order of the writes',
    nodesOf(path),
    `No order of the writes fits all reads: ${describePath(history, path)}`,
  );
}

/** Leaves out the nodes that stand for several writes. The reason of a step is that of its last part. */
function writesOnly({ nodes, reasons }: OrderPath, operations: number): OrderPath {
  const start = nodes.findIndex((node) => node < operations);
  const turned = [...nodes.slice(start), ...nodes.slice(1, start + 1)];
  const turnedReasons = [...reasons.slice(start), ...reasons.slice(0, start)];
  const kept = turned.flatMap((node, index) => (node < operations ? [index] : []));
  return {
    nodes: kept.map((index) => turned[index] as number),
    reasons: kept.slice(1).map((index) => turnedReasons[index - 1] as OrderPath['reasons'][number]),
  };
}
