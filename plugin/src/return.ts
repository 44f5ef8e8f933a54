// `return v` in an async generator awaits `v`, too.

import { atSite } from './await';
import { withFields } from './expressions';
import type { Visitors } from './lowering';
import { positioned } from './position';

export const returning: Visitors = {
  ReturnStatement(node, lowering) {
    const { argument } = node;
    if (!argument) return node;
    if (!lowering.frame.asyncGenerator) return withFields(node, { argument: lowering.expression(argument) });
    const site = lowering.site('a', node, lowering.sites.source(argument));
    return { ...node, argument: positioned(atSite(lowering.expression(argument), site, lowering), argument) };
  },
};
