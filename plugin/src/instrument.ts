// The rewriting descent: one switch over the kinds of nodes that mean something here. Everything else is only walked through.

import type { types as t } from '@babel/core';
import { rewriteAssignment, rewriteDelete, rewriteOwner, rewriteRead, rewriteUpdate } from './access';
import { lowerAsyncFunction, rewriteBody, rewriteParameters } from './async-function';
import { rewriteAwait, rewriteReturn, rewriteYield } from './async-generator';
import { rewriteMethod } from './collections';
import { rewriteSource } from './destructuring';
import { lowerForAwait } from './for-await';
import { controlledGlobal, controlledImport, controlledMember, controlledRequire, timerCallee } from './free-globals';
import { guardLoop } from './loop';
import { block, declare, identifier, positioned, returning } from './nodes';
import { rewritePattern, rewriteTarget } from './patterns';
import { frameOf, type Rewriter } from './rewriter';
import type { FunctionInfo } from './scope';
import { constructSuper, rewriteSuperMember, superAssignment, superCall } from './super';
import { rewriteVariable } from './variables';

export function instrumentNode(node: t.Node, rewriter: Rewriter): t.Node {
  switch (node.type) {
    case 'Identifier':
      return rewriteName(node, rewriter);
    case 'ThisExpression':
      return rewriter.frame.thisGet === null ? node : positioned(rewriter.self(), node);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      if (node.object.type === 'Super') return rewriteSuperMember(node as t.MemberExpression, rewriter);
      return controlledMember(node, rewriter) ?? rewriteRead(node, rewriter);
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return rewriteCall(node, rewriter);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return rewriteFunction(node, rewriter);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return rewriteClass(node, rewriter);
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
    case 'StaticBlock':
      return rewriteInitializer(node, rewriter);
    case 'BlockStatement':
      rewriteBlock(node, rewriter);
      return node;
    case 'AwaitExpression':
      return rewriteAwait(node, rewriter);
    case 'YieldExpression':
      return rewriteYield(node, rewriter);
    case 'ReturnStatement':
      return rewriteReturn(node, rewriter);
    case 'LabeledStatement':
      return rewriteLabeled(node, rewriter);
    case 'ForInStatement':
    case 'ForOfStatement':
      return rewriteForOf(node, [], rewriter);
    case 'ForStatement':
      return rewriteFor(node, rewriter);
    case 'WhileStatement':
    case 'DoWhileStatement':
      rewriter.children(node);
      guardLoop(node, rewriter);
      return node;
    case 'ExpressionStatement':
      node.expression = unused(node.expression, rewriter);
      return node;
    case 'SequenceExpression':
      return rewriteSequence(node, true, rewriter);
    case 'AssignmentExpression':
      if (node.left.type === 'MemberExpression' && node.left.object.type === 'Super')
        return superAssignment(node, node.left, rewriter);
      return rewriteAssignment(node, true, rewriter);
    case 'VariableDeclarator':
      if (node.init) node.init = rewriteSource(node.id, node.init, rewriter);
      node.id = rewriter.visit(node.id);
      return node;
    case 'UpdateExpression':
      return rewriteUpdate(node, true, rewriter);
    case 'UnaryExpression':
      return rewriteUnary(node, true, rewriter);
    case 'ObjectPattern':
    case 'ArrayPattern':
    case 'AssignmentPattern':
    case 'RestElement':
      return rewritePattern(node, rewriter);
    case 'ObjectProperty':
      return rewriteProperty(node, rewriter);
    case 'MetaProperty':
      return node.meta.name === 'new' && rewriter.frame.newTarget ? { ...rewriter.frame.newTarget } : node;
    case 'TaggedTemplateExpression':
      node.tag = rewriteCallee(node.tag, rewriter);
      rewriter.children(node.quasi);
      return node;
    case 'ImportDeclaration':
      return controlledImport(node, rewriter) ?? node;
    case 'ExportNamedDeclaration':
      if (node.declaration) node.declaration = rewriter.visit(node.declaration);
      return node;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TSExportAssignment':
      node.expression = rewriter.expression(node.expression);
      return node;
    default:
      if (!node.type.startsWith('TS') && !node.type.endsWith('TypeAnnotation')) rewriter.children(node);
      return node;
  }
}

