// Access tracking of properties: reads and writes of objects that other tasks may know are announced to the runtime while its switch
// is on. Variables, destructuring and the methods of collections are in the files of those names.
//
//   o.k          (_t.on && _r(o, "k", 7), o.k)
//   f().k        (_x = f(), _t.on && _r(_x, "k", 7), _x.k)
//   o.k = v      (_x = o.k = v, _t.on && _w(o, "k", 8), _x)
//
// Of a chain `a.b.c` only the last read is announced. Nothing is evaluated twice, and nothing earlier than before.

import type { types as t } from '@babel/core';
import { accessorOf } from './accessors';
import { announceTargets, rewriteSource } from './destructuring';
import { controlledMember } from './free-globals';
import { and, assign, boolean, identifier, sequence, string } from './nodes';
import { isPlain, isQuiet } from './quiet';
import type { Rewriter } from './rewriter';
import { assignVariable, deleteVariable, updateVariable } from './variables';

type Member = t.MemberExpression | t.OptionalMemberExpression;

const UNTRACKED_PROPERTIES = new Set(['prototype', 'constructor', '__proto__']);

export function isTracked(node: Member, rewriter: Rewriter): boolean {
  const { frame } = rewriter;
  if (!frame.tracked || !node.loc) return false;
  const { object, property } = node;
  if (!node.computed && property.type === 'Identifier' && UNTRACKED_PROPERTIES.has(property.name)) return false;
  return isShared(object, rewriter);
}

/** Whether others may know the object that the expression yields. */
export function isShared(object: t.Node, rewriter: Rewriter): boolean {
  switch (object.type) {
    case 'ThisExpression':
      return !rewriter.frame.info.constructs;
    case 'Super':
    case 'MetaProperty':
    case 'Import':
    case 'StringLiteral':
    case 'TemplateLiteral':
      return false;
    case 'Identifier': {
      const binding = rewriter.binding(object);
      return (
        binding != null &&
        !binding.module &&
        !(binding.fresh && !binding.assigned && !binding.captured && !binding.escapes)
      );
    }
    default:
      return true;
  }
}

/** The key as an expression that may be evaluated a second time, or null if it may not. */
export function plainKey(node: Member, rewriter: Rewriter): t.Expression | null {
  if (node.property.type === 'PrivateName') return string(`#${node.property.id.name}`);
  if (!node.computed) return string((node.property as t.Identifier).name);
  return rewriter.isPlain(node.property) ? copy(node.property as t.Expression) : null;
}

export function copy<T extends t.Expression>(node: T): T {
  return { ...node, leadingComments: null, trailingComments: null };
}

/** Reads inside a chain, and the objects of calls, are not announced themselves. */
export function rewriteChain(node: Member, rewriter: Rewriter): void {
  node.object = rewriteObject(node.object as t.Expression, rewriter);
  if (node.computed) node.property = rewriter.expression(node.property);
}

/** The object of a method: which one it is was read from shared state, as in `this.client.query()`. */
export function rewriteOwner(object: t.Expression, rewriter: Rewriter): t.Expression {
  const names = object.type === 'MemberExpression' && object.object.type !== 'Super' && isNamed(object.object);
  return names ? rewriter.expression(object) : rewriteObject(object, rewriter);
}

/** `this`, `a`, `this.b.c`: nothing is called in it. */
function isNamed(node: t.Node): boolean {
  if (node.type === 'MemberExpression') return isNamed(node.object);
  return node.type === 'ThisExpression' || node.type === 'Identifier';
}

function rewriteObject(object: t.Expression, rewriter: Rewriter): t.Expression {
  if (object.type !== 'MemberExpression' && object.type !== 'OptionalMemberExpression')
    return rewriter.expression(object);
  if (object.object.type === 'Super') return rewriter.expression(object);
  const controlled = controlledMember(object, rewriter);
  if (controlled !== null) return controlled;
  rewriteChain(object, rewriter);
  return object;
}

export function rewriteRead(node: Member, rewriter: Rewriter): t.Expression {
  const tracked = isTracked(node, rewriter);
  const text = tracked ? rewriter.sites.source(node) : '';
  const key = plainKey(node, rewriter);
  const simple = rewriter.isPlain(node.object);
  const accessor = accessorOf(node.object, rewriter);
  const optional = node.type === 'OptionalMemberExpression';
  rewriteChain(node, rewriter);
  // `a?.b.c` must not be taken apart; only `a?.b` can be announced.
  if (!tracked || (optional && ((!simple && accessor === null) || !node.optional || key === null))) return node;
  if (simple && key !== null && isPlain(node.object))
    return sequence(rewriter.log('read', [copy(node.object as t.Expression), key], 'r', node, text), node);
  if (!rewriter.canDeclare || (optional && accessor === null)) return node;
  const object = key === null ? rewriter.held() : rewriter.temporary();
  const parts = keep(object, node.object as t.Expression);
  node.object = identifier(object.name);
  let announced = key;
  if (announced === null) {
    const held = rewriter.held();
    parts.push(assign(held, node.property as t.Expression));
    node.property = identifier(held.name);
    announced = identifier(held.name);
  }
  return sequence(...parts, rewriter.log('read', [identifier(object.name), announced], 'r', node, text), node);
}

/** `variable = value`, in parts; nothing is assigned twice if the value ends with the variable. */
export function keep(variable: t.Identifier, value: t.Expression): t.Expression[] {
  if (value.type !== 'SequenceExpression') return [assign(variable, value)];
  const before = value.expressions.slice(0, -1);
  const last = value.expressions.at(-1) as t.Expression;
  return last.type === 'Identifier' && last.name === variable.name ? before : [...before, assign(variable, last)];
}

