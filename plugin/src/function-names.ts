// Names of functions and classes as reports show them: their own, or that of what they are assigned to; methods as `Class.method`.

import { type NodePath, types as t } from '@babel/core';
import { isField, type Method, nameOfTarget } from './syntax';

export function functionName(path: NodePath<t.Function>): string {
  const { node } = path;
  if (node.type === 'ObjectMethod') return keyOf(node);
  if (node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod') {
    const owner = className(path.parentPath?.parentPath ?? null);
    return owner === '' ? keyOf(node) : `${owner}.${keyOf(node)}`;
  }
  const own = 'id' in node ? node.id?.name : undefined;
  return own ?? (nameFromPlace(path) || '<anonymous>');
}

function className(path: NodePath | null): string {
  if (!path?.isClass()) return '';
  return path.node.id?.name ?? nameFromPlace(path);
}

/** The name of what the function or class at `path` is given to. */
function nameFromPlace({ node, parent, parentPath }: NodePath): string {
  if (t.isVariableDeclarator(parent, { init: node as t.Expression })) return nameOfTarget(parent.id);
  if (t.isAssignmentExpression(parent) && parent.right === node) return nameOfTarget(parent.left);
  if (t.isAssignmentPattern(parent) && parent.right === node) return nameOfTarget(parent.left);
  if (t.isObjectProperty(parent) && parent.value === node)
    return !parent.computed && t.isIdentifier(parent.key) ? parent.key.name : '';
  if (!isField(parent) || parent.value !== node) return '';
  const { key } = parent;
  const own = t.isPrivateName(key) ? `#${key.id.name}` : t.isIdentifier(key) ? key.name : '';
  const owner = parentPath?.parentPath?.parent;
  return t.isClass(owner) && owner.id ? `${owner.id.name}.${own}` : own;
}

function keyOf(node: Method): string {
  const { key } = node;
  if (t.isPrivateName(key)) return `#${key.id.name}`;
  if (t.isIdentifier(key) && !('computed' in node && node.computed)) return key.name;
  return t.isStringLiteral(key) ? key.value : '<computed>';
}
