// Object literals.

import { withFields } from './expressions';
import type { Visitors } from './lowering';

export const objects: Visitors = {
  ObjectProperty(node, lowering) {
    const key = node.computed ? lowering.expression(node.key) : node.key;
    const value = lowering.visit(node.value);
    return withFields(node, { key, value, shorthand: node.shorthand && value === node.value });
  },
};
