// Functions around a direct `eval` whose text may name what a generator does not have, or has of its own: `super`, the `arguments`, `new.target`
// and unbound `this` of the function around. They stay async functions, and Node awaits in them.

import { types as t } from '@babel/core';
import type { Lowering } from './lowering';

export function staysAsync(node: t.Function, { facts }: Lowering): boolean {
  const { lexical, arrow, owner } = facts.ofFunction(node);
  if (!lexical.evaluatesLexical) return false;
  return arrow ? owner.kind === 'function' : t.isMethod(node);
}
