// A cycle as a Mermaid flowchart, which Markdown viewers draw.

import { type GraphSource, graphOf, nodeLines } from './graph';

/** What can stand in a quoted label as it is. Everything else is written as an entity: quotes, `#`, tags, and what Markdown would take as a list. */
const PLAIN = /[^\p{L}\p{N} _,()=[\]{}:/]/gu;

/**
 * Nodes are operations, edges carry their kind (`ww`, `wr`, `rw`, `process`, `realtime`).
 * @param source a cycle of dependencies, or the pattern of a result
 * @returns Mermaid's text, to be put into a fenced block
 */
export function toMermaid(source: GraphSource): string {
  const { nodes, edges } = graphOf(source);
  const lines = ['flowchart LR'];
  for (const [number, node] of nodes.entries()) {
    lines.push(`  n${number}["${nodeLines(node).map(escaped).join('<br/>')}"]`);
  }
  for (const { from, to, kind, text } of edges) {
    const label = [kind, text].filter((part) => part !== '').map(escaped);
    lines.push(`  n${from} -->|"${label.join('<br/>')}"| n${to}`);
  }
  return `${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(PLAIN, (character) => `#${character.codePointAt(0)};`);
}
