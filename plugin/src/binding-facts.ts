// What is known of a variable beyond what Babel's binding says: whose it is, how it is written, and who else may see its value.

import { type NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { Facts } from './facts';
import type { FunctionFacts } from './function-facts';
import { isFresh, isRequire } from './syntax';

export class BindingFacts {
  /** The function that makes it. The own name of a function expression belongs to the outside: a hoisted body gets it passed. */
  readonly home: FunctionFacts;
  readonly atTop: boolean;
  /** All writes of its function's code, initialisers of `var` included. */
  readonly writes: readonly NodePath[];
  /** It is written other than by its one initialiser. */
  readonly assigned: boolean;
  /** It is also written where Babel notes no write: by a function in a sloppy block, by a `var` in a `catch`. */
  readonly hiddenWrites: boolean;
  private isCaptured: boolean | undefined;
  private isShared: boolean | undefined;

  constructor(
    private readonly binding: Binding,
    private readonly facts: Facts,
  ) {
    const { scope, constantViolations } = binding;
    const isOwner = scope.path.isFunction() || scope.path.isProgram() || scope.path.isStaticBlock();
    this.home = isOwner && !isOwnName(binding) ? facts.of(scope.path) : facts.around(scope.path);
    this.atTop = scope.path.isProgram();
    const changes = constantViolations.filter((path) => path !== binding.path && !isNoChange(path));
    const initial = binding.path.isVariableDeclarator() && binding.kind === 'var' && !isNoChange(binding.path);
    this.writes = [...(initial ? [binding.path] : []), ...changes.filter((path) => !path.isFunctionDeclaration())];
    const declarators = this.writes.filter((path) => path.isVariableDeclarator());
    this.hiddenWrites = facts.sloppyFunctions.has(binding) || isWrittenByVar(binding);
    this.assigned =
      this.hiddenWrites ||
      changes.some((path) => !path.isVariableDeclarator()) ||
      declarators.length > (binding.path.isVariableDeclarator() ? 1 : 0) ||
      declarators.some(isHeadOfLoop);
  }

  get name(): string {
    return this.binding.identifier.name;
  }

  get line(): number {
    return this.binding.identifier.loc?.start.line ?? 0;
  }

  /** Used in a function other than the one that makes it. */
  get captured(): boolean {
    this.isCaptured ??=
      this.facts.sloppyFunctions.has(this.binding) ||
      [...this.binding.referencePaths, ...this.writes].some((path) => this.facts.around(path) !== this.home);
    return this.isCaptured;
  }

  /** Named in JSX that was not compiled, where only a name can stand. */
  get inJsx(): boolean {
    return this.binding.referencePaths.some((path) => path.isJSXIdentifier());
  }

  /** Others may know the object that it holds: it is neither a module nor an object made here that stays here. */
  get shared(): boolean {
    this.isShared ??= !this.isModule() && !this.isPrivate();
    return this.isShared;
  }

  private isModule(): boolean {
    const { kind, path } = this.binding;
    return kind === 'module' || (path.isVariableDeclarator() && isPlainDeclarator(path) && isRequire(path.node.init));
  }

  private isPrivate(): boolean {
    const { path, referencePaths } = this.binding;
    const fresh =
      (path.isRestElement() && path.get('argument').isIdentifier()) ||
      (path.isVariableDeclarator() && isPlainDeclarator(path) && isFresh(path.node.init));
    return fresh && !this.assigned && !this.captured && referencePaths.every(keepsValue);
  }
}

/** Of a function expression, unless its body declares a variable of that name. */
function isOwnName({ kind, scope, constantViolations }: Binding): boolean {
  return (
    kind === 'local' &&
    scope.path.isFunctionExpression() &&
    !constantViolations.some((path) => path.isVariableDeclarator() || path.isFunctionDeclaration())
  );
}

/** `catch (e) { var e = 2 }` writes the parameter; Babel takes it for a write of the function's variable. */
function isWrittenByVar({ path, scope, identifier: { name } }: Binding): boolean {
  if (!path.isCatchClause()) return false;
  const outer = (scope.getFunctionParent() ?? scope.getProgramParent()).getOwnBinding(name);
  if (outer === undefined) return false;
  return [outer.path, ...outer.constantViolations].some(
    (place) => place.isVariableDeclarator() && place.isDescendant(path),
  );
}

function isPlainDeclarator(
  path: NodePath<t.VariableDeclarator>,
): path is NodePath<t.VariableDeclarator & { init: t.Expression }> {
  return t.isIdentifier(path.node.id) && path.node.init != null;
}

/** Among Babel's violations of constancy are declarations without a value and `delete`. */
function isNoChange(path: NodePath): boolean {
  if (path.isVariableDeclarator()) return path.node.init == null && !isHeadOfLoop(path);
  return path.isUnaryExpression();
}

/** `for (var x of …)`. */
function isHeadOfLoop({ parentPath }: NodePath): boolean {
  return parentPath?.key === 'left' && t.isForXStatement(parentPath.parent);
}

/** As `x.property` and in `return x` the value is not handed to anybody in this function. */
function keepsValue({ key, parent }: NodePath): boolean {
  return (t.isMemberExpression(parent) || t.isOptionalMemberExpression(parent)) && key === 'object'
    ? true
    : t.isReturnStatement(parent);
}
