// The second form of a function of a deep file: a generator beside it, which sees the same variables and is registered with the runtime.
//
//   const f = (a) => g(a)      const f = _$.arrowTwin((a) => g(a), function* (a) { … }, void 0, "f")
//   function f(a) {}           function f(a) {}  function* _f(a) { … }  _$.twin(f, _f)

import { types as t } from '@babel/core';
import { callExpression, identifier } from '../builders';
import { staysAsync } from '../eval';
import { arrow, nothing, string } from '../expressions';
import type { FunctionFacts } from '../function-facts';
import { lower } from '../lower';
import type { Lowering } from '../lowering';
import { isParenthesized } from '../syntax';

/** What the generator form of an async function does: it starts the coroutine. */
export interface Start {
  readonly params: t.Function['params'];
  readonly local: readonly t.Statement[];
  readonly start: t.Expression;
}

interface Parts {
  readonly params: t.Function['params'];
  readonly body: t.BlockStatement;
}

/** Whether the function can be compiled as a generator beside itself. */
export function hasTwin(node: t.Function, lowering: Lowering): boolean {
  if (!lowering.deepFile || lowering.insideWith || (node.generator && node.async)) return false;
  if (node.async && staysAsync(node, lowering)) return false;
  if (node.type === 'ClassMethod' && node.kind === 'constructor') return false;
  const info = lowering.facts.ofFunction(node);
  if (info.dynamic || isEvalAround(info)) return false;
  const { lexical } = info;
  const { frame } = lowering;
  if (lexical.callsSuper || lexical.writesArguments || info.path.scope.hasOwnBinding('arguments')) return false;
  const usesSuper = lexical.readsSuper || lexical.writesSuper;
  if (info.arrow) {
    if (lexical.usesNewTarget && frame.newTarget === null) return false;
    if (lexical.usesArguments && frame.argumentsName === null) return false;
    if (usesSuper && frame.superGet === null && frame.superSet === null) return false;
    return !(lexical.usesThis && info.owner.derives && frame.thisGet === null);
  }
  return !lexical.usesNewTarget && !(usesSuper && node.type === 'ObjectMethod');
}

export function isEvalAround(info: FunctionFacts): boolean {
  for (let fn = info.parent; fn !== null && fn.kind !== 'program'; fn = fn.parent) if (fn.dynamic) return true;
  return false;
}

/** The generator form. */
export function twinParts(node: t.Function, lowering: Lowering): Parts {
  const started = lowering.starts.get(node);
  if (started !== undefined) {
    const { params, local, start } = started;
    const returned = t.returnStatement(t.yieldExpression(start, true));
    return { params, body: t.blockStatement([...local, returned]) };
  }
  const { params, body } = lower(node, 'deep', lowering);
  return { params, body: body as t.BlockStatement };
}

function generatorOf({ params, body }: Parts): t.FunctionExpression {
  return t.functionExpression(null, params as t.FunctionExpression['params'], body, true);
}

/** @param plain the function as it was lowered */
export function functionWithTwin(
  node: t.FunctionExpression | t.ArrowFunctionExpression,
  plain: t.Expression,
  lowering: Lowering,
): t.Expression {
  if (!hasTwin(node, lowering)) return plain;
  const name = nameOf(node, lowering);
  if (name === undefined) return plain;
  const generator = generatorOf(twinParts(node, lowering));
  const named = name === null ? [] : [name];
  if (node.type === 'ArrowFunctionExpression') {
    const self = lowering.facts.ofFunction(node).lexical.usesThis && lowering.frame.thisGet === null;
    const own = self ? lowering.self() : nothing();
    return callExpression(lowering.entry('arrowTwin'), [plain, generator, own, ...named]);
  }
  if (node.id == null)
    return callExpression(lowering.entry(node.generator ? 'generatorTwin' : 'twin'), [plain, generator, ...named]);
  // The generator sees the function under its name.
  return callExpression(lowering.entry(node.generator ? 'generatorTwinWith' : 'twinWith'), [
    plain,
    arrow([identifier(node.id.name)], generator),
  ]);
}

