// The legend under a text picture: only the signs and words that occur in it.

import type { Operation, Outcome } from '../../history/operation';
import type { Focus } from '../focus';
import type { Glyphs } from './glyphs';
import { packText } from './wrap-text';

const WORDS: { readonly [Name in Outcome]?: string } = {
  mismatch: 'refused: it happened and was refused',
  fail: 'failed: it did not happen',
  info: '? unknown: it may take effect at any later time, or never',
  blocked: 'blocked: it was still waiting at the end',
};

export function legendOf(
  operations: readonly Operation[],
  { named }: Focus,
  faults: boolean,
  glyphs: Glyphs,
  width: number,
): string[] {
  const important = new Set(named.map(({ index }) => index));
  const marked = operations.filter(({ index }) => important.has(index)).length;
  const bar = (fill: string) => glyphs.open + fill.repeat(2) + glyphs.close;
  const parts = [`${bar(glyphs.plain)} from call to return`];
  if (marked > 0 && marked < operations.length) parts.push(`${bar(glyphs.named)} named by the result`);
  for (const [outcome, words] of Object.entries(WORDS)) {
    if (operations.some((operation) => operation.outcome === outcome)) parts.push(words);
  }
  if (faults) parts.push(`${glyphs.faultOpen}${glyphs.fault}${glyphs.faultClose} fault or remark`);
  return packText(parts, width);
}
