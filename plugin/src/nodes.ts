// Small constructors of syntax nodes. Plain literals instead of Babel's builders, which validate every field of every node:
// this plugin makes several nodes per property access.

import type { types as t } from '@babel/core';

export const identifier = (name: string): t.Identifier => ({ type: 'Identifier', name });

/**
 * A piece of code that is printed as it stands (the generator prints any name verbatim). Nobody reads the tree any more when it is
 * made; a third of the nodes and of the time to print them are saved. Only for what binds as tightly as a name where it is used.
 */
export const verbatim = (code: string): t.Identifier => ({ type: 'Identifier', name: code });

/** `raw` spares the generator the escaping of every string. */
export const string = (value: string): t.StringLiteral => ({
  type: 'StringLiteral',
  value,
  extra: { raw: JSON.stringify(value), rawValue: value },
});

export const number = (value: number): t.NumericLiteral => ({ type: 'NumericLiteral', value });

export const nothing = (): t.UnaryExpression => ({
  type: 'UnaryExpression',
  operator: 'void',
  prefix: true,
  argument: number(0),
});

export const member = (object: t.Expression, name: string): t.MemberExpression => ({
  type: 'MemberExpression',
  object,
  property: identifier(name),
  computed: false,
});

export const element = (object: t.Expression | t.Super, property: t.Expression): t.MemberExpression => ({
  type: 'MemberExpression',
  object,
  property,
  computed: true,
});

export type Argument = t.CallExpression['arguments'][number];

export const call = (callee: t.Expression, args: Argument[]): t.CallExpression => ({
  type: 'CallExpression',
  callee,
  arguments: args,
});

export const assign = (left: t.LVal, right: t.Expression): t.AssignmentExpression => ({
  type: 'AssignmentExpression',
  operator: '=',
  left: left as t.AssignmentExpression['left'],
  right,
});

export const and = (left: t.Expression, right: t.Expression): t.LogicalExpression => ({
  type: 'LogicalExpression',
  operator: '&&',
  left,
  right,
});

export const binary = (
  operator: t.BinaryExpression['operator'],
  left: t.Expression,
  right: t.Expression,
): t.BinaryExpression => ({ type: 'BinaryExpression', operator, left, right });

export const not = (argument: t.Expression): t.UnaryExpression => ({
  type: 'UnaryExpression',
  operator: '!',
  prefix: true,
  argument,
});

export const boolean = (value: boolean): t.BooleanLiteral => ({ type: 'BooleanLiteral', value });

/** `a, b, c`; a single expression stays as it is. */
export const sequence = (...expressions: t.Expression[]): t.Expression =>
  expressions.length === 1 ? (expressions[0] as t.Expression) : { type: 'SequenceExpression', expressions };

export const yielding = (argument: t.Expression, delegate = false): t.YieldExpression => ({
  type: 'YieldExpression',
  argument,
  delegate,
});

export const statement = (expression: t.Expression): t.ExpressionStatement => ({
  type: 'ExpressionStatement',
  expression,
});

export const returning = (argument: t.Expression): t.ReturnStatement => ({ type: 'ReturnStatement', argument });

export const block = (body: t.Statement[], directives: t.Directive[] = []): t.BlockStatement => ({
  type: 'BlockStatement',
  body,
  directives,
});

export const declare = (
  kind: 'var' | 'let' | 'const',
  ...variables: [t.LVal, t.Expression | null][]
): t.VariableDeclaration => ({
  type: 'VariableDeclaration',
  kind,
  declarations: variables.map(([id, init]) => ({
    type: 'VariableDeclarator',
    id: id as t.VariableDeclarator['id'],
    init,
  })),
});

/** Gives a made node the source position of the node that it stands for, so that stacks and coverage stay exact. */
export function positioned<T extends t.Node>(made: T, original: t.Node): T {
  made.loc = original.loc;
  made.start = original.start;
  made.end = original.end;
  return made;
}

export const isFunction = (node: t.Node): node is t.Function =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression' ||
  node.type === 'ObjectMethod' ||
  node.type === 'ClassMethod' ||
  node.type === 'ClassPrivateMethod';
