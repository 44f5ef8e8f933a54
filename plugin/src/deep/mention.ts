// Which files are compiled in deep mode: those that mention shared memory or workers, and those that the option `deep` says.

import { types as t } from '@babel/core';

const MENTIONS = /\b(?:Atomics|SharedArrayBuffer)\b|\bworker_threads\b/;

/** Larger files are bundles, which mention everything: characters. */
const LARGEST = 500_000;

/** @param option `true` and `false` decide; nothing leaves it to the text */
export function isDeepFile(code: string, option: boolean | undefined): boolean {
  return option ?? (code.length <= LARGEST && MENTIONS.test(code));
}

/** Sloppy code may call a variable so, which no generator can name. */
export function usesYieldAsName(program: t.Program): boolean {
  let found = false;
  t.traverseFast(program, (node) => {
    found ||= node.type === 'Identifier' && node.name === 'yield';
  });
  return found;
}
