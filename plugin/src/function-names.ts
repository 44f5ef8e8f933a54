// Names of functions and classes as reports show them: their own, or that of what they are assigned to; methods as `Class.method`.

import type { types as t } from '@babel/core';
import { isFunction } from './nodes';

type Method = t.ObjectMethod | t.ClassMethod | t.ClassPrivateMethod;

export class FunctionNames {
  private readonly hints = new Map<t.Node, string>();

  /** `node` is given to something called `name`. */
  hint(node: t.Node, name: string): void {
    if (name !== '' && (isFunction(node) || node.type === 'ClassExpression')) this.hints.set(node, name);
  }

  /** @param owner the class around a method */
  of(node: t.Function, owner: t.Class | undefined): string {
    if (node.type === 'ObjectMethod') return keyOf(node);
    if (node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod') {
      const className = owner && (owner.id?.name ?? this.hints.get(owner));
      return className ? `${className}.${keyOf(node)}` : keyOf(node);
    }
    return ('id' in node ? node.id?.name : undefined) ?? this.hints.get(node) ?? '<anonymous>';
  }
}

function keyOf(node: Method): string {
  const { key } = node;
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  if (key.type === 'Identifier' && !('computed' in node && node.computed)) return key.name;
  return key.type === 'StringLiteral' ? key.value : '<computed>';
}
