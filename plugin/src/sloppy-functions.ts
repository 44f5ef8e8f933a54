// Annex B of ECMAScript: a plain function in a sloppy block is also a variable of the function around, written when the block is run.
// Babel declares it in the block only, and takes the names outside for others.

import { type NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import type { Facts } from './facts';

/** Babel's scopes get the variables; to `facts` they are made known. */
export function declareSloppyFunctions(functions: readonly t.FunctionDeclaration[], facts: Facts): void {
  const { program } = facts;
  const added = new Map<Scope, Set<string>>();
  for (const node of functions) {
    const path = facts.ofFunction(node).path as NodePath<t.FunctionDeclaration>;
    const { scope } = path.parentPath;
    const home = (scope.getFunctionParent() ?? program.scope) as Scope;
    if (!node.id || facts.around(path).strict) continue;
    const { name } = node.id;
    const isBlock = scope !== home;
    if (!isBlock && !path.parentPath.isIfStatement()) continue;
    if (isBlock && isHidden(name, scope, home)) continue;
    const own = home.getOwnBinding(name);
    if (own === undefined) {
      home.registerBinding('var', path.get('id') as NodePath, path);
      let names = added.get(home);
      if (names === undefined) added.set(home, (names = new Set()));
      names.add(name);
    } else if (own.kind === 'local') own.reassign(path);
    else if (own.kind !== 'var' && own.kind !== 'hoisted') continue;
    const binding = home.getOwnBinding(name);
    if (binding !== undefined) facts.sloppyFunctions.add(binding);
    // In `if (c) function f() {}` the block is the function's own: nothing outside sees its name.
    if (isBlock && path.parentPath.isIfStatement()) delete scope.bindings[name];
  }
  for (const [home, names] of added) takeUses(home, names);
}

/** A variable would collide with what a block in between declares. */
function isHidden(name: string, block: Scope, home: Scope): boolean {
  for (let scope = block.parent; scope !== home; scope = scope.parent) {
    const binding = scope.getOwnBinding(name);
    if (binding !== undefined && !(binding.path.isCatchClause() && binding.path.node.param?.type === 'Identifier'))
      return true;
  }
  return false;
}

/** What uses the names inside the function uses its new variables, and no longer what they hide. */
function takeUses(home: Scope, names: ReadonlySet<string>): void {
  const outer = [...names].map((name) => home.parent?.getBinding(name));
  const bindings = new Set([...names].map((name) => home.getOwnBinding(name) as Binding));
  const moved = new Set<NodePath>();
  const found = (path: NodePath, name: string): Binding | null => {
    const binding = names.has(name) ? path.scope.getBinding(name) : undefined;
    return binding !== undefined && bindings.has(binding) ? binding : null;
  };
  const written = (path: NodePath, target: t.Node) => {
    for (const name of Object.keys(t.getBindingIdentifiers(target))) {
      const binding = found(path, name);
      if (binding === null || binding.constantViolations.includes(path)) continue;
      binding.reassign(path);
      moved.add(path);
    }
  };
  home.path.traverse({
    ReferencedIdentifier(path: NodePath<t.Identifier | t.JSXIdentifier>) {
      const binding = found(path, path.node.name);
      if (binding === null || binding.referencePaths.includes(path)) return;
      binding.reference(path);
      moved.add(path);
    },
    ForXStatement(path) {
      const { left } = path.node;
      if (left.type !== 'VariableDeclaration') written(path, left);
    },
    AssignmentExpression: (path) => written(path, path.node.left),
    UpdateExpression: (path) => written(path, path.node.argument),
    UnaryExpression(path) {
      if (path.node.operator === 'delete') written(path, path.node.argument);
    },
  });
  for (const binding of outer) {
    if (binding === undefined) continue;
    binding.referencePaths = binding.referencePaths.filter((path) => !moved.has(path));
    binding.constantViolations = binding.constantViolations.filter((path) => !moved.has(path));
  }
}
