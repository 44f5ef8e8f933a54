// `await x` becomes `yield _$.at(x, s)`.

import type { types as t } from '@babel/core';
import { callExpression, yieldExpression } from './builders';
import type { Lowering, Visitors } from './lowering';
import { positioned } from './position';
import { lowerDirectly } from './recursion';

export const awaiting: Visitors = {
  AwaitExpression(node, lowering) {
    if (!lowering.frame.async) return lowering.children(node);
    const { sites } = lowering;
    const site = lowering.site('a', node, sites.source(node.argument) || sites.source(node));
    return positioned(atSite(lowerDirectly(node.argument, lowering), site, lowering), node);
  },
};

/** `yield _$.at(value, site)` */
export function atSite(value: t.Expression, site: t.Expression, lowering: Lowering): t.YieldExpression {
  return yieldExpression(callExpression(lowering.entry('at'), [value, site]));
}
