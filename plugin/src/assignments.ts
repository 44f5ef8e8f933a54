// What is assigned to, and the expressions inside patterns.

import type { types as t } from '@babel/core';
import type { Analysis } from './analysis';
import { nameOfTarget } from './facts';
import { markLexical } from './lexical';
import type { Scope } from './scope';

export function analyseAssignment(node: t.AssignmentExpression, scope: Scope, analysis: Analysis): void {
  analysis.functionNames.hint(node.right, nameOfTarget(node.left));
  if (node.operator !== '=' && node.left.type === 'Identifier') analysis.uses.refer(node.left, scope, 'value');
  if (node.left.type === 'Identifier') analysis.visit(node.right, scope);
  analyseTarget(node.left, scope, false, analysis);
  if (node.left.type !== 'Identifier') analysis.visit(node.right, scope);
}

/** What is assigned to. @param initial the assignment is the variable's own initialisation */
export function analyseTarget(node: t.Node, scope: Scope, initial: boolean, analysis: Analysis): void {
  switch (node.type) {
    case 'Identifier':
      analysis.uses.assign(node, scope, analysis.next(), initial);
      return;
    case 'MemberExpression':
      if (node.object.type === 'Super') markLexical(scope.fn, 'writesSuper');
      analysis.member(node, scope);
      return;
    case 'ObjectPattern':
      for (const property of node.properties)
        if (property.type === 'RestElement') analyseTarget(property.argument, scope, initial, analysis);
        else {
          if (property.computed) analysis.visit(property.key, scope);
          analyseTarget(property.value, scope, initial, analysis);
        }
      return;
    case 'ArrayPattern':
      for (const item of node.elements) if (item) analyseTarget(item, scope, initial, analysis);
      return;
    case 'AssignmentPattern':
      analysis.functionNames.hint(node.right, nameOfTarget(node.left));
      analysis.visit(node.right, scope);
      analyseTarget(node.left, scope, initial, analysis);
      return;
    case 'RestElement':
      analyseTarget(node.argument, scope, initial, analysis);
      return;
    default:
      analysis.visit(node, scope);
  }
}

/** Defaults and computed keys in a pattern that declares. */
export function analysePattern(node: t.Node, scope: Scope, analysis: Analysis): void {
  if (node.type === 'ObjectPattern')
    for (const property of node.properties) {
      if (property.type === 'RestElement') continue;
      if (property.computed) analysis.visit(property.key, scope);
      analysePattern(property.value, scope, analysis);
    }
  else if (node.type === 'ArrayPattern')
    for (const item of node.elements) item && analysePattern(item, scope, analysis);
  else if (node.type === 'AssignmentPattern') {
    analysis.functionNames.hint(node.right, nameOfTarget(node.left));
    analysis.visit(node.right, scope);
    analysePattern(node.left, scope, analysis);
  } else if (node.type === 'RestElement') analysePattern(node.argument, scope, analysis);
  else if (node.type === 'TSParameterProperty') analysePattern(node.parameter, scope, analysis);
}
