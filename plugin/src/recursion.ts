// Recursive calls that are awaited or returned at once, by the names that the file uses. The runtime is told of them, because natively they
// take less of the stack: `await f(n - 1)` inside of `f` becomes `yield _$.at(f(_$.direct(n - 1)), s)`.

import { type NodePath, types as t } from '@babel/core';
import { accessorOf, readThrough } from './accessors';
import { staysAsync } from './eval';
import { nothing, sequence, string } from './expressions';
import type { Lowering } from './lowering';

/** Which async functions call which at once: `f`, `.f` for a method or property, `#f`. */
export class DirectCalls {
  private readonly calls = new Map<string, Set<string>>();

  add(caller: string, value: t.Node): void {
    for (const call of directCalls(value)) {
      const callee = calleeName(call.callee);
      if (callee === null) continue;
      let callees = this.calls.get(caller);
      if (callees === undefined) this.calls.set(caller, (callees = new Set()));
      callees.add(callee);
    }
  }

  /** Whether a call of `callee` in `caller` may come back to `caller`. */
  isRecursive(caller: string, callee: string): boolean {
    const seen = new Set([callee]);
    for (const name of seen) for (const next of this.calls.get(name) ?? []) seen.add(next);
    return seen.has(caller);
  }
}

/** The calls whose value is the value of the expression. */
export function directCalls(value: t.Node): t.CallExpression[] {
  switch (value.type) {
    case 'CallExpression':
      return [value];
    case 'ConditionalExpression':
      return [...directCalls(value.consequent), ...directCalls(value.alternate)];
    case 'LogicalExpression':
      return directCalls(value.right);
    case 'SequenceExpression':
      return directCalls(value.expressions.at(-1) as t.Expression);
    default:
      return [];
  }
}

function calleeName(callee: t.Node): string | null {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && !callee.computed ? keyName(callee.property) : null;
}

/** What a method or property with that key is called. */
export function keyName(key: t.Node): string | null {
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  return key.type === 'Identifier' ? `.${key.name}` : null;
}

/** Lowers a value that is awaited or returned at once. */
export function lowerDirectly(value: t.Expression, lowering: Lowering): t.Expression {
  const { name } = lowering.frame.info.lexical;
  if (name !== null)
    for (const call of directCalls(value)) {
      const callee = calleeName(call.callee);
      if (callee !== null && lowering.known.directCalls.isRecursive(name, callee)) lowering.direct.add(call);
    }
  return lowering.expression(value);
}

/** Announces a direct call, which has been lowered, to the runtime. */
export function announceCall(node: t.CallExpression, lowered: t.CallExpression, lowering: Lowering): t.Expression {
  const place = placeOfCallee(node.callee, lowering);
  if (place === null) return lowered;
  const announce = (value: t.Expression) => t.callExpression(lowering.entry('direct'), [value, ...place]);
  const last = lowered.arguments.at(-1);
  // What the callee is may throw, so it is evaluated once before.
  if (last === undefined)
    return sequence(t.cloneNode(lowered.callee as t.Expression, true, true), announce(nothing()), lowered);
  if (!t.isExpression(last)) return lowered;
  return { ...lowered, arguments: [...lowered.arguments.slice(0, -1), announce(last)] };
}

/** Where the runtime finds the function that is called: empty if it is certainly one of ours, null if nobody can find out. */
function placeOfCallee(callee: t.Node, lowering: Lowering): t.Expression[] | null {
  if (callee.type === 'Identifier') return isAsyncVariable(callee, lowering) ? [] : null;
  if (callee.type !== 'MemberExpression' || callee.computed) return null;
  const { object, property } = callee;
  if (property.type === 'PrivateName') return isAsyncPrivate(property, lowering) ? [] : null;
  const again = readAgain(object, lowering);
  return again && [again, string((property as t.Identifier).name)];
}

/** `this` or a variable once more; null for anything else. */
function readAgain(object: t.Node, lowering: Lowering): t.Expression | null {
  if (object.type === 'ThisExpression') return lowering.self();
  if (object.type !== 'Identifier' || !lowering.binding(object)) return null;
  const accessor = accessorOf(object, lowering);
  return accessor === null ? t.identifier(object.name) : readThrough(accessor, object);
}

/** The name always means the same async function of this file. */
function isAsyncVariable(node: t.Identifier, lowering: Lowering): boolean {
  const binding = lowering.binding(node);
  if (binding == null || binding.constantViolations.length > 0) return false;
  let { path }: { path: NodePath } = binding;
  if (path.isVariableDeclarator()) {
    if (!t.isIdentifier(path.node.id)) return false;
    path = path.get('init') as NodePath;
  }
  return becomesCoroutine(path.node, lowering);
}

function isAsyncPrivate({ id }: t.PrivateName, lowering: Lowering): boolean {
  const members = lowering.frame.info.lexical.privateClass?.node.body.body ?? [];
  const found = members.filter(
    (member) => 'key' in member && t.isPrivateName(member.key) && member.key.id.name === id.name,
  );
  return found.length === 1 && found.every((member) => becomesCoroutine(member, lowering));
}

function becomesCoroutine(node: t.Node, lowering: Lowering): boolean {
  return t.isFunction(node) && node.async === true && node.generator !== true && !staysAsync(node, lowering);
}
