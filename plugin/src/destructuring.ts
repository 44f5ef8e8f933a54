// Access tracking of destructuring: the properties that a pattern reads are announced before it, the targets that an assignment writes
// behind it. Only what the outermost pattern reads by name, and targets that can be named again, so that the code stays short.
//
//   const { a } = o        const { a } = (_t.on && _r(o, "a", 3), o)
//   [p.x, n] = e           [p.x, n] = e, _t.on && _w(p, "x", 4), _t.on && _v("n", true, n, 5)

import { types as t } from '@babel/core';
import { accessLog } from './access-log';
import { accessorOf } from './accessors';
import { callExpression } from './builders';
import { enterMade } from './deep/enter';
import { again, nothing, sequence, string, withFields } from './expressions';
import { announcedName, variableLog } from './identifier';
import { readWhole } from './iteration';
import type { Lowering, Visitors } from './lowering';
import { keep } from './member';
import { lowerTarget } from './patterns';
import { isPlain, isQuiet } from './quiet';
import { isShared, plainKey } from './shared-objects';
import { isFresh, isRequire, targetsOf } from './syntax';

export const destructuring: Visitors = {
  VariableDeclarator(node, lowering) {
    const init = node.init && lowerSource(node.id, node.init, lowering);
    return withFields(node, { init, id: lowerTarget(node.id, lowering) });
  },
};

/** The value to be taken apart by `pattern`, which has not been lowered. */
export function lowerSource(pattern: t.Node, source: t.Expression, lowering: Lowering): t.Expression {
  if (pattern.type === 'ArrayPattern') return takeApart(pattern, readWhole(source, 'values', lowering), lowering);
  const properties = readProperties(pattern, source, lowering);
  if (properties.length === 0) return lowering.expression(source);
  const text = lowering.sites.source(source);
  const value = lowering.expression(source);
  const plain = isPlain(value);
  const object = plain ? value : t.identifier(lowering.temporary());
  const logs = properties.map(([property, key]) =>
    accessLog('read', [again(object), string(key)], 'r', property, `${text}.${key}`, lowering),
  );
  return sequence(...(plain ? [] : keep((object as t.Identifier).name, value)), ...logs, again(object));
}

/** In generators of deep mode the values are taken first, if the pattern has nothing to evaluate that could see the difference. */
function takeApart(pattern: t.ArrayPattern, source: t.Expression, lowering: Lowering): t.Expression {
  const { elements } = pattern;
  if (!lowering.frame.deep || !lowering.canDeclare || !elements.every((item) => isOwnName(item, lowering)))
    return source;
  const args = elements.at(-1)?.type === 'RestElement' ? [source] : [source, t.numericLiteral(elements.length)];
  return enterMade(callExpression(lowering.entry('spread'), args), lowering);
}

/** A variable that no other function sees. */
function isOwnName(item: t.ArrayPattern['elements'][number], lowering: Lowering): boolean {
  if (item === null) return true;
  if (item.type === 'RestElement') return isOwnName(item.argument as t.Identifier, lowering);
  if (item.type === 'AssignmentPattern') return isQuiet(item.right) && isOwnName(item.left as t.Identifier, lowering);
  const binding = item.type === 'Identifier' ? lowering.binding(item) : null;
  if (binding == null) return false;
  const owner = binding.scope.getFunctionParent();
  return [...binding.referencePaths, ...binding.constantViolations].every(
    (path) => path.scope.getFunctionParent() === owner,
  );
}

function readProperties(pattern: t.Node, source: t.Expression, lowering: Lowering): [t.Node, string][] {
  if (pattern.type !== 'ObjectPattern' || !lowering.frame.tracked || !isShared(source, lowering)) return [];
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

/** What `pattern`, which has not been lowered, writes: to be put behind the assignment. */
export function announceTargets(pattern: t.Node, lowering: Lowering): t.Expression[] {
  if (!lowering.frame.tracked || !lowering.canDeclare) return [];
  const targets = targetsOf(pattern);
  const written = new Set(Object.keys(t.getBindingIdentifiers(pattern)));
  return targets.flatMap((target) => {
    if (target.type === 'Identifier') return announceVariable(target, lowering);
    return target.type === 'MemberExpression' ? announceProperty(target, written, lowering) : [];
  });
}

function announceVariable(target: t.Identifier, lowering: Lowering): t.Expression[] {
  const name = announcedName(target, lowering);
  if (name === null) return [];
  const value = accessorOf(target, lowering) === null ? t.identifier(target.name) : nothing();
  return [variableLog(name, true, value, target, lowering)];
}

function announceProperty(
  target: t.MemberExpression,
  written: ReadonlySet<string>,
  lowering: Lowering,
): t.Expression[] {
  const key = plainKey(target, lowering);
  const changes = (node: t.Node) => node.type === 'Identifier' && written.has(node.name);
  if (!lowering.isPlain(target.object) || !isShared(target.object, lowering) || key === null || !target.loc) return [];
  if (changes(target.object) || changes(key)) return [];
  const text = lowering.sites.source(target);
  return [accessLog('write', [again(target.object as t.Expression), key], 'w', target, text, lowering)];
}
