// Which files are compiled in deep mode: those that mention shared memory or workers, and those that the option `deep` says.

import { types as t } from '@babel/core';

const MENTIONS = /\b(?:Atomics|SharedArrayBuffer)\b|\bworker_threads\b/;

/** Larger files are bundles, which mention everything: characters. */
const LARGEST = 500_000;

/** @param option `true` and `false` decide; nothing leaves it to the text */
export function isDeepFile(code: string, option: boolean | undefined): boolean {
  return option ?? (code.length <= LARGEST && MENTIONS.test(code));
}

/** Sloppy code may call a variable or a label so, which no generator can name. Names of properties are none of them. */
export function usesYieldAsName(program: t.Program): boolean {
  const keys = new Set<t.Node>();
  let found = false;
  // Whatever holds a key comes before it.
  t.traverseFast(program, (node) => {
    const key = keyOf(node);
    if (key !== null) keys.add(key);
    found ||= node.type === 'Identifier' && node.name === 'yield' && !keys.has(node);
  });
  return found;
}

function keyOf(node: t.Node): t.Node | null {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return node.computed ? null : node.property;
    case 'ObjectProperty':
      return node.computed || node.shorthand ? null : node.key;
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      return node.computed ? null : node.key;
    case 'ClassPrivateMethod':
    case 'ClassPrivateProperty':
    case 'PrivateName':
      return node.type === 'PrivateName' ? node.id : node.key.id;
    default:
      return null;
  }
}
