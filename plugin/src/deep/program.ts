// The top level of a module that may be the file of a worker: its statements as a generator, so that a worker can stop in them. The runtime is
// given the generator (`_$.program`), and runs it to its end at once unless a worker takes it.
//
// What the module declares stays outside, where its functions see it: `const a = f()` becomes `let a;` and, in the generator, `a = f();`.

import { type NodePath, types as t } from '@babel/core';
import { callExpression, identifier } from '../builders';
import { assign, declaration, member } from '../expressions';
import type { Lowering } from '../lowering';
import { isModule } from '../syntax';

/** Workers talk to whoever has started them. */
const MAY_BE_WORKER = /\bworker_threads\b|\bparentPort\b|\bonmessage\b/;

/** Whether the top level is compiled as a generator: a script, in which no name means more than it says. */
export function hasDeepProgram(code: string, program: NodePath<t.Program>, lowering: Lowering): boolean {
  if (!lowering.deepFile || !MAY_BE_WORKER.test(code) || isModule(program.node)) return false;
  const info = lowering.facts.of(program);
  if (info.dynamic || info.lexical.usesArguments) return false;
  // Sloppy code sees functions of blocks outside of them.
  if (!info.strict && lowering.facts.sloppyFunctions.size > 0) return false;
  const { bindings } = program.scope;
  return Object.values(bindings).every(
    ({ kind, constantViolations }) => kind !== 'const' || constantViolations.length === 0,
  );
}

/** @param body the lowered statements */
export function deepProgram(body: t.Statement[], lowering: Lowering): t.Statement[] {
  const outside: t.Statement[] = [];
  const names = { var: new Set<string>(), let: new Set<string>() };
  const inside: t.Statement[] = [];
  for (const statement of body) {
    if (statement.type === 'FunctionDeclaration') outside.push(statement);
    else if (statement.type === 'ClassDeclaration' && statement.id) {
      names.let.add(statement.id.name);
      const value: t.ClassExpression = { ...statement, type: 'ClassExpression' } as never;
      inside.push(t.expressionStatement(assign(identifier(statement.id.name), value)));
    } else if (statement.type === 'VariableDeclaration' && statement.kind !== 'var') {
      for (const name of Object.keys(t.getBindingIdentifiers(statement))) names.let.add(name);
      inside.push(...assignments(statement, true));
    } else inside.push(hoistVariables(statement, names.var) as t.Statement);
  }
  const declare = (kind: 'var' | 'let') =>
    names[kind].size === 0
      ? []
      : [declaration(kind, ...[...names[kind]].map((name): [t.LVal, null] => [identifier(name), null]))];
  const name = lowering.names.made('_program');
  const generator = t.functionDeclaration(
    identifier(name),
    [],
    t.blockStatement(lowering.withTemporaries(inside)),
    true,
  );
  const started = callExpression(member(identifier(name), 'call'), [t.thisExpression()]);
  const run = t.expressionStatement(callExpression(lowering.entry('program'), [started]));
  return [...declare('var'), ...declare('let'), ...outside, generator, run];
}

function assignments(node: t.VariableDeclaration, initialises: boolean): t.Statement[] {
  return node.declarations.flatMap(({ id, init }) => {
    if (!init && !initialises) return [];
    const value = init ?? t.unaryExpression('void', t.numericLiteral(0));
    return [t.expressionStatement(assign(id as t.LVal, value))];
  });
}

type Fields = Record<string, unknown>;

/** The statement, with assignments in the place of the variables that it declares for the whole module. */
function hoistVariables(node: t.Node, names: Set<string>): t.Node {
  if (t.isFunction(node) || t.isClass(node) || t.isExpression(node)) return node;
  if (node.type === 'VariableDeclaration' && node.kind === 'var') {
    for (const name of Object.keys(t.getBindingIdentifiers(node))) names.add(name);
    const made = assignments(node, false);
    return made.length === 1 && made[0] !== undefined ? made[0] : t.blockStatement(made);
  }
  if (t.isForXStatement(node) && t.isVariableDeclaration(node.left, { kind: 'var' })) {
    for (const name of Object.keys(t.getBindingIdentifiers(node.left))) names.add(name);
    const left = node.left.declarations[0]?.id as t.LVal;
    return { ...node, left, body: hoistVariables(node.body, names) as t.Statement };
  }
  if (node.type === 'ForStatement' && t.isVariableDeclaration(node.init, { kind: 'var' })) {
    for (const name of Object.keys(t.getBindingIdentifiers(node.init))) names.add(name);
    const parts = assignments(node.init, false).map((made) => (made as t.ExpressionStatement).expression);
    const init = parts.length === 0 ? null : parts.length === 1 ? parts[0] : t.sequenceExpression(parts);
    return { ...node, init, body: hoistVariables(node.body, names) as t.Statement };
  }
  const made: Fields = { ...node };
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const value = (node as unknown as Fields)[key];
    if (Array.isArray(value)) made[key] = value.map((item) => item && hoistVariables(item as t.Node, names));
    else if (value) made[key] = hoistVariables(value as t.Node, names);
  }
  return made as unknown as t.Node;
}
