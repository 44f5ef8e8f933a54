// What an async arrow function takes from the function around it and a method from its class, without naming a variable: `arguments`,
// `new.target`, `super`, and `this` where it may not be bound yet. A generator that is moved away gets them passed.

import { types as t } from '@babel/core';
import { arrow, assign, nothing } from './expressions';
import type { LexicalNames } from './frame';
import type { FunctionFacts } from './function-facts';
import type { Leading } from './hoist';
import type { Lowering } from './lowering';

export interface Lexical {
  readonly leading: readonly Leading[];
  readonly names: LexicalNames;
}

export function lexicalValues(info: FunctionFacts, lowering: Lowering): Lexical {
  const { frame } = lowering;
  const { arrow: isArrow, lexical: uses, owner } = info;
  const leading: Leading[] = [];
  const pass = (wanted: string, value: t.Expression): string => {
    const name = lowering.names.shared(wanted);
    leading.push({ name, value });
    return name;
  };
  const passOn = (used: boolean, wanted: string, known: string | null, made: () => t.Expression) =>
    used ? pass(wanted, known === null ? made() : t.identifier(known)) : null;
  const usesArguments = isArrow && info.usesArguments && owner.kind !== 'initializer';
  // At the top of a file there may be none.
  const changes = owner.lexical.writesArguments || owner.kind === 'program';
  const argumentsName = passOn(usesArguments, '_arguments', frame.argumentsName, () =>
    changes ? arrow([], t.identifier('arguments')) : t.identifier('arguments'),
  );
  const argumentsSet = passOn(usesArguments && changes, '_setArguments', frame.argumentsSet, argumentsWriter);
  // An ordinary async function is never called by `new`.
  let newTarget: t.Expression | null = nothing();
  if (isArrow)
    newTarget = uses.usesNewTarget ? t.identifier(pass('_newTarget', frame.newTarget ?? metaNewTarget())) : null;
  const names: LexicalNames = {
    argumentsName,
    argumentsSet,
    newTarget,
    superGet: passOn(uses.readsSuper, '_super', frame.superGet, superReader),
    superSet: passOn(uses.writesSuper, '_setSuper', frame.superSet, superWriter),
    superCall: passOn(uses.callsSuper, '_callSuper', frame.superCall, superCaller),
    // Arrow functions of a derived class's constructor can run before `super()` has made `this`.
    thisGet: passOn(isArrow && uses.usesThis && owner.derives, '_this', frame.thisGet, () =>
      arrow([], t.thisExpression()),
    ),
  };
  return { leading, names };
}

/** `v => arguments = v` */
function argumentsWriter(): t.Expression {
  return arrow([t.identifier('v')], assign(t.identifier('arguments'), t.identifier('v')));
}

function metaNewTarget(): t.MetaProperty {
  return t.metaProperty(t.identifier('new'), t.identifier('target'));
}

function superMember(): t.MemberExpression {
  return t.memberExpression(t.super(), t.identifier('k'), true);
}

/** `k => super[k]` */
function superReader(): t.Expression {
  return arrow([t.identifier('k')], superMember());
}

/** `(k, v) => super[k] = v` */
function superWriter(): t.Expression {
  return arrow([t.identifier('k'), t.identifier('v')], assign(superMember(), t.identifier('v')));
}

/** `(...a) => super(...a)` */
function superCaller(): t.Expression {
  const call = t.callExpression(t.super(), [t.spreadElement(t.identifier('a'))]);
  return arrow([t.restElement(t.identifier('a'))], call);
}
