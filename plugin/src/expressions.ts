// Expressions that are made often, from Babel's builders.

import { types as t } from '@babel/core';
import {
  assignmentExpression,
  identifier,
  memberExpression,
  numericLiteral,
  sequenceExpression,
  stringLiteral,
} from './builders';

/** `raw` spares the generator the escaping of every string. */
export function string(value: string): t.StringLiteral {
  const node = stringLiteral(value);
  node.extra = { raw: JSON.stringify(value), rawValue: value };
  return node;
}

/** `void 0` */
export function nothing(): t.UnaryExpression {
  return t.unaryExpression('void', numericLiteral(0));
}

export function member(object: t.Expression, name: string): t.MemberExpression {
  return memberExpression(object, identifier(name));
}

export function assign(left: t.LVal, right: t.Expression): t.AssignmentExpression {
  return assignmentExpression('=', left as t.AssignmentExpression['left'], right);
}

/** Whether whatever the function or class is assigned to gives it its name. */
export function isAnonymous(value: t.Node): boolean {
  const { type } = value;
  if (type === 'ArrowFunctionExpression') return true;
  return (type === 'FunctionExpression' || type === 'ClassExpression') && !value.id;
}

/** `(0, value)`, so that an anonymous function gets no name from what it is assigned to. */
export function unnamed<T extends t.Expression>(value: T): T | t.SequenceExpression {
  return isAnonymous(value) ? sequenceExpression([numericLiteral(0), value]) : value;
}

/** `variable = value`, for a variable that was made to keep the value. */
export function hold(variable: string, value: t.Expression): t.AssignmentExpression {
  return assign(identifier(variable), unnamed(value));
}

/** `params => body`. Babel's builder leaves open whether the body is an expression. */
export function arrow(params: (t.Identifier | t.RestElement)[], body: t.Expression | t.BlockStatement): t.Expression {
  const made = t.arrowFunctionExpression(params, body);
  made.expression = body.type !== 'BlockStatement';
  return made;
}

/** `a, b, c`; a single expression stays as it is. */
export function sequence(...expressions: t.Expression[]): t.Expression {
  const [first] = expressions;
  return expressions.length === 1 && first !== undefined ? first : sequenceExpression(expressions);
}

export function declaration(
  kind: 'var' | 'let' | 'const',
  ...variables: [t.LVal, t.Expression | null][]
): t.VariableDeclaration {
  return t.variableDeclaration(
    kind,
    variables.map(([id, init]) => t.variableDeclarator(id as t.VariableDeclarator['id'], init)),
  );
}

/** The same name or literal once more, without comments and position. */
export function again<T extends t.Expression>(node: T): T {
  return node.type === 'Identifier' ? (identifier(node.name) as T) : t.cloneNode(node, false, true);
}

/** The node with other fields; the node itself if none of them is other. */
export function withFields<T extends t.Node>(node: T, fields: Partial<T>): T {
  for (const key in fields) if (node[key] !== fields[key]) return { ...node, ...fields };
  return node;
}
