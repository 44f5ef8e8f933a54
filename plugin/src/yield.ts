// `yield` and `yield*` inside async generators. The runtime tells a yield from an await by its mark. `yield v` awaits `v` first:
// `yield _$.yielded(yield _$.at(v, s), s)`. `yield* x` becomes `yield* _$.delegate(x, s)`.

import { types as t } from '@babel/core';
import { atSite } from './await';
import { nothing, withFields } from './expressions';
import { readWhole } from './iteration';
import type { Visitors } from './lowering';
import { positioned } from './position';

export const yielding: Visitors = {
  YieldExpression(node, lowering) {
    if (!lowering.frame.asyncGenerator) {
      if (!node.delegate || !node.argument) return lowering.children(node);
      return withFields(node, { argument: readWhole(node.argument, 'values', lowering) });
    }
    const { sites, frame } = lowering;
    const site = sites.add('y', node, frame.info.name, sites.source(node.argument ?? node));
    const value = node.argument ? lowering.expression(node.argument) : nothing();
    const marked = node.delegate
      ? t.callExpression(lowering.entry('delegate'), [value, lowering.siteNumber(site)])
      : t.callExpression(lowering.entry('yielded'), [
          atSite(value, lowering.siteNumber(site), lowering),
          lowering.siteNumber(site),
        ]);
    return positioned(t.yieldExpression(marked, node.delegate), node);
  },
};
