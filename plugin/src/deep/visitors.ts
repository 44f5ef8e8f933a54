// What a deep file does in addition, for each kind of node. In generators of deep mode calls enter, and accesses stop; in plain forms accesses to
// elements are told to the runtime.

import { types as t } from '@babel/core';
import { callExpression, identifier } from '../builders';
import { hold, sequence, string, withFields } from '../expressions';
import type { Lowering, Visitors } from '../lowering';
import { visitors } from '../visitors';
import { isElement, readElement } from './elements';
import { calleeText, enterCall, enterMade } from './enter';
import { privateTwinCall } from './private-methods';
import { objectWithTwins } from './twin';

function lowered<T extends t.Node>(node: T, lowering: Lowering): t.Expression {
  const visitor = visitors[node.type] as ((node: T, lowering: Lowering) => t.Node) | undefined;
  return (visitor === undefined ? lowering.children(node) : visitor(node, lowering)) as t.Expression;
}

/** The last expression of a sequence, replaced. */
function atEnd(value: t.Expression, change: (last: t.Expression) => t.Expression): t.Expression {
  if (value.type !== 'SequenceExpression') return change(value);
  const last = value.expressions.at(-1) as t.Expression;
  return sequence(...value.expressions.slice(0, -1), change(last));
}

/** Constructors of the realm that neither call what they are given nor read shared memory: stacks of errors begin where they are made. */
const QUIET =
  /^(?:\w*Error|Map|Set|WeakMap|WeakSet|WeakRef|Date|RegExp|Object|Array|SharedArrayBuffer|ArrayBuffer|DataView)$/;

const callsNothing = ({ callee }: t.NewExpression, lowering: Lowering): boolean =>
  lowering.isGlobal(callee) && QUIET.test(callee.name);

export const deepVisitors: Visitors = {
  ...visitors,
  CallExpression(node, lowering) {
    if (!lowering.frame.deep) return lowered(node, lowering);
    const own = privateTwinCall(node, lowering);
    if (own !== null) return own;
    return atEnd(lowered(node, lowering), (last) =>
      last.type === 'CallExpression' ? enterCall(node, last, lowering) : last,
    );
  },
  NewExpression(node, lowering) {
    const made = lowered(node, lowering);
    if (!lowering.frame.deep || callsNothing(node, lowering)) return made;
    return atEnd(made, (last) => {
      if (last.type !== 'NewExpression') return last;
      const args = t.arrayExpression(last.arguments as t.ArrayExpression['elements']);
      const text = string(calleeText(node.callee));
      const made = callExpression(lowering.entry('construct'), [last.callee as t.Expression, args, text]);
      return enterMade(made, lowering);
    });
  },
  MemberExpression(node, lowering) {
    const read = lowered(node, lowering);
    return isElement(node) ? readElement(node, read, lowering) : read;
  },
  ObjectExpression(node, lowering) {
    return objectWithTwins(node, lowered(node, lowering) as t.ObjectExpression, lowering);
  },
  SpreadElement(node, lowering) {
    const made = lowered(node, lowering) as unknown as t.SpreadElement;
    if (!lowering.frame.deep) return made;
    const { argument } = made;
    if (argument.type === 'ArrayExpression') return made;
    const name = lowering.held();
    const whole = callExpression(lowering.entry('touchAll'), [identifier(name), lowering.site('r', node)]);
    const stop = t.logicalExpression('&&', whole, t.yieldExpression(lowering.deepSwitch()));
    return withFields(made, { argument: sequence(hold(name, argument), stop, identifier(name)) });
  },
};
