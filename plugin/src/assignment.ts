// Assignments, by what is assigned to.

import type { types as t } from '@babel/core';
import { assignElement, isElement } from './deep/elements';
import { announceTargets, lowerSource } from './destructuring';
import { sequence, withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';
import { lowerChain } from './member';
import { lowerTarget } from './patterns';
import { finish, isAnnounced, writeProperty } from './property-writes';
import { assignSuper } from './super';
import { assignVariable } from './variable-writes';

export const assignment: Visitors = {
  AssignmentExpression: (node, lowering) => lowerAssignment(node, true, lowering),
};

/** @param used whether the value of the assignment is used */
export function lowerAssignment(node: t.AssignmentExpression, used: boolean, lowering: Lowering): t.Expression {
  const { left } = node;
  if (left.type === 'Identifier') return assignVariable(node, left, used, lowering);
  if (left.type !== 'MemberExpression') return assignPattern(node, used, lowering);
  if (left.object.type === 'Super') return assignSuper(node, left, lowering);
  if (lowering.deepFile && isElement(left) && lowering.canDeclare && left.loc)
    return assignElement(node, left, lowering);
  if (isAnnounced(left, lowering)) return writeProperty(node, left, used, lowering);
  const target = lowerChain(left, lowering);
  return withFields(node, { left: target, right: lowering.expression(node.right) });
}

function assignPattern(node: t.AssignmentExpression, used: boolean, lowering: Lowering): t.Expression {
  const after = announceTargets(node.left, lowering);
  const right = lowerSource(node.left, node.right, lowering);
  const lowered = withFields(node, { left: lowerTarget(node.left, lowering), right });
  return after.length === 0 ? lowered : finish([], lowered, sequence(...after), used, lowering);
}
