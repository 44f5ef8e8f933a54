// Bad patterns as sentences.

import type { Pattern } from '../result';
import { describeOperation } from '../values/describe-operation';
import type { OrderPath } from './order-clocks';
import type { SessionHistory } from './session-history';

/** @param nodes the operations that contradict each other, in any order, repetitions allowed */
export function patternOf(history: SessionHistory, name: string, nodes: readonly number[], text: string): Pattern {
  const numbers = [...new Set(nodes)].sort((a, b) => a - b);
  return { name, text, operations: numbers.map((node) => history.operations[node] as Pattern['operations'][number]) };
}

/** `write 1 (operation 3 of process 0)`. */
export function nameOf(history: SessionHistory, node: number): string {
  const operation = history.operations[node] as Pattern['operations'][number];
  return `${describeOperation(operation)} (operation ${operation.index} of process ${operation.process})`;
}

/** `a, then in the same process b, then c, which read it, then d, because …`. */
export function describePath(history: SessionHistory, { nodes, reasons }: OrderPath): string {
  const steps = nodes.slice(1).map((node, index) => {
    const reason = reasons[index];
    if (reason === 'session') return `then in the same process ${nameOf(history, node)}`;
    if (reason === 'read') return `then ${nameOf(history, node)}, which found its value`;
    if (reason === 'found') return `then ${nameOf(history, node)}, whose process had found its value`;
    return `then ${nameOf(history, node)}, because of what ${nameOf(history, reason as number)} found`;
  });
  return [nameOf(history, nodes[0] as number), ...steps].join(', ');
}

/** The operations of a path and the reads that are its reasons. */
export function nodesOf({ nodes, reasons }: OrderPath): number[] {
  return [...nodes, ...reasons.filter((reason) => typeof reason === 'number')];
}