/**
 * A function that is compiled as a generator only; called plainly, the runtime runs that to its end. One with a name of its own, or that starts a
 * coroutine, needs its plain form: null.
 */
export function onlyTwin(
  node: t.FunctionExpression | t.ArrowFunctionExpression,
  lowering: Lowering,
): t.Expression | null {
  const name = nameOf(node, lowering);
  if (node.async || node.generator || name === undefined || (node.type === 'FunctionExpression' && node.id))
    return null;
  const generator = generatorOf(twinParts(node, lowering));
  const simple = node.params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  const length = t.numericLiteral(simple === -1 ? node.params.length : simple);
  const isArrow = node.type === 'ArrowFunctionExpression';
  const usesThis = isArrow && lowering.facts.ofFunction(node).lexical.usesThis && lowering.frame.thisGet === null;
  const self = usesThis ? lowering.self() : nothing();
  const args = [generator, length, name ?? string(''), ...(isArrow ? [self] : [])];
  return callExpression(lowering.entry(isArrow ? 'arrowOnly' : 'functionOnly'), args);
}

/** What names an anonymous function where it stands: null if nothing does, undefined if it cannot be told. */
function nameOf(
  node: t.FunctionExpression | t.ArrowFunctionExpression,
  lowering: Lowering,
): t.Expression | null | undefined {
  if (node.type === 'FunctionExpression' && node.id) {
    // Nothing else has a name that can be assigned to without effect.
    const own = lowering.facts.ofFunction(node).path.scope.getOwnBinding(node.id.name);
    return own !== undefined && own.constantViolations.length > 0 ? undefined : null;
  }
  const { parent } = lowering.facts.ofFunction(node).path;
  switch (parent.type) {
    case 'VariableDeclarator':
      return t.isIdentifier(parent.id) ? string(parent.id.name) : null;
    case 'AssignmentExpression':
      return isNaming(parent) && parent.right === node && t.isIdentifier(parent.left) && !isParenthesized(parent.left)
        ? string(parent.left.name)
        : null;
    case 'AssignmentPattern':
      return parent.right === node && t.isIdentifier(parent.left) && !isParenthesized(parent.left)
        ? string(parent.left.name)
        : null;
    case 'ExportDefaultDeclaration':
      return string('default');
    case 'ObjectProperty':
      if (parent.value !== node) return null;
      if (parent.computed) return lowering.canDeclare ? identifier(lowering.keyOf(parent)) : undefined;
      return keyText(parent.key) === '__proto__' ? null : string(keyText(parent.key));
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      if (parent.value !== node) return null;
      return parent.computed ? undefined : string(keyText(parent.key));
    case 'ClassPrivateProperty':
      return parent.value === node ? string(`#${parent.key.id.name}`) : null;
    default:
      return null;
  }
}

const isNaming = ({ operator }: t.AssignmentExpression): boolean => ['=', '&&=', '||=', '??='].includes(operator);

export function keyText(key: t.Node): string {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'BigIntLiteral') return BigInt(key.value).toString();
  return String((key as t.StringLiteral | t.NumericLiteral).value);
}

/** A function that is declared directly in a block. */
export function declareTwin(node: t.FunctionDeclaration, lowering: Lowering): void {
  const { block, scope } = lowering;
  if (!node.id || block === null || block.scope !== scope || !hasTwin(node, lowering)) return;
  // Not in a label, or in an `if` without a block.
  const { parent } = lowering.facts.ofFunction(node).path;
  if (!t.isBlock(parent) && !t.isExportDeclaration(parent)) return;
  const { params, body } = twinParts(node, lowering);
  const name = lowering.names.made(`_${node.id.name}`);
  const generator = t.functionDeclaration(identifier(name), params as t.FunctionDeclaration['params'], body, true);
  const register = t.expressionStatement(
    callExpression(lowering.entry(node.generator ? 'generatorTwin' : 'twin'), [
      identifier(node.id.name),
      identifier(name),
    ]),
  );
  block.declarations.push(generator);
  const isTop = block.declarations === lowering.hoisted;
  (isTop ? lowering.twinStatements : block.declarations).push(register);
}

