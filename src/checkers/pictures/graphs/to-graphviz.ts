// A cycle in Graphviz's language, for `dot -Tsvg`.

import { type GraphSource, graphOf, nodeLines } from './graph';

/**
 * Nodes are operations, edges carry their kind and, as a tooltip, the sentence.
 * @param source a cycle of dependencies, or the pattern of a result
 * @returns a digraph
 */
export function toGraphviz(source: GraphSource): string {
  const { nodes, edges } = graphOf(source);
  const lines = ['digraph cycle {', '  rankdir=LR;', '  node [shape=box, style=rounded, fontname="monospace"];'];
  for (const [number, node] of nodes.entries())
    lines.push(`  n${number} [label=${quoted(nodeLines(node).join('\n'))}];`);
  for (const { from, to, kind, text } of edges) {
    const style = kind === 'process' || kind === 'realtime' ? ', style=dashed' : '';
    lines.push(`  n${from} -> n${to} [label=${quoted(kind)}, tooltip=${quoted(text === '' ? kind : text)}${style}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

/** Backslashes first: `\N` and the like have a meaning of their own. */
function quoted(text: string): string {
  const safe = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/\r?\n|\r/g, '\\n');
  return `"${safe.replaceAll('\0', '\\\\0')}"`;
}
