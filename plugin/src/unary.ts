// `delete`, which writes, and `typeof`, which asks what the realm has.

import type { types as t } from '@babel/core';
import { withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';
import { lowerChain } from './member';
import { deleteProperty, isAnnounced } from './property-writes';
import { deleteSuper } from './super';
import { isSuperMember } from './syntax';
import { deleteVariable } from './variable-writes';

export const unary: Visitors = {
  UnaryExpression: (node, lowering) => lowerUnary(node, true, lowering),
};

export function lowerUnary(node: t.UnaryExpression, used: boolean, lowering: Lowering): t.Expression {
  const { operator, argument } = node;
  if (operator === 'typeof' && lowering.isGlobal(argument)) return node;
  if (operator !== 'delete') return withFields(node, { argument: lowering.expression(argument) });
  if (argument.type === 'Identifier') return deleteVariable(node, argument, lowering);
  if (isSuperMember(argument)) return deleteSuper(node, argument, lowering);
  if (argument.type === 'MemberExpression' && isAnnounced(argument, lowering))
    return deleteProperty(node, argument, used, lowering);
  // What is deleted is no read.
  const isMember = argument.type === 'MemberExpression' || argument.type === 'OptionalMemberExpression';
  return withFields(node, { argument: isMember ? lowerChain(argument, lowering) : lowering.expression(argument) });
}
