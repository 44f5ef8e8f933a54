// Which expressions may be evaluated again, or be followed by an announcement, without anybody noticing.

import type { types as t } from '@babel/core';

const LITERALS = new Set(['StringLiteral', 'NumericLiteral', 'BooleanLiteral', 'NullLiteral', 'BigIntLiteral']);

export function isLiteral(node: t.Node): boolean {
  return LITERALS.has(node.type);
}

/** Names, `this` and literals: evaluating them twice changes nothing. */
export function isPlain(node: t.Node): boolean {
  return node.type === 'Identifier' || node.type === 'ThisExpression' || LITERALS.has(node.type);
}

/** Neither calls, nor assigns, nor waits: no variable changes while it is evaluated, and no step ends. */
export function isQuiet(node: t.Node | null | undefined): boolean {
  if (!node) return true;
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return isQuiet(node.object) && (!node.computed || isQuiet(node.property));
    case 'BinaryExpression':
    case 'LogicalExpression':
      return isQuiet(node.left) && isQuiet(node.right);
    case 'UnaryExpression':
      return node.operator !== 'delete' && isQuiet(node.argument);
    case 'ConditionalExpression':
      return isQuiet(node.test) && isQuiet(node.consequent) && isQuiet(node.alternate);
    case 'TemplateLiteral':
      return node.expressions.every((part) => isQuiet(part));
    case 'ArrayExpression':
      return node.elements.every((item) => isQuiet(item));
    case 'ObjectExpression':
      return node.properties.every(
        (property) => property.type === 'ObjectProperty' && !property.computed && isQuiet(property.value),
      );
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'RegExpLiteral':
      return true;
    default:
      return isPlain(node);
  }
}
