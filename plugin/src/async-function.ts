// Async functions and async generators of every form become ordinary functions that start a generator:
//
//   async function load(id) { return await db.get(id) }
//   function load(id) { return _$.run(_load(id), _s + 0) }
//   function* _load(id) { return yield _$.at(db.get(id), _s + 1) }

import { types as t } from '@babel/core';
import { callExpression, identifier } from './builders';
import { member, nothing } from './expressions';
import type { FunctionFacts } from './function-facts';
import { type Generator, placeGenerator, referToGenerator } from './generator-home';
import { type Plan, planGenerator } from './hoist';
import { type Lowered, lower } from './lower';
import type { Lowering } from './lowering';
import { positioned } from './position';
import { isLiteral } from './quiet';

type Parameters = t.Function['params'];

export function lowerAsyncFunction<T extends t.Function>(node: T, lowering: Lowering): T {
  const info = lowering.facts.ofFunction(node);
  const name = info.name === '<anonymous>' ? undefined : info.name;
  const site = lowering.sites.add('f', node, info.name, name);
  const plan = planGenerator(node, info, lowering);
  const lowered = lower(node, 'generator', lowering, plan);
  const { outer, inner, start } = connect(node, lowered, info, plan, site, lowering);
  const body = lowered.body as t.BlockStatement;
  const generator: Generator = { name: plan.name, params: inner, body };
  const local = placeGenerator(plan, generator, info, lowering);

  if (lowering.deepFile && !node.generator)
    lowering.starts.set(node, { params: outer, local, start: deepStart(start, lowering) });
  const started = positioned(start, node);
  const made = { ...node, async: false, params: outer } as T;
  if ('generator' in made) made.generator = false;
  const short = made.type === 'ArrowFunctionExpression' && local.length === 0 && body.directives.length === 0;
  const directives = body.directives.map((directive) => t.cloneNode(directive));
  if (local.length === 0 && canBeStrict(node, outer, info, plan))
    directives.unshift(t.directive(t.directiveLiteral('use strict')));
  made.body = short ? started : t.blockStatement([...local, t.returnStatement(started)], directives);
  if (made.type === 'ArrowFunctionExpression') made.expression = short;
  return made;
}

/** Names that sloppy code may use and strict code may not. */
const RESERVED = /^(?:arguments|eval|implements|interface|let|package|private|protected|public|static|yield)$/;

/**
 * A sloppy function has a `caller` and `arguments` of its own, which an async function has not: the outer one, which only starts the generator, can
 * do so in strict code, unless that changes what its parameters or the writers of captured variables do.
 */
function canBeStrict(node: t.Function, outer: Parameters, info: FunctionFacts, { leading }: Plan): boolean {
  if (info.strict || info.usesArguments || (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression'))
    return false;
  if (!leading.every(({ value }) => !t.isArrowFunctionExpression(value) || value.params.length === 0)) return false;
  const names = outer.map((param) => (t.isIdentifier(param) ? param.name : 'arguments'));
  if (node.id) names.push(node.id.name);
  return names.every((name) => !RESERVED.test(name)) && new Set(names).size === names.length;
}

/** The same start in code that can be stopped. */
function deepStart(start: t.Expression, lowering: Lowering): t.Expression {
  const call = start as t.CallExpression;
  const { name } = (call.callee as t.MemberExpression).property as t.Identifier;
  return { ...call, callee: lowering.entry(name === 'deepRun' ? 'deepStart' : 'deepStartCall') };
}

/** How the outer function calls the generator: the parameters of both, and the expression that starts it. */
function connect(
  node: t.Function,
  { params }: Lowered,
  info: FunctionFacts,
  plan: Plan,
  site: number,
  lowering: Lowering,
) {
  const leading = plan.home === 'inner' ? [] : plan.leading;
  const names = leading.map(({ name }) => identifier(name));
  const values = leading.map(({ value }) => value);
  const generator = referToGenerator(plan, info);
  const takesThis = info.lexical.usesThis && plan.lexical.thisGet === null;
  const self = takesThis ? lowering.self() : nothing();
  const started = (invocation: t.Expression): t.Expression =>
    node.generator
      ? callExpression(
          lowering.entry('generator'),
          withFunction([invocation, lowering.siteNumber(site)], node, info, lowering),
        )
      : callExpression(lowering.entry(lowering.deepFile ? 'deepRun' : 'run'), [invocation, lowering.siteNumber(site)]);

  if (node.params.every(cannotThrow) && !plan.ownArguments) {
    const own = node.params.map(nameOf);
    const args = [...values, ...own.map((name) => identifier(name))];
    const invocation = takesThis
      ? callExpression(member(generator, 'call'), [self, ...args])
      : callExpression(generator, args);
    const inner: Parameters = [...names, ...own.map((name) => identifier(name))];
    return { outer: params, inner, start: started(invocation) };
  }
  const { outer, args } = passAll(node.params, values, info, lowering);
  const inner: Parameters = [...names, ...params];
  // Errors in parameter initialisers reject, but an async generator throws them at the call.
  const start =
    node.generator || node.params.every(cannotThrow)
      ? started(callExpression(member(generator, 'apply'), [self, args]))
      : callExpression(lowering.entry(lowering.deepFile ? 'deepCall' : 'call'), [
          generator,
          self,
          args,
          lowering.siteNumber(site),
        ]);
  return { outer, inner, start };
}

/** Parameters of the outer function that keep its `length`, and all arguments as one value. */
function passAll(params: Parameters, values: t.Expression[], info: FunctionFacts, lowering: Lowering) {
  const end = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  const length = end === -1 ? params.length : end;
  const simple = params.every((param) => t.isIdentifier(param));
  const own = simple ? params.map(nameOf) : Array.from({ length }, (_, index) => lowering.names.shared(`_p${index}`));
  const outer: Parameters = own.map((name) => identifier(name));
  if (!info.arrow) {
    const all = identifier('arguments');
    return { outer, args: values.length === 0 ? all : t.arrayExpression([...values, t.spreadElement(all)]) };
  }
  const elements: t.ArrayExpression['elements'] = [...values, ...own.map((name) => identifier(name))];
  if (end !== -1) {
    const rest = lowering.names.shared('_rest');
    outer.push(t.restElement(identifier(rest)));
    if (elements.length === 0) return { outer, args: identifier(rest) };
    elements.push(t.spreadElement(identifier(rest)));
  }
  return { outer, args: t.arrayExpression(elements) };
}

/** The object that an async generator returns inherits from the function's `prototype`. */
function withFunction(args: t.Expression[], node: t.Function, info: FunctionFacts, lowering: Lowering): t.Expression[] {
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression') return args;
  const name = node.id?.name;
  if (name === undefined || node.params.some((param) => !t.isIdentifier(param) || param.name === name)) return args;
  const binding = node.type === 'FunctionDeclaration' ? info.path.scope.parent.getBinding(name) : undefined;
  return binding !== undefined && lowering.facts.binding(binding).assigned ? args : [...args, identifier(name)];
}

function cannotThrow(param: Parameters[number]): boolean {
  return (
    t.isIdentifier(param) || (t.isAssignmentPattern(param) && t.isIdentifier(param.left) && isLiteral(param.right))
  );
}

function nameOf(param: Parameters[number]): string {
  const target = t.isAssignmentPattern(param) ? param.left : param;
  return t.isIdentifier(target) ? target.name : '';
}
