// Destructuring patterns and other targets: only their defaults, computed keys and objects are expressions. Names in them are written, or
// declared, and never read.

import type { types as t } from '@babel/core';
import { named } from './accessors';
import { elementTarget, isElement } from './deep/elements';
import { unnamed, withFields } from './expressions';
import { variableTarget } from './identifier';
import type { Lowering, Visitors } from './lowering';
import { lowerChain } from './member';
import { superTarget } from './super';
import { isParenthesized, isSuperMember } from './syntax';

export const patterns: Visitors = {
  ArrayPattern(node, lowering) {
    return { ...node, elements: node.elements.map((item) => item && lowerTarget(item, lowering)) };
  },
  ObjectPattern(node, lowering) {
    const properties = node.properties.map((property) =>
      property.type === 'RestElement' ? lowerTarget(property, lowering) : lowerProperty(property, lowering),
    );
    return { ...node, properties };
  },
  AssignmentPattern: lowerDefault,
  RestElement: (node, lowering) => withFields(node, { argument: lowerTarget(node.argument, lowering) }),
};

/** A target of an assignment, or what a declaration declares. */
export function lowerTarget<T extends t.Node>(node: T, lowering: Lowering): T {
  if (node.type === 'Identifier') return variableTarget(node, lowering) as t.Node as T;
  if (isSuperMember(node)) return superTarget(node, lowering) as t.Node as T;
  if (node.type === 'MemberExpression') {
    const target = lowerChain(node, lowering);
    if (!lowering.deepFile || !isElement(node) || target.type !== 'MemberExpression') return target as t.Node as T;
    return elementTarget(target, node, lowering) as t.Node as T;
  }
  // A pattern among the parameters opens a scope: its defaults do not see the variables of the body.
  return lowering.inScope(lowering.facts.patternScope(node, lowering.scope), () => lowering.visit(node));
}

function lowerProperty(node: t.ObjectProperty, lowering: Lowering): t.ObjectProperty {
  const key = node.computed ? lowering.expression(node.key) : node.key;
  const value = lowerTarget(node.value, lowering);
  return withFields(node, { key, value, shorthand: node.shorthand && value === node.value });
}

function lowerDefault(node: t.AssignmentPattern, lowering: Lowering): t.AssignmentPattern {
  const left = lowerTarget(node.left, lowering);
  const right = lowering.expression(node.right);
  if (isParenthesized(node.left)) return withFields(node, { left, right: unnamed(right) });
  const renamed = node.left.type === 'Identifier' && left !== node.left;
  return withFields(node, { left, right: renamed ? named(right, (node.left as t.Identifier).name) : right });
}
