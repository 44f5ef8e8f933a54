// What a deep file does in addition, for each kind of node. In generators of deep mode calls enter, and accesses stop; in plain forms accesses to
// elements are told to the runtime.

import { types as t } from '@babel/core';
import { callExpression, identifier } from '../builders';
import { hold, sequence, string, withFields } from '../expressions';
import type { Lowering, Visitors } from '../lowering';
import { readSuper } from '../super';
import { isSuperMember } from '../syntax';
import { visitors } from '../visitors';
import { assignAccessor, enterGetter, enterSetter, updateAccessor } from './accessors';
import { enterChain } from './chains';
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
const QUIET = /^(?:\w*Error|WeakRef|Date|RegExp|Object|Array|SharedArrayBuffer|ArrayBuffer|DataView)$/;

const callsNothing = ({ callee, arguments: args }: t.NewExpression, lowering: Lowering): boolean =>
  lowering.isGlobal(callee) &&
  (QUIET.test(callee.name) || (args.length === 0 && /^(?:Weak)?(?:Map|Set)$/.test(callee.name)));

/** Methods of arrays that call a callback before they return. */
const CALLS_AT_ONCE =
  /^(?:forEach|map|filter|flatMap|some|every|find|findIndex|findLast|findLastIndex|reduce|reduceRight|sort)$/;

/** In plain code the callback of such a method is called by native code, where it could not stop: it gets no generator form. */
function leaveCallback({ callee, arguments: [callback] }: t.CallExpression, lowering: Lowering): void {
  if (lowering.frame.info.kind === 'program' || callee.type !== 'MemberExpression' || callee.computed) return;
  if (callee.property.type !== 'Identifier' || !CALLS_AT_ONCE.test(callee.property.name)) return;
  if (callback?.type === 'ArrowFunctionExpression' || callback?.type === 'FunctionExpression')
    lowering.plainCallbacks.add(callback);
}

/** `super.m(a)` in a body that was moved away from its class. */
function enterSuper(node: t.CallExpression, lowering: Lowering): t.Expression | null {
  const { callee } = node;
  if (lowering.frame.superGet === null || !isSuperMember(callee)) return null;
  const method = readSuper(callee, lowering);
  const args = t.arrayExpression(lowering.list(node.arguments) as t.ArrayExpression['elements']);
  const call = [lowering.self(), method, args, string(calleeText(callee))];
  return enterMade(callExpression(lowering.entry('into'), call), lowering);
}

export const deepVisitors: Visitors = {
  ...visitors,
  CallExpression(node, lowering) {
    if (!lowering.frame.deep) {
      leaveCallback(node, lowering);
      return lowered(node, lowering);
    }
    const own = privateTwinCall(node, lowering) ?? enterSuper(node, lowering);
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
  OptionalCallExpression: (node, lowering) =>
    (lowering.frame.deep ? enterChain(node, lowering) : null) ?? lowered(node, lowering),
  OptionalMemberExpression: (node, lowering) =>
    (lowering.frame.deep ? enterChain(node, lowering) : null) ?? lowered(node, lowering),
  TaggedTemplateExpression(node, lowering) {
    const made = lowered(node, lowering) as t.TaggedTemplateExpression;
    if (!lowering.frame.deep) return made;
    const { quasi, tag } = made;
    const zeros = quasi.expressions.map(() => t.numericLiteral(0));
    const strings = t.taggedTemplateExpression(lowering.entry('strings'), { ...quasi, expressions: zeros });
    const args = [strings, ...(quasi.expressions as t.Expression[])];
    const call = t.callExpression(node.tag, []);
    return enterCall({ ...call, loc: node.loc }, { ...call, callee: tag, arguments: args }, lowering);
  },
  MemberExpression(node, lowering) {
    const read = lowered(node, lowering);
    if (isElement(node)) return readElement(node, read, lowering);
    return lowering.frame.deep ? atEnd(read, (last) => enterGetter(node, last, lowering)) : read;
  },
  AssignmentExpression(node, lowering) {
    const { deep } = lowering.frame;
    const own = deep ? assignAccessor(node, lowering) : null;
    if (own !== null) return own;
    const made = lowered(node, lowering);
    return deep ? enterSetter(node, made, lowering) : made;
  },
  UpdateExpression: (node, lowering) =>
    (lowering.frame.deep ? updateAccessor(node, lowering) : null) ?? lowered(node, lowering),
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
    const all = enterMade(callExpression(lowering.entry('spread'), [identifier(name)]), lowering);
    return withFields(made, { argument: sequence(hold(name, argument), stop, all) });
  },
};
