// What an async arrow function takes from the function around it and a method from its class, without naming a variable: `arguments`,
// `new.target`, `super`, and `this` where it may not be bound yet. A generator that is moved away gets them passed.

import type { types as t } from '@babel/core';
import type { Leading } from './hoist';
import { element, identifier, nothing, verbatim } from './nodes';
import type { Rewriter } from './rewriter';
import type { FunctionInfo } from './scope';

export interface Lexical {
  readonly leading: readonly Leading[];
  readonly argumentsName: string | null;
  readonly newTarget: t.Expression | null;
  readonly superGet: string | null;
  readonly superSet: string | null;
  readonly superCall: string | null;
  readonly thisGet: string | null;
}

export function lexicalValues(info: FunctionInfo, rewriter: Rewriter): Lexical {
  const { frame } = rewriter;
  const leading: Leading[] = [];
  const pass = (wanted: string, value: t.Expression): string => {
    const name = rewriter.shared(wanted);
    leading.push({ name, value });
    return name;
  };
  const passOn = (used: boolean, wanted: string, known: string | null, made: () => t.Expression) =>
    used ? pass(wanted, known === null ? made() : identifier(known)) : null;
  const { arrow } = info;
  return {
    leading,
    argumentsName: passOn(
      arrow && info.usesArguments && ownerOf(info)?.kind !== 'initializer',
      '_arguments',
      frame.argumentsName,
      () => identifier('arguments'),
    ),
    newTarget: newTargetOf(info, rewriter, pass),
    superGet: passOn(info.readsSuper, '_super', frame.superGet, superReader),
    superSet: passOn(info.writesSuper, '_setSuper', frame.superSet, superWriter),
    superCall: passOn(info.callsSuper, '_callSuper', frame.superCall, () => verbatim('(...a) => super(...a)')),
    thisGet: passOn(arrow && info.usesThis && awaitsSuper(info), '_this', frame.thisGet, () => verbatim('() => this')),
  };
}

/** An ordinary async function is never called by `new`. */
function newTargetOf(
  info: FunctionInfo,
  { frame }: Rewriter,
  pass: (wanted: string, value: t.Expression) => string,
): t.Expression | null {
  if (!info.arrow) return nothing();
  return info.usesNewTarget ? identifier(pass('_newTarget', frame.newTarget ?? metaNewTarget())) : null;
}

/** Arrow functions of a derived class's constructor can run before `super()` has made `this`. */
function awaitsSuper(info: FunctionInfo): boolean {
  return ownerOf(info)?.derives === true;
}

/** The function whose `this` and `arguments` an arrow function uses. */
function ownerOf(info: FunctionInfo): FunctionInfo | null {
  let owner: FunctionInfo | null = info;
  while (owner?.arrow) owner = owner.parent;
  return owner;
}

function metaNewTarget(): t.MetaProperty {
  return { type: 'MetaProperty', meta: identifier('new'), property: identifier('target') };
}

function superReader(): t.Expression {
  return arrow([identifier('k')], element({ type: 'Super' }, identifier('k')));
}

function superWriter(): t.ArrowFunctionExpression {
  return arrow([identifier('k'), identifier('v')], {
    type: 'AssignmentExpression',
    operator: '=',
    left: element({ type: 'Super' }, identifier('k')),
    right: identifier('v'),
  });
}

function arrow(params: t.Identifier[], body: t.Expression): t.ArrowFunctionExpression {
  return { type: 'ArrowFunctionExpression', params, body, async: false, expression: true };
}
