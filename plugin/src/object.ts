// Object literals.

import { types as t } from '@babel/core';
import { hold, string, withFields } from './expressions';
import type { Visitors } from './lowering';

export const objects: Visitors = {
  ObjectProperty(node, lowering) {
    let key = node.computed ? lowering.expression(node.key) : node.key;
    const value = lowering.visit(node.value);
    const kept = lowering.takeKey(node);
    if (kept !== undefined) key = hold(kept, t.callExpression(lowering.entry('key'), [key as t.Expression]));
    // `{ __proto__ }` makes a property, `{ __proto__: value }` sets the prototype.
    if (node.shorthand && value !== node.value && node.key.type === 'Identifier' && node.key.name === '__proto__')
      return { ...node, key: string('__proto__'), value, computed: true, shorthand: false };
    return withFields(node, { key, value, shorthand: node.shorthand && value === node.value });
  },
};
