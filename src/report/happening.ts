// What an operation does when its turn has come, in words.

import { wordsFor } from '../engine/operation-kinds';

/** `load completes`; for a kind that is not under control, the text says so. */
export function happening(kind: string, name: string): string {
  const { noun, happens, isControlled } = wordsFor(kind);
  return `${name || noun} ${happens}${isControlled ? '' : ', uncontrolled'}`;
}
