// Loops. Those that may run forever are guarded: every 65,536 turns the runtime is asked, which throws when a step runs for too long.

import { types as t } from '@babel/core';
import { assign, withFields } from './expressions';
import { lowerForAwait } from './for-await';
import { readWhole } from './iteration';
import type { Lowering, Visitors } from './lowering';
import { lowerTarget } from './patterns';
import { lowerUnused } from './unused-values';

const TURNS = 65_535;

export const loops: Visitors = {
  WhileStatement: (node, lowering) => guarded(node, lowering.children(node), lowering),
  DoWhileStatement: (node, lowering) => guarded(node, lowering.children(node), lowering),
  ForStatement: (node, lowering) => inOwnScope(node, lowering, () => guarded(node, lowerFor(node, lowering), lowering)),
  ForInStatement: (node, lowering) => inOwnScope(node, lowering, () => lowerForX(node, lowering)),
  ForOfStatement(node, lowering) {
    if (isSpelledOut(node, lowering)) return inOwnScope(node, lowering, () => lowerForAwait(node, [], lowering));
    return inOwnScope(node, lowering, () => lowerForX(node, lowering));
  },
  LabeledStatement(node, lowering) {
    const labels: t.LabeledStatement[] = [node];
    let inner = node.body;
    for (; inner.type === 'LabeledStatement'; inner = inner.body) labels.push(inner);
    const loop = inner;
    if (loop.type === 'ForOfStatement' && isSpelledOut(loop, lowering))
      return inOwnScope(loop, lowering, () => lowerForAwait(loop, labels, lowering));
    return labels.reduceRight<t.Statement>((body, label) => withFields(label, { body }), lowering.visit(inner));
  },
  BreakStatement: (node) => node,
  ContinueStatement: (node) => node,
};

/** Its steps wait, or are entered in deep mode. */
function isSpelledOut(node: t.ForOfStatement, { frame }: Lowering): boolean {
  return node.await ? frame.async : frame.deep && frame.info.kind !== 'program';
}

function inOwnScope<T>(node: t.Node, lowering: Lowering, work: () => T): T {
  return lowering.inScope(lowering.facts.scopeOf(node, lowering.scope), work);
}

function lowerFor(node: t.ForStatement, lowering: Lowering): t.ForStatement {
  const init = node.init?.type === 'VariableDeclaration' ? lowering.visit(node.init) : unused(node.init, lowering);
  const test = node.test && lowering.expression(node.test);
  return { ...node, init, test, update: unused(node.update, lowering), body: lowering.visit(node.body) };
}

function unused(node: t.Expression | null | undefined, lowering: Lowering): t.Expression | null | undefined {
  return node && lowerUnused(node, lowering);
}

function lowerForX<T extends t.ForInStatement | t.ForOfStatement>(node: T, lowering: Lowering): T {
  const left = lowerTarget(node.left, lowering);
  const right = readWhole(node.right, node.type === 'ForInStatement' ? 'keysOf' : 'values', lowering);
  // Leaving the loop closes an iterator.
  const body = lowering.guarded(() => lowering.visit(node.body));
  return { ...node, left, right, body };
}

type Guarded = t.WhileStatement | t.DoWhileStatement | t.ForStatement;

/** @param node the loop in the source */
function guarded<T extends Guarded>(node: Guarded, lowered: T, lowering: Lowering): T {
  const { options, frame, sites } = lowering;
  // At top level only a worker can be held up: what a test file or a module does when it is loaded is no schedule's.
  const isLoading = frame.info.kind === 'program' && !frame.deep;
  if (!options.loops || !lowering.canDeclare || !node.loc || counts(node) || isLoading) return lowered;
  const name = lowering.names.shared('_turns');
  frame.temporaries?.set(name, t.numericLiteral(0));
  const site = lowering.site('l', node, sites.source(node.test ?? node));
  const turn = t.binaryExpression('+', t.identifier(name), t.numericLiteral(1));
  const next = assign(t.identifier(name), t.binaryExpression('&', turn, t.numericLiteral(TURNS)));
  const ask = t.callExpression(lowering.entry('loop'), [site]);
  const guard = t.expressionStatement(t.logicalExpression('||', next, ask));
  const { body } = lowered;
  if (body.type === 'BlockStatement') return { ...lowered, body: { ...body, body: [guard, ...body.body] } };
  return { ...lowered, body: t.blockStatement(t.isEmptyStatement(body) ? [guard] : [guard, body]) };
}

/** `for (…; i < n; i++)` ends by itself. */
function counts(node: Guarded): boolean {
  return (
    node.type === 'ForStatement' &&
    node.update != null &&
    node.test?.type === 'BinaryExpression' &&
    ['<', '<=', '>', '>='].includes(node.test.operator)
  );
}
