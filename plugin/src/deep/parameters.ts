// Parameters with initialisers that may stop: nothing can be yielded in a parameter list, so they are bound at the start of the generator's body.
//
//   function* (a = g(), b) { … }      function* (_p0, _p1) { let { 0: a = g(), 1: b } = [_p0, _p1]; … }

import { types as t } from '@babel/core';
import { identifier } from '../builders';
import { declaration } from '../expressions';
import type { FunctionFacts } from '../function-facts';
import type { Lowering } from '../lowering';
import { isQuiet } from '../quiet';

/** Whether a pattern evaluates something that may stop. */
function evaluates(pattern: t.Node | null): boolean {
  switch (pattern?.type) {
    case 'AssignmentPattern':
      return !isQuiet(pattern.right) || evaluates(pattern.left);
    case 'ArrayPattern':
      return pattern.elements.some((item) => evaluates(item));
    case 'ObjectPattern':
      return pattern.properties.some((property) =>
        property.type === 'RestElement'
          ? false
          : (property.computed && !isQuiet(property.key)) || evaluates(property.value),
      );
    case 'RestElement':
      return evaluates(pattern.argument);
    default:
      return false;
  }
}

/** Whether the parameters can be bound in the body: no name means something else there. */
export function movesParameters(node: t.Function, info: FunctionFacts): boolean {
  if (node.generator || info.dynamic || info.lexical.usesArguments || !node.params.some(evaluates)) return false;
  const last = node.params.at(-1);
  if (last?.type === 'RestElement') return false;
  const own = new Set<string>();
  t.traverseFast(node.body, (inner) => {
    if (inner.type === 'VariableDeclaration' || inner.type === 'ClassDeclaration')
      for (const name of Object.keys(t.getBindingIdentifiers(inner))) own.add(name);
    if (inner.type === 'FunctionDeclaration' && inner.id) own.add(inner.id.name);
  });
  let isFree = true;
  for (const param of node.params)
    t.traverseFast(param, (inner) => {
      if (inner.type === 'Identifier' && own.has(inner.name)) isFree = false;
    });
  return isFree;
}

export interface Moved {
  readonly params: t.Function['params'];
  readonly first: t.Statement;
}

/** @param params lowered */
export function moveParameters(params: t.Function['params'], lowering: Lowering): Moved {
  const names = params.map((_, index) => lowering.names.shared(`_p${index}`));
  const properties = params.map((param, index) => t.objectProperty(t.numericLiteral(index), param as t.PatternLike));
  const values = t.arrayExpression(names.map((name) => identifier(name)));
  return {
    params: names.map((name) => identifier(name)),
    first: declaration('let', [t.objectPattern(properties), values]),
  };
}
