// Async functions and async generators of every form become ordinary functions that start a generator:
//
//   async function load(id) { return await db.get(id) }
//   function load(id) { return _$.run(_load(id), _s + 0) }
//   function* _load(id) { return yield _$.at(db.get(id), _s + 1) }

import type { types as t } from '@babel/core';
import { isStrict } from './facts';
import { type Plan, planGenerator, reachableName } from './hoist';
import { type Argument, block, call, declare, identifier, member, nothing, positioned, returning } from './nodes';
import { type Frame, frameOf, type Rewriter } from './rewriter';
import type { FunctionInfo } from './scope';

type Parameters = t.Function['params'];

export function lowerAsyncFunction(node: t.Function, info: FunctionInfo, rewriter: Rewriter): t.Function {
  const site = rewriter.sites.add('f', node, info.name, info.name === '<anonymous>' ? undefined : info.name);
  const plan = planGenerator(node, info, rewriter);
  const body = lowerBody(node, info, plan, rewriter);
  const { outer, inner, start } = connect(node, info, plan, site, rewriter);
  const generator: Generator = { name: plan.name, params: inner, body };
  const local = place(plan, generator, info, rewriter);

  node.async = false;
  if ('generator' in node) node.generator = false;
  node.params = outer;
  positioned(start, node);
  const directives = body.directives.slice();
  if (node.type === 'ArrowFunctionExpression' && local.length === 0 && directives.length === 0) {
    node.body = start;
    node.expression = true;
  } else {
    node.body = block([...local, returning(start)], directives);
    if (node.type === 'ArrowFunctionExpression') node.expression = false;
  }
  return node;
}

interface Generator {
  readonly name: string;
  readonly params: Parameters;
  readonly body: t.BlockStatement;
}

function lowerBody(node: t.Function, info: FunctionInfo, plan: Plan, rewriter: Rewriter): t.BlockStatement {
  const frame: Frame = {
    ...frameOf(info, plan.accessors),
    async: true,
    asyncGenerator: node.generator === true,
    argumentsName: plan.argumentsName,
    newTarget: plan.newTarget,
    superGet: plan.superGet,
    superSet: plan.superSet,
    superCall: plan.superCall,
    thisGet: plan.thisGet,
  };
  return rewriter.within(frame, () => {
    rewriteParameters(node, rewriter);
    const body: t.BlockStatement =
      node.body.type === 'BlockStatement'
        ? node.body
        : positioned(block([positioned(returning(node.body), node.body)]), node.body);
    rewriteBody(body, info, rewriter);
    return body;
  });
}

/** Defaults and patterns. Nothing that needs a variable of the body can be in them, so accesses there are not tracked. */
export function rewriteParameters(node: t.Function, rewriter: Rewriter): void {
  rewriter.frame.temporaries = null;
  rewriter.frame.tracked = false;
  rewriter.list(node.params);
}

export function rewriteBody(body: t.BlockStatement, info: FunctionInfo, rewriter: Rewriter): void {
  const { frame } = rewriter;
  frame.temporaries = new Map();
  frame.tracked = rewriter.options.track && !info.dynamic;
  rewriter.visit(body);
  rewriter.declareTemporaries(body.body);
}

/** How the outer function calls the generator: the parameters of both, and the expression that starts it. */
function connect(node: t.Function, info: FunctionInfo, plan: Plan, site: number, rewriter: Rewriter) {
  const { params } = node;
  const leading = plan.home === 'inner' ? [] : plan.leading;
  const names = leading.map(({ name }) => identifier(name));
  const values = leading.map(({ value }) => value);
  const generator = reference(plan, info);
  const takesThis = info.usesThis && plan.thisGet === null;
  const self = takesThis ? rewriter.self() : nothing();
  const started = (invocation: t.Expression): t.Expression =>
    node.generator
      ? call(rewriter.entry('generator'), withFunction([invocation, rewriter.siteNumber(site)], node, info))
      : call(rewriter.entry('run'), [invocation, rewriter.siteNumber(site)]);

  if (params.every(cannotThrow) && !plan.ownArguments) {
    const own = params.map((param) => identifier(nameOf(param)));
    const args = [...values, ...own.map(({ name }) => identifier(name))];
    const invocation = takesThis ? call(member(generator, 'call'), [self, ...args]) : call(generator, args);
    return { outer: params, inner: [...names, ...own] as Parameters, start: started(invocation) };
  }
  const { outer, args } = passAll(params, values, info, rewriter);
  const inner = [...names, ...params] as Parameters;
  // Errors in parameter initialisers reject, but an async generator throws them at the call.
  const start =
    node.generator || params.every(cannotThrow)
      ? started(call(member(generator, 'apply'), [self, args]))
      : call(rewriter.entry('call'), [generator, self, args, rewriter.siteNumber(site)]);
  return { outer, inner, start };
}

