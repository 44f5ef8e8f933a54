// Small questions about pieces of syntax.

import { types as t } from '@babel/core';

const FRESH_CLASSES = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array']);

/** Has the directive. */
export function hasUseStrict(directives: readonly t.Directive[] | undefined): boolean {
  return directives?.some(({ value }) => value.value === 'use strict') ?? false;
}

/** The name that a function gets which is assigned to `node`. */
export function nameOfTarget(node: t.Node): string {
  if (t.isIdentifier(node)) return node.name;
  return t.isMemberExpression(node) && !node.computed && t.isIdentifier(node.property) ? node.property.name : '';
}

/** Makes an object that nobody else knows. */
export function isFresh(init: t.Node): boolean {
  return (
    t.isObjectExpression(init) ||
    t.isArrayExpression(init) ||
    (t.isNewExpression(init) && t.isIdentifier(init.callee) && FRESH_CLASSES.has(init.callee.name))
  );
}

/** `require('x')`, also inside the helpers that compilers put around it. */
export function isRequire(init: t.Node): boolean {
  if (!t.isCallExpression(init)) return false;
  if (t.isIdentifier(init.callee, { name: 'require' })) return true;
  const [first] = init.arguments;
  return (
    /^_*(?:interop|importStar|importDefault|toESM)/.test(nameOfTarget(init.callee)) &&
    t.isCallExpression(first) &&
    isRequire(first)
  );
}

export type Method = t.ObjectMethod | t.ClassMethod | t.ClassPrivateMethod;

export type Field = t.ClassProperty | t.ClassPrivateProperty | t.ClassAccessorProperty;

export function isField(node: t.Node): node is Field {
  return node.type === 'ClassProperty' || node.type === 'ClassPrivateProperty' || node.type === 'ClassAccessorProperty';
}

/** A module of ECMAScript, whatever it was parsed as: `sourceType` does not say how the code will run. */
export function isModule(program: t.Program): boolean {
  return program.body.some((node) => t.isImportDeclaration(node) || t.isExportDeclaration(node));
}

/** What was found out for each version of Babel that is loaded: 0.13 ms, which a plugin per file would take for each file. */
const fieldsByKeys = new WeakMap<object, Record<string, readonly string[]>>();

/** The fields of each type of node that hold code: of types only what they annotate. */
export function fieldsWithCode(keys: Record<string, readonly string[]>): Record<string, readonly string[]> {
  let fields = fieldsByKeys.get(keys);
  if (fields === undefined) fieldsByKeys.set(keys, (fields = findFields(keys)));
  return fields;
}

function findFields(keys: Record<string, readonly string[]>): Record<string, readonly string[]> {
  const isType = (type: string) => type.startsWith('TS') || type.endsWith('TypeAnnotation');
  const fields = Object.entries(keys).map(([type, names]): [string, readonly string[]] => [
    type,
    isType(type) ? names.filter((name) => name === 'expression') : names,
  ]);
  return Object.fromEntries(fields);
}

/** What a pattern, or any other target, writes. Babel's `getBindingIdentifiers` knows the names only, and not in their order. */
export function targetsOf(pattern: t.Node | null): t.Node[] {
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

/** Babel prints no parentheses that it does not need. */
export function isParenthesized({ extra }: t.Node): boolean {
  return extra?.parenthesized === true;
}

/** `super.k`, `super[k]` */
export function isSuperMember(node: t.Node): node is t.MemberExpression & { object: t.Super } {
  return node.type === 'MemberExpression' && node.object.type === 'Super';
}
