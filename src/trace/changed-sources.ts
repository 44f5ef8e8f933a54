// Which source files are no longer what they were when a trace was recorded.

import type { Trace } from './trace';

export interface ChangedSource {
  readonly file: string;
  /** `absent`: the file was not loaded this time. `new`: it was not loaded when the trace was recorded. */
  readonly change: 'changed' | 'absent' | 'new';
}

/**
 * @param current hashes by file, as the instrumented files report them now
 * @returns what differs, changed files first, then absent and new ones, each by name
 */
export function changedSources(
  trace: Pick<Trace, 'sources'>,
  current: Readonly<Record<string, string>>,
): ChangedSource[] {
  const changes: ChangedSource[] = [];
  for (const [file, hash] of Object.entries(trace.sources)) {
    const now = Object.hasOwn(current, file) ? current[file] : undefined;
    if (now === undefined) changes.push({ file, change: 'absent' });
    else if (now !== hash) changes.push({ file, change: 'changed' });
  }
  for (const file of Object.keys(current)) {
    if (!Object.hasOwn(trace.sources, file)) changes.push({ file, change: 'new' });
  }
  const order = ['changed', 'absent', 'new'];
  return changes.sort(
    (one, other) => order.indexOf(one.change) - order.indexOf(other.change) || (one.file < other.file ? -1 : 1),
  );
}
