// Functions of every form.

import { types as t } from '@babel/core';
import { lowerAsyncFunction } from './async-function';
import { declareTwin, functionWithTwin, hasTwin, onlyTwin } from './deep/twin';
import { staysAsync } from './eval';
import { declaration } from './expressions';
import { lower } from './lower';
import type { Lowering, Visitors } from './lowering';

export const functions: Visitors = {
  FunctionDeclaration(node, lowering) {
    const lowered = bindToBlock(node, lowerFunction(node, lowering), lowering);
    if (lowering.deepFile) declareTwin(node, lowering);
    return lowered;
  },
  FunctionExpression: lowerExpression,
  ArrowFunctionExpression: lowerExpression,
  ObjectMethod: lowerMethod,
  ClassMethod: lowerMethod,
  ClassPrivateMethod: lowerFunction,
};

function lowerFunction<T extends t.Function>(node: T, lowering: Lowering): T {
  if (node.async && !staysAsync(node, lowering)) return lowerAsyncFunction(node, lowering);
  const { params, body } = lower(node, 'plain', lowering);
  const lowered = { ...node, params, body } as T;
  if (lowered.type === 'ArrowFunctionExpression') lowered.expression = body.type !== 'BlockStatement';
  return lowered;
}

/** Functions inside so many others are compiled in one form: otherwise the code would double with each. */
const MOST_DOUBLED = 3;

function lowerExpression(node: t.FunctionExpression | t.ArrowFunctionExpression, lowering: Lowering): t.Expression {
  if (lowering.plainCallbacks.delete(node)) return lowerFunction(node, lowering);
  if (lowering.deepFile && lowering.depth >= MOST_DOUBLED && hasTwin(node, lowering)) {
    const only = onlyTwin(node, lowering);
    if (only !== null) return only;
  }
  const plain = lowerFunction(node, lowering);
  return lowering.deepFile ? functionWithTwin(node, plain, lowering) : plain;
}

function lowerMethod<T extends t.ObjectMethod | t.ClassMethod>(node: T, lowering: Lowering): T {
  const key = node.computed ? lowering.visit(node.key) : node.key;
  const decorators = node.decorators && lowering.list(node.decorators);
  return { ...lowerFunction(node, lowering), key, decorators };
}

/** In sloppy blocks a plain function would be visible outside the block, which an async function is not. */
function bindToBlock(node: t.FunctionDeclaration, lowered: t.FunctionDeclaration, lowering: Lowering): t.Statement {
  const { scope, block } = lowering;
  const inBlock = scope.path.isBlockStatement() || scope.path.isCatchClause();
  if (!node.async || !node.id || !inBlock || scope !== block?.scope) return lowered;
  if (lowering.facts.ofFunction(node).parent?.strict) return lowered;
  const value: t.FunctionExpression = { ...lowered, type: 'FunctionExpression', id: null };
  block.declarations.push(declaration('let', [node.id, value]));
  return t.emptyStatement();
}
