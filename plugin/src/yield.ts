// `yield` and `yield*` inside async generators. The runtime tells a yield from an await by its mark. `yield v` awaits `v` first:
// `yield _$.yielded(yield _$.at(v, s), s)`. `yield* x` becomes `yield* _$.delegate(x, s)`, in generators of deep files `yield* _$.delegating(iterator)`.

import { types as t } from '@babel/core';
import { atSite } from './await';
import { callExpression } from './builders';
import { enterMade } from './deep/enter';
import { nothing, withFields } from './expressions';
import { readWhole } from './iteration';
import type { Lowering, Visitors } from './lowering';
import { positioned } from './position';

export const yielding: Visitors = {
  YieldExpression(node, lowering) {
    if (!lowering.frame.asyncGenerator) {
      if (!node.delegate || !node.argument) return lowering.children(node);
      if (lowering.frame.deep) return delegateDeeply(node, node.argument, lowering);
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

/** `yield* x` in the generator form of a generator of a deep file: the steps of the inner iterator are entered. */
function delegateDeeply(node: t.YieldExpression, argument: t.Expression, lowering: Lowering): t.Expression {
  const iterated = readWhole(argument, 'values', lowering);
  const iterator = enterMade(
    callExpression(lowering.entry('iterateSync'), [iterated, t.booleanLiteral(true)]),
    lowering,
  );
  return withFields(node, { argument: callExpression(lowering.entry('delegating'), [iterator]) });
}
