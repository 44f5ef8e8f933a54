// Destructuring patterns and other targets: only their defaults, computed keys and objects are expressions.

import type { types as t } from '@babel/core';
import { rewriteChain } from './access';
import { named } from './accessors';
import type { Rewriter } from './rewriter';
import { variableTarget } from './variables';

export function rewriteTarget<T extends t.Node>(node: T, rewriter: Rewriter): T {
  if (node.type === 'Identifier') return variableTarget(node, rewriter) as t.Node as T;
  if (node.type === 'MemberExpression') {
    rewriteChain(node, rewriter);
    return node;
  }
  return rewriter.visit(node);
}

export function rewritePattern(
  node: t.ObjectPattern | t.ArrayPattern | t.AssignmentPattern | t.RestElement,
  rewriter: Rewriter,
): t.Node {
  switch (node.type) {
    case 'ArrayPattern':
      for (const [index, item] of node.elements.entries())
        if (item) node.elements[index] = rewriteTarget(item, rewriter);
      break;
    case 'ObjectPattern':
      for (const property of node.properties)
        if (property.type === 'RestElement') rewritePattern(property, rewriter);
        else {
          if (property.computed) property.key = rewriter.expression(property.key);
          const target = rewriteTarget(property.value, rewriter);
          if (target !== property.value) property.shorthand = false;
          property.value = target;
        }
      break;
    case 'AssignmentPattern':
      rewriteDefault(node, rewriter);
      break;
    case 'RestElement':
      node.argument = rewriteTarget(node.argument, rewriter);
  }
  return node;
}

function rewriteDefault(node: t.AssignmentPattern, rewriter: Rewriter): void {
  const { left } = node;
  node.left = rewriteTarget(left, rewriter);
  node.right = rewriter.expression(node.right);
  if (left.type === 'Identifier' && node.left !== left) node.right = named(node.right, left.name);
}
