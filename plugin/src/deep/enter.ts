// What generators of deep files do at a call and at an access: they enter the callee's generator form, or stop before the access.
//
//   f(a)       (_y = _$.into(void 0, f, [a], "f"), _d.in ? yield* _y : _y)
//   o.m(a)     (_y = _$.into(_x = o, _x.m, [a], "o.m"), _d.in ? yield* _y : _y)
//   v[i]       (_d.on && _$.touch(v, i, false, _s + 4) && (yield _d), v[i])

import { types as t } from '@babel/core';
import { booleanLiteral, callExpression, identifier, logicalExpression, yieldExpression } from '../builders';
import { again, assign, hold, member, nothing, sequence, string } from '../expressions';
import type { Lowering } from '../lowering';
import { isPlain } from '../quiet';

/** `(_y = made, _d.in ? yield* _y : _y)` */
export function enterMade(made: t.Expression, lowering: Lowering): t.Expression {
  const name = lowering.names.shared('_y');
  lowering.frame.temporaries?.set(name, null);
  const choice = t.conditionalExpression(
    member(lowering.deepSwitch(), 'in'),
    yieldExpression(identifier(name), true),
    identifier(name),
  );
  return sequence(assign(identifier(name), made), choice);
}

/** Names whose calls touch memory, and so have a site. */
const TOUCHES =
  /^(?:load|store|add|sub|and|or|xor|exchange|compareExchange|wait|waitAsync|notify|[gs]et\w*|fill|copyWithin|slice|sort|reverse|encodeInto|at|join|indexOf|lastIndexOf|includes|to\w+|with|forEach|map|filter|reduce|reduceRight|some|every|find\w*|call|apply)$/;

function siteOf(node: t.CallExpression, lowering: Lowering): t.Expression[] {
  const { callee } = node;
  const name =
    callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier'
      ? callee.property.name
      : callee.type === 'Identifier'
        ? callee.name
        : '';
  return TOUCHES.test(name) && node.loc ? [lowering.site('m', node)] : [];
}

/** A call that has been lowered. @param node the call in the source */
export function enterCall(node: t.CallExpression, lowered: t.CallExpression, lowering: Lowering): t.Expression {
  const { callee } = lowered;
  if (!staysOrdinary(callee as t.Expression, lowering)) return lowered;
  const args = t.arrayExpression(lowered.arguments as t.ArrayExpression['elements']);
  const [self, method] = receiver(callee as t.Expression, lowering);
  const rest = [args, string(calleeText(node.callee)), ...siteOf(node, lowering)];
  return enterMade(callExpression(lowering.entry('into'), [self, method, ...rest]), lowering);
}

/** Whether the call is one of the user's. */
function staysOrdinary(callee: t.Expression, lowering: Lowering): boolean {
  if (callee.type === ('Import' as never) || callee.type === ('Super' as never)) return false;
  if (callee.type === 'Identifier') return !(callee.name === 'require' && lowering.isGlobal(callee));
  if (callee.type === 'MemberExpression') return !t.isIdentifier(callee.object, { name: lowering.runtime });
  return true;
}

/** `this` of the call, and the function. */
function receiver(callee: t.Expression, lowering: Lowering): [t.Expression, t.Expression] {
  if (callee.type !== 'MemberExpression') return [nothing(), callee];
  const object = callee.object as t.Expression;
  if (object.type === ('Super' as never)) return [lowering.self(), callee];
  const { property } = callee;
  if (!callee.computed && property.type === 'Identifier' && lowering.privateMethods?.getters.has(property.name)) {
    const name = lowering.held();
    const method = callExpression(lowering.entry('get'), [identifier(name), string(property.name)]);
    return [hold(name, object), enterMade(method, lowering)];
  }
  if (isPlain(object)) return [again(object), callee];
  const simpleKey = !callee.computed || isPlain(callee.property);
  const name = simpleKey ? lowering.names.shared('_z') : lowering.held();
  lowering.frame.temporaries?.set(name, null);
  return [hold(name, object), { ...callee, object: identifier(name) }];
}

/** As V8 shows the callee in "… is not a function". */
export function calleeText(node: t.Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return '(intermediate value)';
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const { object, property } = node;
      if (property.type === 'PrivateName') return `${calleeText(object)}.#${property.id.name}`;
      if (!node.computed) return `${calleeText(object)}.${(property as t.Identifier).name}`;
      if (property.type === 'StringLiteral') return `${calleeText(object)}.${property.value}`;
      if (property.type === 'NumericLiteral') return `${calleeText(object)}[${property.value}]`;
      return `${calleeText(object)}[${property.type === 'Identifier' ? property.name : '(intermediate value)'}]`;
    }
    case 'CallExpression':
    case 'OptionalCallExpression':
      return `${calleeText(node.callee)}(...)`;
    default:
      return '(intermediate value)';
  }
}

/** What is put in front of the access to an element. @param object @param key plain expressions */
export function touchElement(
  object: t.Expression,
  key: t.Expression,
  writes: boolean,
  node: t.Node,
  lowering: Lowering,
): t.Expression {
  const args = [again(object), again(key), booleanLiteral(writes), lowering.site(writes ? 'w' : 'r', node)];
  const on = member(lowering.deepSwitch(), 'on');
  if (!lowering.frame.deep) return logicalExpression('&&', on, callExpression(lowering.entry('passed'), args));
  const touches = callExpression(lowering.entry('touch'), args);
  return logicalExpression('&&', logicalExpression('&&', on, touches), yieldExpression(lowering.deepSwitch()));
}
