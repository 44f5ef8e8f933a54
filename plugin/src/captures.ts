// Which functions use which variables of functions around them. What belongs to the module is visible everywhere.

import { type NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import type { Facts } from './facts';
import type { FunctionFacts } from './function-facts';

/** What a function does with a captured variable. */
export interface Capture {
  reads: boolean;
  writes: boolean;
}

/** Notes, for all functions inside the scope, what they capture of its variables. */
export function noteCaptures(scope: Scope, facts: Facts): void {
  for (const binding of Object.values(scope.bindings)) {
    if (binding.scope !== scope) continue;
    const { home } = facts.binding(binding);
    const note = (path: NodePath, use: keyof Capture) => {
      for (let fn: FunctionFacts | null = facts.around(path); fn !== null && fn !== home; fn = fn.parent)
        captureBy(fn, binding)[use] = true;
    };
    for (const path of binding.referencePaths) note(path, 'reads');
    for (const path of binding.constantViolations) {
      if (path === binding.path || path.isUnaryExpression()) continue;
      note(path, 'writes');
      if (path.isUpdateExpression() || readsBefore(path)) note(path, 'reads');
    }
  }
}

function captureBy({ captured }: FunctionFacts, binding: Binding): Capture {
  let known = captured.get(binding);
  if (known === undefined) captured.set(binding, (known = { reads: false, writes: false }));
  return known;
}

/** `n += 1` */
function readsBefore({ node }: NodePath): boolean {
  return t.isAssignmentExpression(node) && node.operator !== '=' && t.isIdentifier(node.left);
}
