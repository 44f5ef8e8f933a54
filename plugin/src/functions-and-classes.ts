// What the analysis notes of functions and classes: their scopes, their names, what they take from around them.

import type { types as t } from '@babel/core';
import type { Analysis } from './analysis';
import { analysePattern } from './assignments';
import { declare, declarePattern, markReady } from './declarations';
import { isStrict } from './facts';
import { type ClassInfo, type FunctionInfo, Scope } from './scope';

export function analyseFunction(node: t.Function, outer: Scope, analysis: Analysis): void {
  const isMethod = node.type === 'ObjectMethod' || node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod';
  if (isMethod && node.type !== 'ClassPrivateMethod' && node.computed) analysis.visit(node.key, outer);
  let scope = outer;
  const name = analysis.functionNames.of(node, analysis.classStack.at(-1)?.node);
  const body = node.body.type === 'BlockStatement' ? node.body : null;
  const constructs = node.type === 'ClassMethod' && node.kind === 'constructor';
  const info = analysis.information(node, 'function', outer, {
    arrow: node.type === 'ArrowFunctionExpression',
    async: node.async === true,
    strict: outer.strict || isStrict(body?.directives),
    constructs,
    derives: constructs && analysis.classStack.at(-1)?.node.superClass != null,
    name,
    created: node.type === 'FunctionDeclaration' ? outer.start : undefined,
    inParameters: analysis.parameterDepth > 0,
  });
  if (node.type === 'FunctionExpression' && node.id) {
    // The function's own name belongs to the outside: a hoisted body gets it passed.
    scope = new Scope(outer, outer.fn, 'name', analysis.next());
    declare(node.id, scope, 'self', 0, analysis);
  }
  const loops = analysis.loops;
  analysis.loops = [];
  const simple = node.params.every(({ type }) => type === 'Identifier');
  const parameters = new Scope(scope, info, 'function', analysis.next());
  analysis.parameterScopes.set(node, parameters);
  analysis.parameterDepth++;
  for (const param of node.params) declarePattern(param, parameters, 'param', Number.POSITIVE_INFINITY, analysis);
  for (const param of node.params) analysePattern(param, parameters, analysis);
  analysis.parameterDepth--;
  const depth = analysis.parameterDepth;
  analysis.parameterDepth = 0;
  const now = analysis.next();
  for (const binding of parameters.bindings.values()) binding.ready = now;
  const last = node.params.at(-1);
  if (last?.type === 'RestElement' && last.argument.type === 'Identifier') {
    const rest = parameters.bindings.get(last.argument.name);
    if (rest) rest.fresh = true;
  }
  if (body === null) analysis.visit(node.body, parameters);
  else if (simple) {
    analysis.scopes.set(body, parameters);
    analysis.statements(body.body, parameters);
  } else analysis.block(body, body.body, parameters, 'body');
  analysis.parameterDepth = depth;
  analysis.loops = loops;
}

export function analyseClass(node: t.Class, outer: Scope, analysis: Analysis): void {
  const created = analysis.next();
  const scope = new Scope(outer, outer.fn, 'class', created);
  if (node.type === 'ClassExpression' && node.id) declare(node.id, scope, 'self', created, analysis);
  const privateNames = new Set<string>();
  for (const element of node.body.body)
    if ('key' in element && element.key?.type === 'PrivateName') privateNames.add(element.key.id.name);
  const info: ClassInfo = { node, scope, privateNames, depth: analysis.classStack.length };
  analysis.classes.set(node, info);
  if (node.superClass) analysis.visit(node.superClass, scope);
  if (node.decorators) analysis.visitAll(node.decorators, outer);
  analysis.classStack.push(info);
  for (const element of node.body.body) analyseClassElement(element, scope, analysis);
  analysis.classStack.pop();
  if (node.type === 'ClassDeclaration' && node.id) markReady(node.id, outer, analysis);
}

function analyseClassElement(element: t.ClassBody['body'][number], scope: Scope, analysis: Analysis): void {
  if ('decorators' in element && element.decorators) analysis.visitAll(element.decorators, scope);
  if (element.type === 'ClassMethod' || element.type === 'ClassPrivateMethod')
    analyseFunction(element, scope, analysis);
  else if (element.type === 'StaticBlock') {
    const info = analysis.information(element, 'initializer', scope, { strict: true, name: '<static>' });
    insideInitializer(
      () => analysis.block(element, element.body, new Scope(scope, info, 'function', analysis.next()), 'body'),
      analysis,
    );
  } else if (
    element.type === 'ClassProperty' ||
    element.type === 'ClassPrivateProperty' ||
    element.type === 'ClassAccessorProperty'
  ) {
    if (element.type !== 'ClassPrivateProperty' && element.computed) analysis.visit(element.key, scope);
    const { value, key } = element;
    if (!value) return;
    const owner = analysis.classStack.at(-1)?.node.id?.name;
    const own = key.type === 'PrivateName' ? `#${key.id.name}` : key.type === 'Identifier' ? key.name : '';
    analysis.functionNames.hint(value, owner ? `${owner}.${own}` : own);
    const info = analysis.information(element, 'initializer', scope, { strict: true });
    insideInitializer(() => analysis.visit(value, new Scope(scope, info, 'function', analysis.next())), analysis);
  }
}

/** Field initialisers and static blocks are evaluated like functions: loops and parameter lists around the class are none of theirs. */
function insideInitializer(visit: () => void, analysis: Analysis): void {
  const { loops, parameterDepth } = analysis;
  analysis.loops = [];
  analysis.parameterDepth = 0;
  visit();
  analysis.loops = loops;
  analysis.parameterDepth = parameterDepth;
}

/** The functions around a private name have to stay inside the class that declares it. */
export function notePrivateName(name: string, from: FunctionInfo, analysis: Analysis): void {
  const owner = analysis.classStack.findLast(({ privateNames }) => privateNames.has(name));
  if (owner === undefined) return;
  const end = owner.scope.fn;
  for (let fn: FunctionInfo | null = from; fn !== null && fn !== end; fn = fn.parent)
    if (fn.privateClass === null || fn.privateClass.depth < owner.depth) fn.privateClass = owner;
}
