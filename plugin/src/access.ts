// Access tracking: reads and writes of state that other tasks may share are announced to the runtime while its switch is on.
//
//   o.k          (_t.on && _r(o, "k", 7), o.k)
//   f().k        (_x = f(), _t.on && _r(_x, "k", 7), _x.k)
//   o.k = v      (_x = o.k = v, _t.on && _w(o, "k", 8), _x)
//
// Of a chain `a.b.c` only the last read is announced. Nothing is evaluated twice, and nothing earlier than before.

import type { types as t } from '@babel/core';
import { controlledMember } from './free-globals';
import { and, assign, boolean, identifier, nothing, sequence, string } from './nodes';
import { isPlain, isQuiet } from './quiet';
import type { Rewriter } from './rewriter';

type Member = t.MemberExpression | t.OptionalMemberExpression;

/** Methods of Map, Set and Array that read or change their contents. */
const METHODS = new Set(
  (
    'get set has delete clear add forEach keys values entries ' +
    'push pop shift unshift splice sort reverse fill copyWithin includes indexOf find some every filter'
  ).split(' '),
);

/** Methods whose first argument is the key. */
const KEYED = new Set(['get', 'set', 'has', 'delete', 'add']);

const UNTRACKED_PROPERTIES = new Set(['prototype', 'constructor', '__proto__']);

function isTracked(node: Member, rewriter: Rewriter): boolean {
  const { frame } = rewriter;
  if (!frame.tracked || !node.loc) return false;
  const { object, property } = node;
  if (!node.computed && property.type === 'Identifier' && UNTRACKED_PROPERTIES.has(property.name)) return false;
  return isShared(object, rewriter);
}

