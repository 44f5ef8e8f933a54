// What has to be true for a latent finding to become a failure: the awaits that would have to be slow, and the answers that would have to come
// some microtasks later.

import type { LateOperation } from './late-operations';
import { fileAndLine } from './site-lookup';

const MOST_NAMED = 3;

/** "If `MemoryRepo.get` at src/repo.ts:8 ever waits for I/O, this failure can happen." */
export function latentSentence(late: readonly LateOperation[]): string {
  const clauses = [
    clause(
      late.filter(({ microtasks }) => microtasks === 0),
      'waits for I/O',
      'wait for I/O',
    ),
    clause(
      late.filter(({ microtasks }) => microtasks > 0),
      'answers some microtasks later',
      'answer some microtasks later',
    ),
  ].filter((one) => one !== null);
  const conditions = clauses.length === 0 ? ['an await in this code ever waits for I/O'] : clauses;
  return `If ${conditions.join(', and ')}, this failure can happen.`;
}

/** Null if there is none. */
function clause(operations: readonly LateOperation[], does: string, doMany: string): string | null {
  const names = [...new Set(operations.map(nameOf))];
  if (names.length === 0) return null;
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  const list = more > 0 ? [...shown, `${more} more`] : shown;
  const subject = list.length === 1 ? list[0] : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
  return `${subject} ever ${list.length === 1 ? does : doMany}`;
}

function nameOf({ function: name, operation, site }: LateOperation): string {
  const what = name || operation || 'an await';
  return `\`${what}\`${site === '' ? '' : ` at ${fileAndLine(site)}`}`;
}
