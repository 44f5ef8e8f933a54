// Guards of loops that may run forever: every 65,536 turns the runtime is asked, which throws when a step runs for too long.

import type { types as t } from '@babel/core';
import { assign, binary, block, call, identifier, number, statement } from './nodes';
import type { Rewriter } from './rewriter';

const TURNS = 65_535;

type Loop = t.WhileStatement | t.DoWhileStatement | t.ForStatement;

export function guardLoop(node: Loop, rewriter: Rewriter): void {
  if (!rewriter.options.loops || !rewriter.canDeclare || !node.loc || counts(node)) return;
  if (rewriter.frame.info.kind === 'program') return;
  const name = rewriter.shared('_turns');
  rewriter.frame.temporaries?.set(name, number(0));
  const site = rewriter.site('l', node, rewriter.sites.source('test' in node && node.test ? node.test : node));
  const next = binary('&', binary('+', identifier(name), number(1)), number(TURNS));
  const guard = statement({
    type: 'LogicalExpression',
    operator: '||',
    left: assign(identifier(name), next),
    right: call(rewriter.entry('loop'), [site]),
  });
  if (node.body.type === 'BlockStatement') node.body.body.unshift(guard);
  else node.body = block(node.body.type === 'EmptyStatement' ? [guard] : [guard, node.body]);
}

/** `for (…; i < n; i++)` ends by itself. */
function counts(node: Loop): boolean {
  return (
    node.type === 'ForStatement' &&
    node.update != null &&
    node.test?.type === 'BinaryExpression' &&
    ['<', '<=', '>', '>='].includes(node.test.operator)
  );
}