/** An object and key that are evaluated once, in their place, and can be named again afterwards. */
function pin(
  node: t.MemberExpression,
  quiet: boolean,
  rewriter: Rewriter,
): { object: t.Expression; key: t.Expression } {
  const key = plainKey(node, rewriter);
  const steady = rewriter.isPlain(node.object) && (quiet || isConstant(node.object, rewriter));
  const steadyKey = key !== null && (quiet || !node.computed || isConstant(node.property, rewriter));
  rewriteChain(node, rewriter);
  let object = node.object as t.Expression;
  if (!steady || !isPlain(object)) {
    const held = rewriter.held();
    node.object = assign(held, object);
    object = held;
  }
  if (key !== null && steadyKey) return { object: copy(object), key };
  const held = rewriter.held();
  node.property = assign(held, node.property as t.Expression);
  return { object: copy(object), key: identifier(held.name) };
}

function isConstant(node: t.Node, rewriter: Rewriter): boolean {
  if (node.type !== 'Identifier') return true;
  const binding = rewriter.binding(node);
  return binding != null && !binding.assigned && binding.writes.length <= 1;
}

/** @param used whether the value of the assignment is used */
export function rewriteAssignment(node: t.AssignmentExpression, used: boolean, rewriter: Rewriter): t.Expression {
  const { left } = node;
  if (left.type === 'Identifier') return assignVariable(node, left, used, rewriter);
  if (left.type !== 'MemberExpression' || !rewriter.canDeclare || !isTracked(left, rewriter)) {
    if (left.type !== 'MemberExpression') return assignPattern(node, left, used, rewriter);
    rewriteChain(left, rewriter);
    node.right = rewriter.expression(node.right);
    return node;
  }
  const text = rewriter.sites.source(left);
  const quiet = isQuiet(node.right);
  const { object, key } = pin(left, quiet, rewriter);
  const before: t.Expression[] = [];
  if (node.operator !== '=') before.push(...readBefore(left, object, key, text, rewriter));
  node.right = rewriter.expression(node.right);
  let write = rewriter.log('write', [object, key], 'w', left, text);
  if (['&&=', '||=', '??='].includes(node.operator)) {
    const happened = rewriter.held();
    before.push(assign(happened, boolean(false)));
    node.right = sequence(assign(identifier(happened.name), boolean(true)), node.right);
    write = and(identifier(happened.name), write);
  }
  return finish(before, node, write, used, rewriter);
}

function assignPattern(
  node: t.AssignmentExpression,
  left: t.AssignmentExpression['left'],
  used: boolean,
  rewriter: Rewriter,
): t.Expression {
  const after = announceTargets(left, rewriter);
  const right = rewriteSource(left, node.right, rewriter);
  node.left = rewriter.visit(left);
  node.right = right;
  return after.length === 0 ? node : finish([], node, sequence(...after), used, rewriter);
}

/** For `o.k += v`: `o` and the key are evaluated in front, then the read is announced. */
function readBefore(
  left: t.MemberExpression,
  object: t.Expression,
  key: t.Expression,
  text: string,
  rewriter: Rewriter,
): t.Expression[] {
  const parts: t.Expression[] = [];
  if (left.object.type === 'AssignmentExpression') {
    parts.push(left.object);
    left.object = identifier((left.object.left as t.Identifier).name);
  }
  if (left.property.type === 'AssignmentExpression') {
    parts.push(left.property);
    left.property = identifier((left.property.left as t.Identifier).name);
  }
  return [...parts, rewriter.log('read', [copy(object), copy(key)], 'r', left, text)];
}

export function finish(
  before: t.Expression[],
  node: t.Expression,
  after: t.Expression,
  used: boolean,
  rewriter: Rewriter,
): t.Expression {
  if (!used) return sequence(...before, node, after);
  const result = rewriter.temporary();
  return sequence(...before, assign(result, node), after, identifier(result.name));
}

export function rewriteUpdate(node: t.UpdateExpression, used: boolean, rewriter: Rewriter): t.Expression {
  const { argument } = node;
  if (argument.type === 'Identifier') return updateVariable(node, argument, used, rewriter);
  if (argument.type !== 'MemberExpression') {
    rewriter.children(node);
    return node;
  }
  if (!rewriter.canDeclare || !isTracked(argument, rewriter)) {
    rewriteChain(argument, rewriter);
    return node;
  }
  const text = rewriter.sites.source(argument);
  const { object, key } = pin(argument, true, rewriter);
  const before = readBefore(argument, object, key, text, rewriter);
  return finish(before, node, rewriter.log('write', [object, key], 'w', argument, text), used, rewriter);
}

export function rewriteDelete(node: t.UnaryExpression, used: boolean, rewriter: Rewriter): t.Expression {
  const { argument } = node;
  if (argument.type !== 'MemberExpression' || !rewriter.canDeclare || !isTracked(argument, rewriter)) {
    if (argument.type === 'MemberExpression' || argument.type === 'OptionalMemberExpression')
      rewriteChain(argument, rewriter);
    else if (argument.type === 'Identifier') return deleteVariable(node, argument, rewriter);
    else node.argument = rewriter.expression(argument);
    return node;
  }
  const text = rewriter.sites.source(argument);
  const { object, key } = pin(argument, true, rewriter);
  return finish([], node, rewriter.log('write', [object, key], 'w', argument, text), used, rewriter);
}
