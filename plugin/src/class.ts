// Classes: their parts that are evaluated like functions, and the generators that live in them.

import { types as t } from '@babel/core';
import { lowerBlock } from './block';
import { bareConstructor, bareField, type Construction, constructionOf, registerClass } from './deep/classes';
import { privateTwinName } from './deep/private-methods';
import { classTwins, twinParts } from './deep/twin';
import { withFields } from './expressions';
import { frameOf } from './frame';
import type { Lowering, Visitors } from './lowering';
import type { Field } from './syntax';

export const classes: Visitors = {
  ClassDeclaration: lowerClass,
  ClassExpression: lowerClass,
  ClassProperty: lowerField,
  ClassPrivateProperty: lowerField,
  ClassAccessorProperty: lowerField,
  StaticBlock(node, lowering) {
    const info = lowering.facts.ofFunction(node);
    return lowering.within(frameOf(info, lowering.frame.accessors), () => {
      lowering.frame.temporaries = new Map();
      const block = lowerBlock(node, info.path.scope, lowering);
      return { ...block, body: lowering.withTemporaries(block.body) };
    });
  },
};

function lowerClass<T extends t.Class>(node: T, lowering: Lowering): T {
  const { facts, members, classAccessors, frame } = lowering;
  classAccessors.set(node, frame.accessors);
  const decorators = node.decorators && lowering.list(node.decorators);
  return lowering.inScope(facts.scopeOf(node, lowering.scope), () => {
    const superClass = node.superClass && lowering.expression(node.superClass);
    const made = lowering.deepFile ? constructionOf(node, lowering) : null;
    let body: t.ClassBody['body'] = lowering.deepFile
      ? lowerMembers(node, made, lowering)
      : lowering.list(node.body.body);
    const twins = lowering.deepFile ? classTwins(node, lowering, made && (() => registerClass(made, lowering))) : null;
    if (twins !== null) body = [twins, ...body];
    const generators = members.get(node) ?? [];
    members.delete(node);
    if (generators.length === 0 && body === node.body.body)
      return withFields(node as t.Class, { superClass, decorators }) as T;
    return { ...node, superClass, decorators, body: { ...node.body, body: [...body, ...generators] } };
  });
}

/** The members, each private method followed by its generator form. @param made how deep code constructs the class */
function lowerMembers(node: t.Class, made: Construction | null, lowering: Lowering): t.ClassBody['body'] {
  const added = made?.constructor_ === 'added' ? [bareConstructor(null, made, lowering)] : [];
  const members = node.body.body.flatMap((item): t.ClassBody['body'] => {
    const lowered = lowering.visit(item);
    if (made !== null && item === made.constructor_) return [bareConstructor(lowered as t.ClassMethod, made, lowering)];
    if (made !== null && (item.type === 'ClassProperty' || item.type === 'ClassPrivateProperty') && item.value) {
      const value = (lowered as { value: t.Expression }).value;
      return [withFields(lowered as t.ClassProperty, { value: bareField(item, value, made, lowering) })];
    }
    if (item.type !== 'ClassPrivateMethod') return [lowered];
    const name = privateTwinName(item, lowering);
    if (name === null) return [lowered];
    const { params, body } = twinParts(item, lowering);
    const key = t.privateName(t.identifier(name));
    const twin = t.classPrivateMethod('method', key, params as t.ClassPrivateMethod['params'], body, item.static);
    return [lowered, { ...twin, generator: true }];
  });
  return [...added, ...members];
}

/** Field initialisers have no place for variables. */
function lowerField<T extends Field>(node: T, lowering: Lowering): T {
  const computed = node.type !== 'ClassPrivateProperty' && node.computed;
  const key = computed ? lowering.visit(node.key) : node.key;
  const { value } = node;
  if (!value) return withFields(node as Field, { key } as Partial<Field>) as T;
  const info = lowering.facts.ofField(node, lowering.scope);
  const made = lowering.within(frameOf(info, lowering.frame.accessors), () => lowering.expression(value));
  return withFields(node as Field, { key, value: made } as Partial<Field>) as T;
}
