// Expressions whose value nobody looks at: statements, the parts of `for`, all but the last of a sequence.

import type { types as t } from '@babel/core';
import { lowerAssignment } from './assignment';
import { withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';
import { lowerUnary } from './unary';
import { lowerUpdate } from './update';

export const unusedValues: Visitors = {
  ExpressionStatement: (node, lowering) => withFields(node, { expression: lowerUnused(node.expression, lowering) }),
  SequenceExpression: (node, lowering) => lowerSequence(node, true, lowering),
};

export function lowerUnused(node: t.Expression, lowering: Lowering): t.Expression {
  switch (node.type) {
    case 'AssignmentExpression':
      if (lowering.frame.deep && node.left.type === 'MemberExpression') return lowering.expression(node);
      return lowerAssignment(node, false, lowering);
    case 'UpdateExpression':
      if (lowering.frame.deep && node.argument.type === 'MemberExpression') return lowering.expression(node);
      return lowerUpdate(node, false, lowering);
    case 'UnaryExpression':
      return lowerUnary(node, false, lowering);
    case 'SequenceExpression':
      return lowerSequence(node, false, lowering);
    default:
      return lowering.expression(node);
  }
}

function lowerSequence(node: t.SequenceExpression, used: boolean, lowering: Lowering): t.Expression {
  const last = node.expressions.length - 1;
  const expressions = node.expressions.map((expression, index) =>
    used && index === last ? lowering.expression(expression) : lowerUnused(expression, lowering),
  );
  return { ...node, expressions };
}