function rewriteName(node: t.Identifier, rewriter: Rewriter): t.Expression {
  if (rewriter.entries.has(node)) return rewriter.entry(node.name);
  if (rewriter.analysis.uses.implicitArguments.has(node)) {
    const { argumentsName } = rewriter.frame;
    return argumentsName === null ? node : identifier(argumentsName);
  }
  return controlledGlobal(node, rewriter) ?? rewriteVariable(node, rewriter);
}

function rewriteCall(
  node: t.CallExpression | t.OptionalCallExpression | t.NewExpression,
  rewriter: Rewriter,
): t.Expression {
  if (node.type === 'CallExpression') {
    const { callee } = node;
    if (callee.type === 'Super') return constructSuper(node, rewriter);
    if (callee.type === 'MemberExpression' && callee.object.type === 'Super') return superCall(node, callee, rewriter);
    const replaced = controlledRequire(node, rewriter) ?? rewriteMethod(node, rewriter);
    if (replaced !== null) return replaced;
    const timer = timerCallee(node, rewriter);
    if (timer !== null) {
      node.callee = timer;
      rewriter.list(node.arguments);
      return node;
    }
  }
  node.callee = rewriteCallee(node.callee as t.Expression, rewriter);
  rewriter.list(node.arguments);
  return node;
}

/** Fetching a method is no read of shared state, and must keep its object. */
function rewriteCallee(callee: t.Expression, rewriter: Rewriter): t.Expression {
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression')
    return rewriter.expression(callee);
  if (callee.object.type === 'Super') return rewriter.expression(callee);
  const controlled = controlledMember(callee, rewriter);
  if (controlled !== null) return controlled;
  callee.object = rewriteOwner(callee.object, rewriter);
  if (callee.computed) callee.property = rewriter.expression(callee.property);
  return callee;
}

function rewriteFunction(node: t.Function, rewriter: Rewriter): t.Node {
  const info = rewriter.analysis.functions.get(node);
  if (info === undefined) return node;
  if ('computed' in node && node.computed && 'key' in node) node.key = rewriter.expression(node.key);
  if (node.async) return bindToBlock(lowerAsyncFunction(node, info, rewriter), info, rewriter);
  const frame = frameOf(info, rewriter.frame.accessors);
  if (info.arrow) {
    const { argumentsName, newTarget, superGet, superSet, superCall, thisGet } = rewriter.frame;
    Object.assign(frame, { argumentsName, newTarget, superGet, superSet, superCall, thisGet });
  }
  rewriter.within(frame, () => {
    rewriteParameters(node, rewriter);
    if (node.body.type === 'BlockStatement') return rewriteBody(node.body, info, rewriter);
    frame.temporaries = new Map();
    frame.tracked = rewriter.options.track && !info.dynamic;
    node.body = rewriter.expression(node.body);
    if (frame.temporaries.size === 0) return;
    node.body = block([returning(node.body as t.Expression)]);
    if (node.type === 'ArrowFunctionExpression') node.expression = false;
    rewriter.declareTemporaries(node.body.body);
  });
  return node;
}

/** In sloppy blocks a plain function would be visible outside the block, which an async function is not. */
function bindToBlock(node: t.Function, { outerScope }: FunctionInfo, rewriter: Rewriter): t.Node {
  const inBlock = outerScope?.kind === 'block' && !outerScope.fn.strict && outerScope === rewriter.block?.scope;
  if (node.type !== 'FunctionDeclaration' || !node.id || !inBlock) return node;
  const value: t.FunctionExpression = { ...node, type: 'FunctionExpression', id: null };
  rewriter.block?.declarations.push(declare('let', [node.id, value]));
  return { type: 'EmptyStatement' };
}

function rewriteClass(node: t.Class, rewriter: Rewriter): t.Node {
  rewriter.classAccessors.set(node, rewriter.frame.accessors);
  rewriter.children(node);
  const members = rewriter.members.get(node);
  if (members !== undefined) node.body.body.push(...members);
  return node;
}

