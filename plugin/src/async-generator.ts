// `yield`, `yield*` and `return` inside async generators. The runtime tells a yield from an await by its mark.

import type { types as t } from '@babel/core';
import { call, nothing, positioned, yielding } from './nodes';
import type { Rewriter } from './rewriter';

/** `yield v` awaits `v` first: `yield _$.yielded(yield _$.at(v, s), s)`. `yield* x` becomes `yield* _$.delegate(x, s)`. */
export function rewriteYield(node: t.YieldExpression, rewriter: Rewriter): t.Node {
  if (!rewriter.frame.asyncGenerator) {
    rewriter.children(node);
    return node;
  }
  const site = rewriter.sites.add('y', node, rewriter.frame.info.name, rewriter.sites.source(node.argument ?? node));
  const value = node.argument ? rewriter.expression(node.argument) : nothing();
  if (node.delegate)
    return positioned(yielding(call(rewriter.entry('delegate'), [value, rewriter.siteNumber(site)]), true), node);
  const awaited = yielding(call(rewriter.entry('at'), [value, rewriter.siteNumber(site)]));
  return positioned(yielding(call(rewriter.entry('yielded'), [awaited, rewriter.siteNumber(site)])), node);
}

/** `return v` awaits `v` too. */
export function rewriteReturn(node: t.ReturnStatement, rewriter: Rewriter): t.Node {
  if (!node.argument) return node;
  const { argument } = node;
  if (!rewriter.frame.asyncGenerator) {
    node.argument = rewriter.expression(argument);
    return node;
  }
  const site = rewriter.site('a', node, rewriter.sites.source(argument));
  node.argument = positioned(yielding(call(rewriter.entry('at'), [rewriter.expression(argument), site])), argument);
  return node;
}

export function rewriteAwait(node: t.AwaitExpression, rewriter: Rewriter): t.Node {
  if (!rewriter.frame.async) {
    rewriter.children(node);
    return node;
  }
  const site = rewriter.site('a', node, rewriter.sites.source(node.argument) || rewriter.sites.source(node));
  return positioned(yielding(call(rewriter.entry('at'), [rewriter.expression(node.argument), site])), node);
}
