// FNV-1a: the hash of texts that must be the same in every run (Fowler, Noll, Vo; public domain).

import { imul } from './natives';

export const FNV_OFFSET = 0x811c9dc5;

/** 32 bits, signed: `hash` with a text mixed in. */
export function fnv1a(text: string, hash = FNV_OFFSET): number {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}