/** Field initialisers have no place for variables; static blocks are like functions. */
function rewriteInitializer(
  node: t.ClassProperty | t.ClassPrivateProperty | t.ClassAccessorProperty | t.StaticBlock,
  rewriter: Rewriter,
): t.Node {
  const info = rewriter.analysis.functions.get(node);
  if (node.type !== 'StaticBlock' && node.type !== 'ClassPrivateProperty' && node.computed)
    node.key = rewriter.expression(node.key);
  if (info === undefined) return node;
  rewriter.within(frameOf(info, rewriter.frame.accessors), () => {
    if (node.type !== 'StaticBlock') {
      if (node.value) node.value = rewriter.expression(node.value);
      return;
    }
    rewriter.frame.temporaries = new Map();
    rewriteBlock(node, rewriter);
    rewriter.declareTemporaries(node.body);
  });
  return node;
}

function rewriteBlock(node: t.BlockStatement | t.StaticBlock, rewriter: Rewriter): void {
  const scope = rewriter.analysis.scopes.get(node);
  const outer = rewriter.block;
  const { accessors } = rewriter.frame;
  if (scope !== undefined) rewriter.block = { scope, accessors, declarations: [] };
  rewriter.list(node.body);
  if (scope !== undefined && rewriter.block) node.body.unshift(...rewriter.block.declarations);
  rewriter.block = outer;
}

function rewriteLabeled(node: t.LabeledStatement, rewriter: Rewriter): t.Node {
  const labels: t.LabeledStatement[] = [];
  let inner: t.Statement = node;
  while (inner.type === 'LabeledStatement') {
    labels.push(inner);
    inner = inner.body;
  }
  if (inner.type === 'ForOfStatement' && inner.await && rewriter.frame.async)
    return lowerForAwait(inner, labels, rewriter);
  const last = labels.at(-1) as t.LabeledStatement;
  last.body = rewriter.visit(inner);
  return node;
}

function rewriteForOf(
  node: t.ForOfStatement | t.ForInStatement,
  labels: t.LabeledStatement[],
  rewriter: Rewriter,
): t.Node {
  if (node.type === 'ForOfStatement' && node.await && rewriter.frame.async)
    return lowerForAwait(node, labels, rewriter);
  node.left = rewriteTarget(node.left, rewriter);
  node.right = rewriter.expression(node.right);
  node.body = rewriter.visit(node.body);
  return node;
}

function rewriteFor(node: t.ForStatement, rewriter: Rewriter): t.Node {
  if (node.init)
    node.init = node.init.type === 'VariableDeclaration' ? rewriter.visit(node.init) : unused(node.init, rewriter);
  if (node.test) node.test = rewriter.expression(node.test);
  if (node.update) node.update = unused(node.update, rewriter);
  node.body = rewriter.visit(node.body);
  guardLoop(node, rewriter);
  return node;
}

/** An expression whose value nobody looks at. */
function unused(node: t.Expression, rewriter: Rewriter): t.Expression {
  if (
    node.type === 'AssignmentExpression' &&
    !(node.left.type === 'MemberExpression' && node.left.object.type === 'Super')
  )
    return rewriteAssignment(node, false, rewriter);
  if (node.type === 'UpdateExpression') return rewriteUpdate(node, false, rewriter);
  if (node.type === 'UnaryExpression') return rewriteUnary(node, false, rewriter);
  if (node.type === 'SequenceExpression') return rewriteSequence(node, false, rewriter);
  return rewriter.expression(node);
}

function rewriteSequence(node: t.SequenceExpression, used: boolean, rewriter: Rewriter): t.Expression {
  const last = node.expressions.length - 1;
  node.expressions = node.expressions.map((expression, index) =>
    used && index === last ? rewriter.expression(expression) : unused(expression, rewriter),
  );
  return node;
}

function rewriteUnary(node: t.UnaryExpression, used: boolean, rewriter: Rewriter): t.Expression {
  if (node.operator === 'delete') return rewriteDelete(node, used, rewriter);
  // `typeof Promise` asks what the realm has.
  if (node.operator === 'typeof' && rewriter.isGlobal(node.argument)) return node;
  node.argument = rewriter.expression(node.argument);
  return node;
}

function rewriteProperty(node: t.ObjectProperty, rewriter: Rewriter): t.Node {
  if (node.computed) node.key = rewriter.expression(node.key);
  const value = rewriter.visit(node.value);
  if (value !== node.value) node.shorthand = false;
  node.value = value;
  return node;
}
