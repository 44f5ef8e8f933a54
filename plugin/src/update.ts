// `++` and `--`, by what is updated.

import type { types as t } from '@babel/core';
import { isElement, updateElement } from './deep/elements';
import { withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';
import { lowerChain } from './member';
import { isAnnounced, updateProperty } from './property-writes';
import { updateSuper } from './super';
import { isSuperMember } from './syntax';
import { updateVariable } from './variable-writes';

export const update: Visitors = {
  UpdateExpression: (node, lowering) => lowerUpdate(node, true, lowering),
};

export function lowerUpdate(node: t.UpdateExpression, used: boolean, lowering: Lowering): t.Expression {
  const { argument } = node;
  if (argument.type === 'Identifier') return updateVariable(node, argument, used, lowering);
  if (argument.type !== 'MemberExpression') return lowering.children(node);
  if (isSuperMember(argument)) return updateSuper(node, argument, used, lowering);
  if (lowering.deepFile && isElement(argument) && lowering.canDeclare && argument.loc)
    return updateElement(node, argument, lowering);
  if (isAnnounced(argument, lowering)) return updateProperty(node, argument, used, lowering);
  return withFields(node, { argument: lowerChain(argument, lowering) });
}
