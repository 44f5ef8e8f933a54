// Small questions about pieces of syntax that the analysis asks.

import type { types as t } from '@babel/core';

const FRESH_CLASSES = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array']);

/** Has the directive. */
export function isStrict(directives: t.Directive[] | undefined): boolean {
  return directives?.some(({ value }) => value.value === 'use strict') ?? false;
}

/** The name that a function gets which is assigned to `node`. */
export function nameOfTarget(node: t.Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier')
    return node.property.name;
  return '';
}

/** Makes an object that nobody else knows. */
export function isFresh(init: t.Expression): boolean {
  return (
    init.type === 'ObjectExpression' ||
    init.type === 'ArrayExpression' ||
    (init.type === 'NewExpression' && init.callee.type === 'Identifier' && FRESH_CLASSES.has(init.callee.name))
  );
}

/** `require('x')`, also inside the helpers that compilers put around it. */
export function isRequire(init: t.Expression): boolean {
  if (init.type !== 'CallExpression') return false;
  const { callee } = init;
  if (callee.type === 'Identifier' && callee.name === 'require') return true;
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
        ? callee.property.name
        : '';
  const [first] = init.arguments;
  return (
    /^_*(?:interop|importStar|importDefault|toESM)/.test(name) && first?.type === 'CallExpression' && isRequire(first)
  );
}

/** All names that a pattern declares. */
export function patternNames(node: t.Node | null): string[] {
  switch (node?.type) {
    case 'Identifier':
      return [node.name];
    case 'ObjectPattern':
      return node.properties.flatMap((p) => patternNames(p.type === 'RestElement' ? p.argument : p.value));
    case 'ArrayPattern':
      return node.elements.flatMap((item) => patternNames(item));
    case 'AssignmentPattern':
      return patternNames(node.left);
    case 'RestElement':
      return patternNames(node.argument);
    default:
      return [];
  }
}