/** Parameters of the outer function that keep its `length`, and all arguments as one value. */
function passAll(params: Parameters, values: t.Expression[], info: FunctionInfo, rewriter: Rewriter) {
  const end = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  const length = end === -1 ? params.length : end;
  const placeholder = (index: number) => identifier(rewriter.shared(`_p${index}`));
  const simple = params.every(({ type }) => type === 'Identifier');
  const outer: Parameters = simple
    ? params.map((param) => identifier(nameOf(param)))
    : Array.from({ length }, (_, index) => placeholder(index));
  if (!info.arrow) {
    const all = identifier('arguments');
    const args: t.Expression =
      values.length === 0
        ? all
        : { type: 'ArrayExpression', elements: [...values, { type: 'SpreadElement', argument: all }] };
    return { outer, args };
  }
  const elements: t.ArrayExpression['elements'] = [...values, ...outer.map((param) => identifier(nameOf(param)))];
  if (end !== -1) {
    const rest = identifier(rewriter.shared('_rest'));
    outer.push({ type: 'RestElement', argument: rest });
    if (elements.length === 0) return { outer, args: identifier(rest.name) };
    elements.push({ type: 'SpreadElement', argument: identifier(rest.name) });
  }
  return { outer, args: { type: 'ArrayExpression', elements } as t.Expression };
}

/** The object that an async generator returns inherits from the function's `prototype`. */
function withFunction(args: Argument[], node: t.Function, info: FunctionInfo): Argument[] {
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression') return args;
  const name = node.id?.name;
  if (name === undefined || node.params.some((param) => param.type !== 'Identifier' || param.name === name))
    return args;
  const binding = node.type === 'FunctionDeclaration' ? info.outerScope?.lookup(name) : null;
  return binding?.assigned ? args : [...args, identifier(name)];
}

const LITERALS = new Set(['StringLiteral', 'NumericLiteral', 'BooleanLiteral', 'NullLiteral', 'BigIntLiteral']);

function cannotThrow(param: Parameters[number]): boolean {
  return (
    param.type === 'Identifier' ||
    (param.type === 'AssignmentPattern' && param.left.type === 'Identifier' && LITERALS.has(param.right.type))
  );
}

function nameOf(param: Parameters[number]): string {
  if (param.type === 'Identifier') return param.name;
  return param.type === 'AssignmentPattern' && param.left.type === 'Identifier' ? param.left.name : '';
}

function reference(plan: Plan, info: FunctionInfo): t.Expression {
  if (plan.home !== 'class') return identifier(plan.name);
  return {
    type: 'MemberExpression',
    object: identifier(reachableName(info) as string),
    property: { type: 'PrivateName', id: identifier(plan.name) },
    computed: false,
  };
}

/** Puts the generator where it lives. What belongs inside the outer function is returned. */
function place({ home, leading }: Plan, generator: Generator, info: FunctionInfo, rewriter: Rewriter): t.Statement[] {
  const { name, params, body } = generator;
  if (home === 'class') {
    const { node } = info.privateClass as NonNullable<FunctionInfo['privateClass']>;
    const members = rewriter.members.get(node) ?? [];
    rewriter.members.set(node, members);
    members.push({
      ...staticMethod(generator),
      type: 'ClassPrivateMethod',
      key: { type: 'PrivateName', id: identifier(name) },
    } as t.ClassPrivateMethod);
    return [];
  }
  if (home === 'strict module') {
    rewriter.hoistedStrict.push(strictDeclaration(generator));
    return [];
  }
  const declaration: t.FunctionDeclaration = {
    type: 'FunctionDeclaration',
    id: identifier(name),
    params: params as t.FunctionDeclaration['params'],
    body: { ...body, directives: body.directives.slice() },
    generator: true,
    async: false,
  };
  if (home === 'module') {
    if (info.strict && !rewriter.analysis.program.strict && !isStrict(body.directives))
      declaration.body.directives.unshift(useStrict());
    rewriter.hoisted.push(declaration);
  } else if (home === 'block') rewriter.block?.declarations.push(declaration);
  else
    return leading.length === 0
      ? [declaration]
      : [declare('const', ...leading.map((l): [t.LVal, t.Expression] => [identifier(l.name), l.value])), declaration];
  return [];
}

function staticMethod({ name, params, body }: Generator): t.ClassMethod {
  return {
    type: 'ClassMethod',
    kind: 'method',
    key: identifier(name),
    params: params as t.ClassMethod['params'],
    body: { ...body },
    static: true,
    generator: true,
    async: false,
    computed: false,
  };
}

/** `var _f = class { static *_f({ a }) {} }._f`: all code of classes is strict. */
function strictDeclaration(generator: Generator): t.Statement {
  const body: t.ClassBody = { type: 'ClassBody', body: [staticMethod(generator)] };
  const made: t.ClassExpression = { type: 'ClassExpression', body };
  return declare('var', [identifier(generator.name), member(made, generator.name)]);
}

function useStrict(): t.Directive {
  return { type: 'Directive', value: { type: 'DirectiveLiteral', value: 'use strict' } };
}
