// Trace files whose content was tampered with.

import { fileText } from '../../src/trace/file/text';

/** The text of a file that claims to be as Lockstep wrote it, whatever it holds. */
export function forged(document: object): string {
  const { integrity: _, ...content } = document as { integrity?: unknown };
  return fileText(content);
}
