// How deep code constructs a class: the code of its constructor, and what its fields are initialised with, as generators beside it. The class itself
// leaves both out while an object is made bare (src/engine/deep/classes.ts):
//
//   class C { f = g(); constructor(a) { h(a) } }
//
//   class C {
//     static { _$.classTwin(this, 1, false, true, function* (…, a) { … }, function* () { … }) }
//     f = _d.bare !== null && _$.bare(1) ? void 0 : g();
//     constructor(a) { if (_d.bare !== null && _$.bare(1)) return _$.bareObject(1); h(a) }
//   }

import { types as t } from '@babel/core';
import { callExpression, identifier } from '../builders';
import { isAnonymous, member, nothing, string } from '../expressions';
import { frameOf } from '../frame';
import { lower } from '../lower';
import type { Lowering } from '../lowering';
import { isQuiet } from '../quiet';
import { isEvalAround, keyText, withHome } from './twin';

type OwnField = t.ClassProperty | t.ClassPrivateProperty;

export interface Construction {
  /** The number by which the class asks for itself. */
  readonly token: () => t.Expression;
  readonly derived: boolean;
  /** The constructor that is written, or one that has to be added. */
  readonly constructor_: t.ClassMethod | 'added' | null;
  /** Fields that are initialised by a generator, from the first one that may stop. */
  readonly fields: readonly OwnField[];
}

/** What the code of a class does that may stop. */
function mayStop(node: t.Node, lowering: Lowering): boolean {
  let found = false;
  t.traverseFast(node, (inner) => {
    found ||= isStop(inner, lowering);
  });
  return found;
}

function isStop(node: t.Node, lowering: Lowering): boolean {
  const { privateMethods } = lowering;
  switch (node.type) {
    case 'NewExpression':
      return !(
        lowering.isGlobal(node.callee) &&
        /^(?:Map|Set|WeakMap|WeakSet|Array|\w*Array|\w*Buffer|\w*Error)$/.test(node.callee.name)
      );
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'TaggedTemplateExpression':
    case 'ForOfStatement':
    case 'SpreadElement':
    case 'ArrayPattern':
      return true;
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      if (node.computed) return true;
      const { name } = node.property as t.Identifier;
      return privateMethods?.getters.has(name) || privateMethods?.setters.has(name) || false;
    }
    default:
      return false;
  }
}

/** A parameter that can be bound twice, without anybody noticing: first bare. */
function isStill(param: t.Node): boolean {
  switch (param.type) {
    case 'Identifier':
      return true;
    case 'AssignmentPattern':
      return isStill(param.left) && isQuiet(param.right);
    case 'RestElement':
      return isStill(param.argument);
    case 'ObjectPattern':
      return param.properties.every((property) =>
        property.type === 'RestElement' ? isStill(property) : !property.computed && isStill(property.value),
      );
    default:
      return false;
  }
}

const isOwn = (item: t.ClassBody['body'][number]): item is OwnField =>
  (item.type === 'ClassProperty' || item.type === 'ClassPrivateProperty') && !item.static;

/** Null if deep code constructs the class as it is. */
export function constructionOf(node: t.Class, lowering: Lowering): Construction | null {
  const { body } = node.body;
  const decorated = (item: t.Node) => ((item as { decorators?: unknown[] | null }).decorators?.length ?? 0) > 0;
  if (lowering.insideWith || decorated(node) || body.some(decorated)) return null;
  if (body.some(({ type }) => type === 'ClassAccessorProperty')) return null;
  const written = body.find(
    (item): item is t.ClassMethod => item.type === 'ClassMethod' && item.kind === 'constructor',
  );
  if (written !== undefined) {
    const info = lowering.facts.ofFunction(written);
    if (info.dynamic || isEvalAround(info) || info.lexical.writesArguments) return null;
    if (info.path.scope.hasOwnBinding('arguments') || !written.params.every(isStill)) return null;
  }
  const fields = body.filter(isOwn);
  const first = fields.findIndex(({ value }) => value && !isFunction(value) && mayStop(value, lowering));
  const later = first === -1 ? [] : fields.slice(first);
  const deferred = later.every((field) => canDefer(field, lowering)) ? later : [];
  const derived = node.superClass != null;
  const token = () => lowering.site('m', node, `class ${node.id?.name ?? ''}`.trim());
  const made = (constructor_: Construction['constructor_']) => ({ token, derived, constructor_, fields: deferred });
  if (written !== undefined)
    return derived || deferred.length > 0 || mayStop(written.body, lowering) ? made(written) : null;
  const installs = body.some((item) => isOwn(item) || (item.type === 'ClassPrivateMethod' && !item.static));
  if (derived) return made(installs ? 'added' : null);
  return deferred.length > 0 ? made('added') : null;
}

const isFunction = ({ type }: t.Node): boolean => type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

function canDefer(field: OwnField, lowering: Lowering): boolean {
  if (field.type === 'ClassProperty' && field.computed) return false;
  return !field.value || !lowering.facts.ofField(field, lowering.scope).dynamic;
}

const isBare = ({ token }: Construction, lowering: Lowering): t.Expression =>
  t.logicalExpression(
    '&&',
    t.binaryExpression('!==', member(lowering.deepSwitch(), 'bare'), t.nullLiteral()),
    callExpression(lowering.entry('bare'), [token()]),
  );

/** The field as the class itself has it. @param lowered its initialiser */
export function bareField(
  field: OwnField,
  lowered: t.Expression,
  made: Construction,
  lowering: Lowering,
): t.Expression {
  if (!made.fields.includes(field) || isFunction(field.value as t.Node) || !mayStop(field.value as t.Node, lowering))
    return lowered;
  return t.conditionalExpression(isBare(made, lowering), nothing(), lowered);
}

