// What has to be true for a latent finding to become a failure: the awaits that would have to be slow.

import type { LateOperation } from './late-operations';
import { fileAndLine } from './site-lookup';

const MOST_NAMED = 3;

/** "If `MemoryRepo.get` at src/repo.ts:8 ever waits for I/O, this failure can happen." */
export function latentSentence(late: readonly LateOperation[]): string {
  const names = [...new Set(late.map(nameOf))];
  if (names.length === 0) return 'If an await in this code ever waits for I/O, this failure can happen.';
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  const list = more > 0 ? [...shown, `${more} more`] : shown;
  const subject = list.length === 1 ? list[0] : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
  return `If ${subject} ever ${list.length === 1 ? 'waits' : 'wait'} for I/O, this failure can happen.`;
}

function nameOf({ function: name, operation, site }: LateOperation): string {
  const what = name || operation || 'an await';
  return `\`${what}\`${site === '' ? '' : ` at ${fileAndLine(site)}`}`;
}