type Key = t.StringLiteral | t.NumericLiteral | t.MemberExpression;

/** The key of a method, to be named once more; null if it cannot. */
function keyAgain(node: t.ObjectMethod | t.ClassMethod): Key | null {
  const { key } = node;
  if (!node.computed) return key.type === 'NumericLiteral' ? t.numericLiteral(key.value) : string(keyText(key));
  if (key.type === 'StringLiteral') return string(key.value);
  const isSymbol = key.type === 'MemberExpression' && !key.computed && t.isIdentifier(key.object, { name: 'Symbol' });
  return isSymbol ? (t.cloneNode(key) as t.MemberExpression) : null;
}

const kindOf = ({ kind, generator }: t.ObjectMethod | t.ClassMethod): string =>
  kind === 'get' || kind === 'set' ? kind : generator ? 'generator' : 'value';

/** `_$.twins({ m() {} }, "value", "m", function* () {})` */
export function objectWithTwins(node: t.ObjectExpression, plain: t.ObjectExpression, lowering: Lowering): t.Expression {
  const args: t.Expression[] = [];
  const { properties } = node;
  properties.forEach((property, index) => {
    if (property.type !== 'ObjectMethod' || !hasTwin(property, lowering)) return;
    const key = keyAgain(property);
    if (key === null || properties.slice(index + 1).some((later) => mayReplace(later, property))) return;
    args.push(string(kindOf(property)), key, generatorOf(twinParts(property, lowering)));
  });
  return args.length === 0 ? plain : callExpression(lowering.entry('twins'), [plain, ...args]);
}

/** Whether a later property may have the key of a method, and is no half of the same accessor. */
function mayReplace(later: t.ObjectExpression['properties'][number], method: t.ObjectMethod): boolean {
  if (later.type === 'SpreadElement' || later.computed) return true;
  if (method.computed || keyText(later.key) !== keyText(method.key)) return false;
  return !(later.type === 'ObjectMethod' && later.kind !== method.kind && later.kind !== 'method');
}

/**
 * The static block that registers the class and its methods, to stand before all other members; null if there are none.
 * @param ofClass what registers the class itself
 */
export function classTwins(
  node: t.Class,
  lowering: Lowering,
  ofClass: (() => t.Statement) | null,
): t.StaticBlock | null {
  const own: t.Expression[] = [];
  const statics: t.Expression[] = [];
  for (const item of node.body.body) {
    if (item.type !== 'ClassMethod' || !hasTwin(item, lowering)) continue;
    const key = keyAgain(item);
    if (key === null) continue;
    const { lexical } = lowering.facts.ofFunction(item);
    const parts = twinParts(item, lowering);
    const holder = item.static ? t.thisExpression() : prototype();
    const generator =
      lexical.readsSuper || lexical.writesSuper ? withHome(parts, holder, lowering) : generatorOf(parts);
    (item.static ? statics : own).push(string(kindOf(item)), key, generator);
  }
  const register = (holder: t.Expression, args: t.Expression[]) =>
    args.length === 0 ? [] : [t.expressionStatement(callExpression(lowering.entry('twins'), [holder, ...args]))];
  const statements: t.Statement[] = [...register(prototype(), own), ...register(t.thisExpression(), statics)];
  if (ofClass !== null) statements.push(ofClass());
  return statements.length === 0 ? null : t.staticBlock(statements);
}

const prototype = (): t.Expression => t.memberExpression(t.thisExpression(), identifier('prototype'));

/** A generator in which `super` means what it means in the methods of `holder`: `{ __proto__: …, *m() {} }.m` */
export function withHome({ params, body }: Parts, holder: t.Expression, lowering: Lowering): t.Expression {
  const parent = callExpression(lowering.entry('parent'), [holder]);
  const method = t.objectMethod('method', identifier('m'), params as t.ObjectMethod['params'], body, false, true);
  const home = t.objectExpression([t.objectProperty(identifier('__proto__'), parent), method]);
  return t.memberExpression(home, identifier('m'));
}
