// Blocks: each is a scope, and a place for generators that cannot leave it.

import { types as t } from '@babel/core';
import type { Scope } from '@babel/traverse';
import { declaration, hold, withFields } from './expressions';
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
    const made = withFields(node, { discriminant, cases });
    return lowering.frame.info.strict ? made : keepingIn(made, asyncNames(node), lowering);
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

/** The async functions that are declared in its cases. */
function asyncNames({ cases }: t.SwitchStatement): string[] {
  const statements = cases.flatMap(({ consequent }) => consequent);
  return statements.flatMap((child) =>
    child.type === 'FunctionDeclaration' && child.async && child.id ? [child.id.name] : [],
  );
}

/**
 * In sloppy code the plain functions that they become would be visible outside the `switch`, unless a `let` of the same name stands around
 * it: `{ _x = d; { let f; switch (_x) { … } } }`
 */
function keepingIn(node: t.SwitchStatement, names: string[], lowering: Lowering): t.Statement {
  if (names.length === 0) return node;
  const held = lowering.held();
  const hiding = declaration('let', ...names.map((name): [t.LVal, null] => [t.identifier(name), null]));
  const inner = t.blockStatement([hiding, { ...node, discriminant: t.identifier(held) }]);
  return t.blockStatement([t.expressionStatement(hold(held, node.discriminant)), inner]);
}

/** @param scope that of the block; for the bodies of functions and of `catch` Babel has one scope for parameters and body */
export function lowerBlock<T extends t.BlockStatement | t.StaticBlock>(node: T, scope: Scope, lowering: Lowering): T {
  const { block: outer, frame } = lowering;
  const declarations: t.Statement[] = [];
  lowering.block = { scope, accessors: frame.accessors, declarations, strict: frame.info.strict };
  const body = lowering.inScope(scope, () => lowering.list(node.body));
  lowering.block = outer;
  return { ...node, body: [...declarations, ...body] };
}