/** Whether others may know the object that the expression yields. */
function isShared(object: t.Node, rewriter: Rewriter): boolean {
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
function plainKey(node: Member): t.Expression | null {
  if (node.property.type === 'PrivateName') return string(`#${node.property.id.name}`);
  if (!node.computed) return string((node.property as t.Identifier).name);
  return isPlain(node.property) ? copy(node.property as t.Expression) : null;
}

function copy<T extends t.Expression>(node: T): T {
  return { ...node, leadingComments: null, trailingComments: null };
}

/** Reads inside a chain, and the objects of calls, are not announced themselves. */
export function rewriteChain(node: Member, rewriter: Rewriter): void {
  node.object = rewriteObject(node.object as t.Expression, rewriter);
  if (node.computed) node.property = rewriter.expression(node.property);
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
  const key = plainKey(node);
  const simple = isPlain(node.object);
  const optional = node.type === 'OptionalMemberExpression';
  rewriteChain(node, rewriter);
  // `a?.b.c` must not be taken apart; only `a?.b` can be announced.
  if (!tracked || (optional && (!simple || !node.optional || key === null))) return node;
  if (simple && key !== null && isPlain(node.object))
    return sequence(rewriter.log('read', [copy(node.object as t.Expression), key], 'r', node, text), node);
  if (!rewriter.canDeclare || optional) return node;
  const object = key === null ? rewriter.held() : rewriter.temporary();
  const parts: t.Expression[] = [assign(object, node.object as t.Expression)];
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

/** An object and key that are evaluated once, in their place, and can be named again afterwards. */
function pin(
  node: t.MemberExpression,
  quiet: boolean,
  rewriter: Rewriter,
): { object: t.Expression; key: t.Expression } {
  const key = plainKey(node);
  const steady = isPlain(node.object) && (quiet || isConstant(node.object, rewriter));
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
    if (left.type === 'MemberExpression') rewriteChain(left, rewriter);
    else node.left = rewriter.visit(left);
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

function finish(
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
  if (argument.type === 'Identifier') {
    const binding = variableOf(argument, rewriter);
    if (binding === null || !rewriter.canDeclare) return node;
    const read = variableLog(binding, false, node, rewriter);
    return finish([read], node, variableLog(binding, true, node, rewriter), used, rewriter);
  }
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
    else if (argument.type !== 'Identifier') node.argument = rewriter.expression(argument);
    return node;
  }
  const text = rewriter.sites.source(argument);
  const { object, key } = pin(argument, true, rewriter);
  return finish([], node, rewriter.log('write', [object, key], 'w', argument, text), used, rewriter);
}

// Variables

/** The name under which a shared variable is announced; null if it is not shared. */
function variableOf(node: t.Identifier, rewriter: Rewriter): string | null {
  const { frame, analysis } = rewriter;
  if (!frame.tracked || !node.loc) return null;
  const binding = rewriter.binding(node) ?? analysis.uses.written.get(node);
  if (binding == null || !binding.assigned) return null;
  if (binding.scope.kind === 'program') return binding.name;
  return binding.captured ? `${binding.name}@${binding.line}` : null;
}

function variableLog(name: string, write: boolean, node: t.Node, rewriter: Rewriter): t.Expression {
  const text = name.replace(/@\d+$/, '');
  return rewriter.log('variable', [string(name), boolean(write)], write ? 'w' : 'r', node, text);
}

export function rewriteVariable(node: t.Identifier, rewriter: Rewriter): t.Expression {
  const name = rewriter.binding(node) ? variableOf(node, rewriter) : null;
  return name === null ? node : sequence(variableLog(name, false, node, rewriter), node);
}

function assignVariable(
  node: t.AssignmentExpression,
  left: t.Identifier,
  used: boolean,
  rewriter: Rewriter,
): t.Expression {
  const name = variableOf(left, rewriter);
  const before = name !== null && node.operator !== '=' ? [variableLog(name, false, left, rewriter)] : [];
  node.right = rewriter.expression(node.right);
  if (name === null) return node;
  const write = variableLog(name, true, left, rewriter);
  return sequence(...before, node, write, ...(used ? [identifier(left.name)] : []));
}

// Collections

/** `map.get(k)`: announced immediately before the call. Returns null if this is no such call. */
export function rewriteMethod(node: t.CallExpression, rewriter: Rewriter): t.Expression | null {
  const { callee } = node;
  if (
    callee.type !== 'MemberExpression' ||
    callee.computed ||
    callee.property.type !== 'Identifier' ||
    !METHODS.has(callee.property.name) ||
    !isTracked(callee, rewriter)
  )
    return null;
  const name = callee.property.name;
  const text = rewriter.sites.source(callee.object);
  const first = node.arguments[0];
  const key = KEYED.has(name) && first !== undefined ? first : null;
  const plain = isPlain(callee.object);
  const early = node.arguments.every((argument) => isQuiet(argument)) && (key === null || isPlain(key));
  if (!plain && !rewriter.canDeclare) return null;
  if (!early && !rewriter.canDeclare) return null;
  const announcedKey = key !== null && isPlain(key) ? copy(key as t.Expression) : nothing();
  const object = rewriteObject(callee.object as t.Expression, rewriter);
  const before: t.Expression[] = [];
  let again: t.Expression;
  if (plain && isPlain(object)) {
    callee.object = object;
    again = copy(object);
  } else {
    const held = early ? rewriter.temporary() : rewriter.held();
    if (early) {
      before.push(assign(held, object));
      callee.object = identifier(held.name);
    } else callee.object = assign(held, object);
    again = identifier(held.name);
  }
  const announce = (k: t.Expression) => rewriter.log('method', [again, string(name), k], 'm', node, text);
  if (early) {
    rewriter.list(node.arguments);
    return sequence(...before, announce(announcedKey), node);
  }
  // The arguments may take their time: announce behind the last one.
  let lastKey: t.Expression = announcedKey;
  if (key !== null && !isPlain(key) && key.type !== 'SpreadElement') lastKey = rewriter.held();
  rewriter.list(node.arguments);
  if (lastKey.type === 'Identifier' && key !== null && !isPlain(key))
    node.arguments[0] = assign(identifier(lastKey.name), node.arguments[0] as t.Expression);
  const index = node.arguments.length - 1;
  const last = node.arguments[index] as t.Expression | t.SpreadElement;
  const held = rewriter.temporary();
  const value = last.type === 'SpreadElement' ? last.argument : last;
  const wrapped = sequence(assign(held, value), announce(lastKey), identifier(held.name));
  if (last.type === 'SpreadElement') last.argument = wrapped;
  else node.arguments[index] = wrapped;
  return sequence(node);
}
