// A small directed graph of operations: what Mermaid and Graphviz are given.

import type { Operation } from '../../history/operation';
import type { Pattern } from '../../result';
import type { DependencyCycle } from '../../transactions/cycle';
import { lookSame } from '../focus';
import { operationLabel } from '../label';

export interface GraphNode {
  readonly title: string;
  readonly operation: Operation;
}

export interface GraphEdge {
  /** Positions in `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  /** A sentence; '' if the kind says it all. */
  readonly text: string;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A cycle of dependencies, or the operations of a pattern. */
export type GraphSource = DependencyCycle | Pattern;

const LONGEST_LABEL = 60;

/** @throws TypeError if it is neither a cycle nor a pattern */
export function graphOf(source: GraphSource): Graph {
  if ('nodes' in source && Array.isArray(source.nodes)) {
    const nodes = source.nodes.map(({ operation, label }) => ({ title: label, operation }));
    return { nodes, edges: source.edges };
  }
  if ('operations' in source && Array.isArray(source.operations)) return graphOfPattern(source.operations);
  throw new TypeError('Expected a cycle of dependencies or the pattern of a result to draw');
}

/** The two lines of a node. */
export function nodeLines({ title, operation }: GraphNode): readonly string[] {
  return [`${title}  process ${operation.process}`, operationLabel(operation, LONGEST_LABEL)];
}

/** Between a pattern's operations: what each process did next, who read what whom had written, and who read before anything was written. */
function graphOfPattern(operations: readonly Operation[]): Graph {
  const edges: GraphEdge[] = [];
  for (const [to, later] of operations.entries()) {
    const before = operations.slice(0, to).findLastIndex(({ process }) => process === later.process);
    if (before >= 0) edges.push({ from: before, to, kind: 'process', text: '' });
    const writer = operations.findIndex((other) => other !== later && isReadBy(other, later));
    if (writer >= 0) edges.push({ from: writer, to, kind: 'wr', text: '' });
    for (const [after, other] of operations.entries()) {
      if (foundNothing(later) && writes(other) && lookSame(other.key, later.key)) {
        edges.push({ from: to, to: after, kind: 'rw', text: '' });
      }
    }
  }
  return { nodes: operations.map((operation) => ({ title: `#${operation.index}`, operation })), edges };
}

function isReadBy(writer: Operation, reader: Operation): boolean {
  const read = isNothing(reader.input) && !isNothing(reader.output);
  return writes(writer) && read && lookSame(writer.key, reader.key) && lookSame(writer.input, reader.output);
}

function writes({ input }: Operation): boolean {
  return !isNothing(input);
}

function foundNothing({ input, output, outcome }: Operation): boolean {
  return outcome === 'ok' && isNothing(input) && isNothing(output);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}
