// Blocks: each is a scope, and a place for generators that cannot leave it.

import type { types as t } from '@babel/core';
import type { Scope } from '@babel/traverse';
import { withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';
import { lowerTarget } from './patterns';

export const block: Visitors = {
  BlockStatement: (node, lowering) => lowerBlock(node, lowering.facts.scopeOf(node, lowering.scope), lowering),
  CatchClause(node, lowering) {
    const scope = lowering.facts.scopeOf(node, lowering.scope);
    return lowering.inScope(scope, () => {
      const param = node.param && lowerTarget(node.param, lowering);
      return withFields(node, { param, body: lowerBlock(node.body, scope, lowering) });
    });
  },
  SwitchStatement(node, lowering) {
    const discriminant = lowering.expression(node.discriminant);
    const cases = lowering.inScope(lowering.facts.scopeOf(node, lowering.scope), () => lowering.list(node.cases));
    return withFields(node, { discriminant, cases });
  },
  WithStatement(node, lowering) {
    const object = lowering.expression(node.object);
    const { insideWith } = lowering;
    lowering.insideWith = true;
    const body = lowering.visit(node.body);
    lowering.insideWith = insideWith;
    return withFields(node, { object, body });
  },
};

/** @param scope that of the block; for the bodies of functions and of `catch` Babel has one scope for parameters and body */
export function lowerBlock<T extends t.BlockStatement | t.StaticBlock>(node: T, scope: Scope, lowering: Lowering): T {
  const { block: outer, frame } = lowering;
  const declarations: t.Statement[] = [];
  lowering.block = { scope, accessors: frame.accessors, declarations, strict: frame.info.strict };
  const body = lowering.inScope(scope, () => lowering.list(node.body));
  lowering.block = outer;
  return { ...node, body: [...declarations, ...body] };
}