/** What the constructor does first. */
function head(made: Construction, lowering: Lowering): t.Statement {
  const own = t.returnStatement(callExpression(lowering.entry('bareObject'), [made.token()]));
  if (!made.derived) return t.ifStatement(isBare(made, lowering), own);
  const args = t.spreadElement(member(member(lowering.deepSwitch(), 'bare'), 'args'));
  const parent = t.blockStatement([t.expressionStatement(t.callExpression(t.super(), [args])), t.returnStatement()]);
  const isOwnTurn = callExpression(lowering.entry('bareOwn'), [made.token()]);
  return t.ifStatement(isBare(made, lowering), t.blockStatement([t.ifStatement(isOwnTurn, parent), own]));
}

/** The constructor as the class has it. @param lowered null if none is written */
export function bareConstructor(lowered: t.ClassMethod | null, made: Construction, lowering: Lowering): t.ClassMethod {
  const first = head(made, lowering);
  if (lowered !== null) return { ...lowered, body: { ...lowered.body, body: [first, ...lowered.body.body] } };
  const args = lowering.names.shared('_a');
  const call = t.expressionStatement(t.callExpression(t.super(), [t.spreadElement(identifier(args))]));
  const params = made.derived ? [t.restElement(identifier(args))] : [];
  const body = t.blockStatement(made.derived ? [first, call] : [first]);
  return t.classMethod('constructor', identifier('constructor'), params, body);
}

/** `_$.classTwin(…)`, in a static block of the class. */
export function registerClass(made: Construction, lowering: Lowering): t.Statement {
  const { constructor_: written, derived, fields } = made;
  const isWritten = written !== null && written !== 'added';
  const args = [
    t.thisExpression(),
    made.token(),
    t.booleanLiteral(derived),
    t.booleanLiteral(written !== null),
    isWritten ? constructorTwin(written, derived, lowering) : t.nullLiteral(),
    fields.length === 0 ? t.nullLiteral() : fieldsTwin(fields, lowering),
  ];
  return t.expressionStatement(callExpression(lowering.entry('classTwin'), args));
}

const prototype = (): t.Expression => t.memberExpression(t.thisExpression(), identifier('prototype'));

function constructorTwin(node: t.ClassMethod, derived: boolean, lowering: Lowering): t.Expression {
  const names = ['_newTarget', '_arguments', '_this', '_callSuper', '_super', '_setSuper'].map((name) =>
    lowering.names.shared(name),
  ) as [string, string, string, string, string, string];
  const [newTarget, argumentsName, thisGet, superCall, superGet, superSet] = names;
  const lexical = {
    newTarget: identifier(newTarget),
    argumentsName,
    argumentsSet: null,
    thisGet: derived ? thisGet : null,
    superCall: derived ? superCall : null,
    superGet: derived ? superGet : null,
    superSet: derived ? superSet : null,
  };
  const { accessors } = lowering.frame;
  const { params, body } = lower(node, 'deep', lowering, { accessors, lexical });
  const parts = {
    params: [...names.map((name) => identifier(name)), ...params] as t.Function['params'],
    body: body as t.BlockStatement,
  };
  const { readsSuper, writesSuper } = lowering.facts.ofFunction(node).lexical;
  if (!derived && (readsSuper || writesSuper)) return withHome(parts, prototype(), lowering);
  return t.functionExpression(null, parts.params as t.FunctionExpression['params'], parts.body, true);
}

function fieldsTwin(fields: readonly OwnField[], lowering: Lowering): t.Expression {
  const temporaries = new Map<string, t.Expression | null>();
  const keys = fields.flatMap((field) => (field.type === 'ClassProperty' ? [string(keyText(field.key))] : []));
  const statements: t.Statement[] = [
    t.expressionStatement(
      callExpression(lowering.entry('withoutFields'), [t.thisExpression(), t.arrayExpression(keys)]),
    ),
  ];
  let held = 0;
  let usesSuper = false;
  for (const field of fields) {
    let value: t.Expression = nothing();
    if (field.value) {
      const info = lowering.facts.ofField(field, lowering.scope);
      usesSuper ||= info.lexical.readsSuper || info.lexical.writesSuper;
      const frame = { ...frameOf(info, lowering.frame.accessors), deep: true, temporaries, held };
      const own = field.value;
      value = lowering.within(frame, () => lowering.expression(own));
      held = frame.held;
    }
    statements.push(t.expressionStatement(initialise(field, named(field, value))));
  }
  const frame = { ...lowering.frame, temporaries };
  const body = t.blockStatement(lowering.within(frame, () => lowering.withTemporaries(statements)));
  if (usesSuper) return withHome({ params: [], body }, prototype(), lowering);
  return t.functionExpression(null, [], body, true);

  function initialise(field: OwnField, value: t.Expression): t.Expression {
    if (field.type === 'ClassProperty')
      return callExpression(lowering.entry('field'), [t.thisExpression(), string(keyText(field.key)), value]);
    return t.assignmentExpression('=', t.memberExpression(t.thisExpression(), field.key), value);
  }
}

/** An anonymous function or class gets the name of its field. */
function named(field: OwnField, value: t.Expression): t.Expression {
  if (!isAnonymous(value)) return value;
  const name = field.type === 'ClassProperty' ? keyText(field.key) : `#${field.key.id.name}`;
  const holder = t.objectExpression([t.objectProperty(string(name), value)]);
  return t.memberExpression(holder, string(name), true);
}
