// Which accesses of properties are announced: those of objects that other tasks may know.

import type { types as t } from '@babel/core';
import { again, string } from './expressions';
import type { Lowering } from './lowering';

export type Member = t.MemberExpression | t.OptionalMemberExpression;

const UNTRACKED_PROPERTIES = new Set(['prototype', 'constructor', '__proto__']);

export function isTracked(node: Member, lowering: Lowering): boolean {
  const { object, property } = node;
  if (!lowering.frame.tracked || !node.loc) return false;
  if (!node.computed && property.type === 'Identifier' && UNTRACKED_PROPERTIES.has(property.name)) return false;
  // What private getters and setters access is announced where they do.
  if (property.type === 'PrivateName' && !lowering.facts.isPrivateField(property.id.name)) return false;
  return isShared(object, lowering);
}

/** Whether others may know the object that the expression yields. */
export function isShared(object: t.Node, lowering: Lowering): boolean {
  switch (object.type) {
    case 'ThisExpression':
      return !lowering.frame.info.constructs;
    case 'Super':
    case 'MetaProperty':
    case 'Import':
    case 'StringLiteral':
    case 'TemplateLiteral':
    case 'ArrayExpression':
      return false;
    case 'Identifier': {
      const binding = lowering.binding(object);
      return binding != null && lowering.facts.binding(binding).shared;
    }
    default:
      return true;
  }
}

/** The key as an expression that may be evaluated a second time, or null if it may not. */
export function plainKey(node: Member, lowering: Lowering): t.Expression | null {
  if (node.property.type === 'PrivateName') return string(`#${node.property.id.name}`);
  if (!node.computed) return string((node.property as t.Identifier).name);
  return lowering.isPlain(node.property) ? again(node.property as t.Expression) : null;
}
