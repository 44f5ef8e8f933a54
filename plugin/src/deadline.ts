// Deadlines: time-outs that can do nothing but give up. In `Promise.race([work, new Promise((_, reject) => setTimeout(reject, 1000))])`, and in
// helpers that wait for something, the callback leads to the executor's `reject`, and something else settles the promise if all goes well.
// A fake that answers with an error after some time looks much the same, but nothing else ever settles its promise. A time-out that the function
// clears, and that only sets flags of the function, is a deadline, too: `const limit = setTimeout(() => { late = true; }, 1000)`.

import type { NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';

/** Values are followed through so many variables and functions. */
const FAR = 6;

/** Whether the time-out that this call sets only gives up. `scope` is the one of the call. */
export function isDeadline(call: t.CallExpression, scope: Scope): boolean {
  const [callback] = call.arguments;
  if (callback === undefined) return false;
  if (throwsAtOnce(callback, scope) || isFlag(call, callback, scope)) return true;
  const executor = executorAround(scope);
  if (executor === null) return false;
  const inside = new Reach(callback, executor);
  const reject = parameter(executor, 1);
  if (reject === null || !inside.leadsTo(reject) || setsAgain(callback, scope)) return false;
  const resolve = parameter(executor, 0);
  return (resolve !== null && inside.isReachedElsewhere(resolve)) || isRaced(executor.parentPath as NodePath, FAR);
}

/** `setTimeout(() => { throw new Error('hangs'); }, 5000)`: a watchdog. */
function throwsAtOnce(callback: t.Node, scope: Scope): boolean {
  const body = functionOf(callback, scope)?.body;
  return body?.type === 'BlockStatement' && body.body.some(({ type }) => type === 'ThrowStatement');
}

/** The callback only sets flags of the function in which the time-out is set and cleared. */
function isFlag(call: t.CallExpression, callback: t.Node, scope: Scope): boolean {
  const home = scope.getFunctionParent();
  if (home === null || (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression'))
    return false;
  const { body } = callback;
  const steps = body.type === 'BlockStatement' ? body.body : [body];
  const setsFlag = (step: t.Node): boolean => {
    const node = step.type === 'ExpressionStatement' ? step.expression : step;
    if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.left.type !== 'Identifier') return false;
    return node.right.type === 'BooleanLiteral' && scope.getBinding(node.left.name)?.scope.getFunctionParent() === home;
  };
  return steps.length > 0 && steps.every(setsFlag) && isCleared(call, scope);
}

/** The time-out is kept in a variable that `clearTimeout` is called with. */
function isCleared(call: t.CallExpression, scope: Scope): boolean {
  return Object.values(scope.getAllBindings()).some(
    ({ path, referencePaths }) =>
      path.node.type === 'VariableDeclarator' &&
      path.node.init === call &&
      referencePaths.some(
        ({ parent, key }) =>
          key === 0 &&
          parent.type === 'CallExpression' &&
          'name' in parent.callee &&
          parent.callee.name === 'clearTimeout',
      ),
  );
}

/** The callback is a function that sets a time-out with itself again: it polls. */
function setsAgain(callback: t.Node, scope: Scope): boolean {
  if (callback.type !== 'Identifier') return false;
  const binding = scope.getBinding(callback.name);
  return binding !== undefined && leadsBack(binding, binding, new Set());
}

/** Whether something that is called from within the function of `target` sets a time-out with it. */
function leadsBack(binding: Binding, target: Binding, seen: Set<Binding>): boolean {
  if (seen.has(binding)) return false;
  seen.add(binding);
  return binding.referencePaths.some((path) => {
    const home = namedFunctionAround(path);
    return home !== null && (home === target || leadsBack(home, target, seen));
  });
}

/** The executor of `new Promise(executor)` that the scope lies in. */
function executorAround(scope: Scope): NodePath<t.Function> | null {
  for (
    let home = scope.getFunctionParent();
    home !== null;
    home = home.path.scope.parent?.getFunctionParent() ?? null
  ) {
    const path = home.path as NodePath<t.Function>;
    const { parent } = path;
    if (
      parent.type === 'NewExpression' &&
      path.key === 0 &&
      path.listKey === 'arguments' &&
      parent.callee.type === 'Identifier' &&
      parent.callee.name === 'Promise'
    )
      return path;
  }
  return null;
}

function parameter(executor: NodePath<t.Function>, index: number): Binding | null {
  const node = executor.node.params[index];
  return node?.type === 'Identifier' ? (executor.scope.getOwnBinding(node.name) ?? null) : null;
}

/** What the callback leads to, through functions that have a name. */
class Reach {
  constructor(
    private readonly callback: t.Node,
    private readonly executor: NodePath,
  ) {}

  leadsTo(binding: Binding, seen = new Set<Binding>()): boolean {
    if (seen.has(binding)) return false;
    seen.add(binding);
    return binding.referencePaths.some((path) => {
      if (this.isInside(path)) return true;
      const home = this.functionAround(path);
      return home !== null && this.leadsTo(home, seen);
    });
  }

  /** Whether code that the callback is no part of leads to it. */
  isReachedElsewhere(binding: Binding, seen = new Set<Binding>()): boolean {
    if (seen.has(binding)) return false;
    seen.add(binding);
    return binding.referencePaths.some((path) => {
      if (this.isInside(path)) return false;
      const home = this.functionAround(path);
      return home === null || this.isReachedElsewhere(home, seen);
    });
  }

  private isInside(path: NodePath): boolean {
    return path.find(({ node }) => node === this.callback) !== null;
  }

  private functionAround(path: NodePath): Binding | null {
    const home = namedFunctionAround(path);
    return home?.path.findParent((parent) => parent === this.executor) ? home : null;
  }
}

/** The name of the innermost function that a path lies in, if that is a variable of its own. */
function namedFunctionAround(path: NodePath): Binding | null {
  const home = path.getFunctionParent();
  return home === null ? null : nameOf(home);
}

function nameOf(fn: NodePath): Binding | null {
  const { node, parent } = fn;
  if (node.type === 'FunctionDeclaration') return (node.id && fn.scope.parent.getBinding(node.id.name)) ?? null;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier')
    return fn.scope.parent.getBinding(parent.id.name) ?? null;
  return null;
}

/** The function that an expression is or names. */
function functionOf(node: t.Node, scope: Scope): t.Function | null {
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return node;
  if (node.type !== 'Identifier') return null;
  const path = scope.getBinding(node.name)?.path;
  if (path?.node.type === 'FunctionDeclaration') return path.node;
  return path?.node.type === 'VariableDeclarator' && path.node.init?.type !== 'Identifier' && path.node.init
    ? functionOf(path.node.init, scope)
    : null;
}

/** Whether the value of an expression takes part in `Promise.race` or `any`, here or where its variable or function is used. */
function isRaced(path: NodePath, far: number): boolean {
  if (far === 0) return false;
  const { parentPath } = path;
  const parent = parentPath?.node;
  switch (parent?.type) {
    case 'ArrayExpression':
      return isRace(parentPath?.parent);
    case 'VariableDeclarator':
      return usesOf(parentPath as NodePath).some((use) => isRaced(use, far - 1));
    case 'MemberExpression':
      // `.catch(…)`, `.finally(…)`
      return parentPath?.parent.type === 'CallExpression' && isRaced(parentPath.parentPath as NodePath, far - 1);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const home = parent.type === 'ReturnStatement' ? path.getFunctionParent() : (parentPath as NodePath);
      return home !== null && callsOf(home).some((call) => isRaced(call, far - 1));
    }
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return isRaced(parentPath as NodePath, far);
    default:
      return false;
  }
}

function isRace(node: t.Node | undefined): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { property } = node.callee;
  return property.type === 'Identifier' && (property.name === 'race' || property.name === 'any');
}

function usesOf(declarator: NodePath): readonly NodePath[] {
  const { id } = declarator.node as t.VariableDeclarator;
  return id.type === 'Identifier' ? (declarator.scope.getBinding(id.name)?.referencePaths ?? []) : [];
}

function callsOf(fn: NodePath): NodePath[] {
  return (nameOf(fn)?.referencePaths ?? []).flatMap(({ parentPath, key }) =>
    key === 'callee' && parentPath?.node.type === 'CallExpression' ? [parentPath] : [],
  );
}
