// `return v` in an async generator awaits `v`, too.

import type { types as t } from '@babel/core';
import { atSite } from './await';
import { withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';
import { positioned } from './position';
import { lowerDirectly } from './recursion';

function lowerReturned(argument: t.Expression, lowering: Lowering): t.Expression {
  const { async, guards } = lowering.frame;
  return async && guards === 0 ? lowerDirectly(argument, lowering) : lowering.expression(argument);
}

export const returning: Visitors = {
  ReturnStatement(node, lowering) {
    const { argument } = node;
    if (!argument) return node;
    if (!lowering.frame.asyncGenerator) return withFields(node, { argument: lowerReturned(argument, lowering) });
    const site = lowering.site('a', node, lowering.sites.source(argument));
    return { ...node, argument: positioned(atSite(lowerDirectly(argument, lowering), site, lowering), argument) };
  },
  TryStatement: (node, lowering) =>
    node.finalizer ? lowering.guarded(() => lowering.children(node)) : lowering.children(node),
};
