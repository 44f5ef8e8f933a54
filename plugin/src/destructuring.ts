// Access tracking of destructuring: the properties that a pattern reads are announced before it, the targets that an assignment writes
// behind it. Only what the outermost pattern reads by name, and targets that can be named again, so that the code stays short.
//
//   const { a } = o        const { a } = (_t.on && _r(o, "a", 3), o)
//   [p.x, n] = e           [p.x, n] = e, _t.on && _w(p, "x", 4), _t.on && _v("n", true, n, 5)

import type { types as t } from '@babel/core';
import { copy, isShared, keep, plainKey } from './access';
import { accessorOf } from './accessors';
import { isFresh, isRequire } from './facts';
import { identifier, nothing, sequence, string } from './nodes';
import { isPlain, isQuiet } from './quiet';
import type { Rewriter } from './rewriter';
import { announcedName, variableLog } from './variables';

/** The value to be taken apart by `pattern`, which has not been rewritten. */
export function rewriteSource(pattern: t.Node, source: t.Expression, rewriter: Rewriter): t.Expression {
  const properties = readProperties(pattern, source, rewriter);
  if (properties.length === 0) return rewriter.expression(source);
  const text = rewriter.sites.source(source);
  const value = rewriter.expression(source);
  const plain = isPlain(value);
  const object = plain ? value : rewriter.temporary();
  const logs = properties.map(([property, key]) =>
    rewriter.log('read', [copy(object), string(key)], 'r', property, `${text}.${key}`),
  );
  return sequence(...(plain ? [] : keep(object as t.Identifier, value)), ...logs, copy(object));
}

function readProperties(pattern: t.Node, source: t.Expression, rewriter: Rewriter): [t.Node, string][] {
  if (pattern.type !== 'ObjectPattern' || !rewriter.frame.tracked || !isShared(source, rewriter)) return [];
  if (isFresh(source) || isRequire(source)) return [];
  // A default that waits would part the announcement from the read.
  if (!pattern.properties.every((property) => property.type === 'RestElement' || isBrief(property))) return [];
  return pattern.properties.flatMap((property): [t.Node, string][] => {
    if (property.type === 'RestElement' || property.computed || !property.loc) return [];
    if (property.key.type === 'Identifier') return [[property, property.key.name]];
    return property.key.type === 'StringLiteral' ? [[property, property.key.value]] : [];
  });
}

function isBrief(property: t.ObjectProperty): boolean {
  if (property.computed && !isQuiet(property.key)) return false;
  return property.value.type !== 'AssignmentPattern' || isQuiet(property.value.right);
}

/** What `pattern`, which has not been rewritten, writes: to be put behind the assignment. */
export function announceTargets(pattern: t.Node, rewriter: Rewriter): t.Expression[] {
  if (!rewriter.frame.tracked || !rewriter.canDeclare) return [];
  const targets = targetsOf(pattern);
  const written = new Set(targets.flatMap((target) => (target.type === 'Identifier' ? [target.name] : [])));
  return targets.flatMap((target) => {
    if (target.type === 'Identifier') return announceVariable(target, rewriter);
    return target.type === 'MemberExpression' ? announceProperty(target, written, rewriter) : [];
  });
}

function announceVariable(target: t.Identifier, rewriter: Rewriter): t.Expression[] {
  const name = announcedName(target, rewriter);
  if (name === null) return [];
  const value = accessorOf(target, rewriter) === null ? identifier(target.name) : nothing();
  return [variableLog(name, true, value, target, rewriter)];
}

function announceProperty(
  target: t.MemberExpression,
  written: ReadonlySet<string>,
  rewriter: Rewriter,
): t.Expression[] {
  const key = plainKey(target, rewriter);
  const changes = (node: t.Node) => node.type === 'Identifier' && written.has(node.name);
  if (!rewriter.isPlain(target.object) || !isShared(target.object, rewriter) || key === null || !target.loc) return [];
  if (changes(target.object) || changes(key)) return [];
  const text = rewriter.sites.source(target);
  return [rewriter.log('write', [copy(target.object as t.Expression), key], 'w', target, text)];
}

function targetsOf(pattern: t.Node | null): t.Node[] {
  switch (pattern?.type) {
    case 'ObjectPattern':
      return pattern.properties.flatMap((p) => targetsOf(p.type === 'RestElement' ? p.argument : p.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((item) => targetsOf(item));
    case 'AssignmentPattern':
      return targetsOf(pattern.left);
    case 'RestElement':
      return targetsOf(pattern.argument);
    case 'Identifier':
    case 'MemberExpression':
      return [pattern];
    default:
      return [];
  }
}
