// What a function takes from its surroundings without naming a variable: `this`, `arguments`, `new.target`, `super`. Arrow functions hand
// the need on to the function around them.

import type { FunctionInfo } from './scope';

export type LexicalUse = 'usesThis' | 'usesArguments' | 'usesNewTarget' | 'readsSuper' | 'writesSuper' | 'callsSuper';

/**
 * Marks the use of `arguments` of the function itself, or of the one around an arrow. False at the top of a module, but true in arrow
 * functions there: CommonJS modules are functions.
 */
export function hasArguments(from: FunctionInfo): boolean {
  let owner: FunctionInfo | null = from;
  while (owner?.arrow) owner = owner.parent;
  if (owner?.kind !== 'function' && (owner?.kind !== 'program' || !from.arrow)) return false;
  markLexical(from, 'usesArguments');
  return true;
}

/** Arrow functions take `this` and its kin from the function around them. */
export function markLexical(from: FunctionInfo, use: LexicalUse): void {
  let fn: FunctionInfo | null = from;
  for (; fn?.arrow; fn = fn.parent) fn[use] = true;
  if (fn) fn[use] = true;
}

export function markDynamic(from: FunctionInfo): void {
  for (let fn: FunctionInfo | null = from; fn !== null; fn = fn.parent) fn.dynamic = true;
  markLexical(from, 'usesThis');
  markLexical(from, 'usesArguments');
}
