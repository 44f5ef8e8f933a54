// Whether code is strict. Babel's `path.isInStrictMode()` would believe `sourceType`, which says how a file was parsed, not how it runs:
// Babel's default is 'module', also for CommonJS files that keep no `"use strict"`.

import type { NodePath, types as t } from '@babel/core';
import { hasUseStrict, isModule } from './syntax';

/** Whether the code at `path` is strict; for a function: whether its body is. */
export function isStrict(path: NodePath): boolean {
  for (let place: NodePath | null = path; place !== null; place = place.parentPath) {
    const node: t.Node = place.node;
    if (node.type === 'ClassBody' || (node.type === 'ClassDeclaration' && place !== path)) return true;
    if (node.type === 'ClassExpression' && place !== path) return true;
    if (node.type === 'Program') return hasUseStrict(node.directives) || isModule(node);
    if (place.isFunction() && hasUseStrict((place.node.body as t.BlockStatement).directives)) return true;
  }
  return false;
}
