// Calls: of `super`, of controlled modules and timers, of the methods of collections, and all others.

import type { types as t } from '@babel/core';
import { lowerCollectionCall } from './collections';
import { controlledLoad, importedModule, loadedModule } from './controlled-modules';
import { withFields } from './expressions';
import { controlledMember, controlledMethod, timerCallee } from './free-globals';
import { wholeArguments } from './iteration';
import type { Lowering, Visitors } from './lowering';
import { lowerOwner } from './member';
import { announceCall } from './recursion';
import { callOptionalSuper, callSuper, constructSuper, tagSuper } from './super';
import { isSuperMember } from './syntax';

export const calls: Visitors = {
  CallExpression(node, lowering) {
    const { callee } = node;
    if (callee.type === 'Super') return constructSuper(node, lowering);
    if (callee.type === 'MemberExpression' && callee.object.type === 'Super') return callSuper(node, callee, lowering);
    const module = loadedModule(node, lowering);
    if (module !== null) return controlledLoad(module, lowerCall(node, lowering), lowering);
    const collection = lowerCollectionCall(node, lowering);
    if (collection !== null) return collection;
    const timer = timerCallee(node, lowering);
    return timer === null
      ? lowerOrdinaryCall(node, lowering)
      : { ...node, callee: timer, arguments: lowering.list(node.arguments) };
  },
  OptionalCallExpression(node, lowering) {
    const { callee } = node;
    return isSuperMember(callee) ? callOptionalSuper(node, callee, lowering) : lowerCall(node, lowering);
  },
  ImportExpression(node, lowering) {
    const module = importedModule(node, lowering);
    return module === null ? lowering.children(node) : controlledLoad(module, node, lowering);
  },
  NewExpression: lowerCall,
  TaggedTemplateExpression(node, lowering) {
    const tag = isSuperMember(node.tag) ? tagSuper(node.tag, lowering) : lowerCallee(node.tag, lowering);
    return withFields(node, { tag, quasi: lowering.children(node.quasi) });
  },
};

function lowerOrdinaryCall(node: t.CallExpression, lowering: Lowering): t.Expression {
  const lowered = lowerCall(node, lowering);
  // Where the function stays as it is written, Node awaits.
  const { async } = lowering.frame;
  return async && !lowering.deepFile && lowering.direct.has(node) ? announceCall(node, lowered, lowering) : lowered;
}

function lowerCall<T extends t.CallExpression | t.OptionalCallExpression | t.NewExpression>(
  node: T,
  lowering: Lowering,
): T {
  const callee = lowerCallee(node.callee as t.Expression, lowering, node.type === 'NewExpression');
  const whole = node.type === 'OptionalCallExpression' ? null : wholeArguments(node, lowering);
  const args = whole ?? lowering.list(node.arguments);
  return callee === node.callee && args === node.arguments ? node : { ...node, callee, arguments: args };
}

/** Fetching a method is no read of shared state, and must keep its object. */
function lowerCallee(callee: t.Expression, lowering: Lowering, constructed = false): t.Expression {
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression')
    return lowering.expression(callee);
  if (callee.object.type === 'Super') return lowering.expression(callee);
  // What `calls` gives may be bound to its owner, and is no constructor.
  const controlled = constructed ? controlledMember(callee, lowering) : controlledMethod(callee, lowering);
  if (controlled !== null) return controlled;
  return withFields(callee as t.MemberExpression, {
    object: lowerOwner(callee.object as t.Expression, lowering),
    property: callee.computed ? lowering.expression(callee.property) : callee.property,
  });
}
