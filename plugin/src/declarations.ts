// Where names begin to mean something: declarations, hoisted and in place, and from when on they are initialised.

import type { types as t } from '@babel/core';
import type { Analysis } from './analysis';
import { analysePattern, analyseTarget } from './assignments';
import { isFresh, isRequire, nameOfTarget, patternNames } from './facts';
import { type Binding, functionScope, type Scope } from './scope';

/** Declarations that are visible before they are reached. */
export function hoist(node: t.Node, scope: Scope, analysis: Analysis): void {
  const declaration =
    (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') && node.declaration
      ? node.declaration
      : node;
  if (declaration.type === 'FunctionDeclaration' && declaration.id) {
    declare(declaration.id, scope, 'function', scope.start, analysis);
    // Sloppy mode: a plain function is also a variable of the enclosing function, written when the block is run.
    const { async, generator } = declaration;
    if (!async && !generator && !scope.fn.strict && !['body', 'program', 'function'].includes(scope.kind))
      declare(declaration.id, functionScope(scope), 'var', 0, analysis).assigned = true;
  } else if (declaration.type === 'VariableDeclaration' && declaration.kind !== 'var') {
    for (const { id } of declaration.declarations) declarePattern(id, scope, 'let', Number.POSITIVE_INFINITY, analysis);
  } else if (declaration.type === 'ClassDeclaration' && declaration.id)
    declare(declaration.id, scope, 'class', Number.POSITIVE_INFINITY, analysis);
  else if (node.type === 'LabeledStatement') hoist(node.body, scope, analysis);
}

/** @param ready order number from which on the binding is surely initialised; infinite until `markReady` says it */
export function declare(
  id: t.Identifier,
  scope: Scope,
  kind: Binding['kind'],
  ready: number,
  analysis: Analysis,
): Binding {
  analysis.uses.name(id, scope);
  return scope.declare(id.name, kind, ready, id.loc?.start.line ?? 0);
}

/** `declare` for every name in a pattern. */
export function declarePattern(
  pattern: t.Node,
  scope: Scope,
  kind: Binding['kind'],
  ready: number,
  analysis: Analysis,
): void {
  switch (pattern.type) {
    case 'Identifier':
      declare(pattern, scope, kind, ready, analysis);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties)
        declarePattern(
          property.type === 'RestElement' ? property.argument : property.value,
          scope,
          kind,
          ready,
          analysis,
        );
      return;
    case 'ArrayPattern':
      for (const item of pattern.elements) if (item) declarePattern(item, scope, kind, ready, analysis);
      return;
    case 'AssignmentPattern':
      declarePattern(pattern.left, scope, kind, ready, analysis);
      return;
    case 'RestElement':
      declarePattern(pattern.argument, scope, kind, ready, analysis);
      return;
    case 'TSParameterProperty':
      declarePattern(pattern.parameter, scope, kind, ready, analysis);
  }
}

export function analyseDeclarator(
  declaration: t.VariableDeclaration,
  node: t.VariableDeclarator,
  scope: Scope,
  analysis: Analysis,
): void {
  const isVar = declaration.kind === 'var';
  const home = isVar ? functionScope(scope) : scope;
  if (isVar) declarePattern(node.id, home, 'var', home.start, analysis);
  if (node.init) {
    analysis.functionNames.hint(node.init, nameOfTarget(node.id));
    analysis.visit(node.init, scope);
  }
  if (isVar && node.init) analyseTarget(node.id, scope, true, analysis);
  else analysePattern(node.id, scope, analysis);
  markReady(node.id, home, analysis);
  if (node.id.type !== 'Identifier') return;
  const binding = home.bindings.get(node.id.name);
  if (binding === undefined || !node.init) return;
  if (binding.initialised) binding.assigned = true;
  binding.initialised = true;
  if (isFresh(node.init)) binding.fresh = true;
  if (isRequire(node.init)) binding.module = true;
}

/** The names of the pattern are initialised from here on; in a `switch` nobody knows whether this place was passed. */
export function markReady(pattern: t.Node, scope: Scope, analysis: Analysis): void {
  const now = analysis.next();
  for (const name of patternNames(pattern)) {
    const binding = scope.bindings.get(name);
    if (binding !== undefined && binding.ready === Number.POSITIVE_INFINITY && scope.kind !== 'switch')
      binding.ready = now;
  }
}
