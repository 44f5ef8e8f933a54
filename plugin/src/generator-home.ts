// Puts a generator where it lives: the end or the head of the module, its class, a block, or its own function.

import { types as t } from '@babel/core';
import { declaration, member } from './expressions';
import type { FunctionFacts } from './function-facts';
import { type Plan, reachableName } from './hoist';
import type { Lowering } from './lowering';
import { hasUseStrict } from './syntax';

export interface Generator {
  readonly name: string;
  readonly params: t.Function['params'];
  readonly body: t.BlockStatement;
}

/** The generator, as the outer function names it. */
export function referToGenerator(plan: Plan, info: FunctionFacts): t.Expression {
  if (plan.home !== 'class') return t.identifier(plan.name);
  return t.memberExpression(t.identifier(reachableName(info) as string), t.privateName(t.identifier(plan.name)));
}

/** What belongs inside the outer function is returned. */
export function placeGenerator(
  { home, leading }: Plan,
  generator: Generator,
  info: FunctionFacts,
  lowering: Lowering,
): t.Statement[] {
  switch (home) {
    case 'class': {
      const owner = info.lexical.privateClass?.node as t.Class;
      lowering.members.set(owner, [...(lowering.members.get(owner) ?? []), privateMethod(generator)]);
      return [];
    }
    case 'strict module':
      lowering.hoistedStrict.push(strictDeclaration(generator));
      return [];
    case 'module': {
      const { facts } = lowering;
      const needsDirective = info.strict && !facts.of(facts.program).strict;
      lowering.hoisted.push(functionDeclaration(generator, needsDirective));
      return [];
    }
    case 'block':
      lowering.block?.declarations.push(functionDeclaration(generator, false));
      return [];
    case 'inner': {
      const values = leading.map(({ name, value }): [t.LVal, t.Expression] => [t.identifier(name), value]);
      const made = functionDeclaration(generator, false);
      return values.length === 0 ? [made] : [declaration('const', ...values), made];
    }
  }
}

function functionDeclaration({ name, params, body }: Generator, strict: boolean): t.FunctionDeclaration {
  const useStrict =
    strict && !hasUseStrict(body.directives)
      ? [t.directive(t.directiveLiteral('use strict')), ...body.directives]
      : null;
  const own = useStrict === null ? body : { ...body, directives: useStrict };
  return t.functionDeclaration(t.identifier(name), params as t.FunctionDeclaration['params'], own, true);
}

function privateMethod({ name, params, body }: Generator): t.ClassPrivateMethod {
  const key = t.privateName(t.identifier(name));
  const method = t.classPrivateMethod('method', key, params as t.ClassPrivateMethod['params'], body, true);
  method.generator = true;
  return method;
}

/** `var _f = class { static *_f({ a }) {} }._f`: all code of classes is strict. */
function strictDeclaration({ name, params, body }: Generator): t.Statement {
  const key = t.identifier(name);
  const method = t.classMethod('method', key, params as t.ClassMethod['params'], body, false, true, true);
  const made = t.classExpression(null, null, t.classBody([method]));
  return declaration('var', [t.identifier(name), member(made, name)]);
}
