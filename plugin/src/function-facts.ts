// What is known of a function, or of a part of a class that is evaluated like one (field initialiser, static block), or of the program.

import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { Capture } from './captures';
import type { Facts } from './facts';
import { functionName } from './function-names';
import type { LexicalUses } from './lexical-uses';
import { isStrict } from './strict-mode';

export class FunctionFacts {
  readonly kind: 'program' | 'function' | 'initializer';
  readonly arrow: boolean;
  /** A constructor: until it ends nobody else knows the object. */
  readonly constructs: boolean;
  readonly lexical: LexicalUses;
  /** As far as it was noted: complete once `captures` was asked. */
  readonly captured = new Map<Binding, Capture>();
  private knownStrict: boolean | undefined;
  private knownName: string | undefined;
  private knownParent: FunctionFacts | null | undefined;

  constructor(
    readonly path: NodePath,
    private readonly facts: Facts,
  ) {
    const { node } = path;
    this.kind = path.isProgram() ? 'program' : path.isFunction() ? 'function' : 'initializer';
    this.arrow = node.type === 'ArrowFunctionExpression';
    this.constructs = node.type === 'ClassMethod' && node.kind === 'constructor';
    this.lexical = facts.lexicalUses(node);
  }

  /** The function around it; null for the program. */
  get parent(): FunctionFacts | null {
    if (this.knownParent === undefined)
      this.knownParent = this.kind === 'program' ? null : this.facts.around(this.path);
    return this.knownParent;
  }

  get strict(): boolean {
    this.knownStrict ??= isStrict(this.path);
    return this.knownStrict;
  }

  get name(): string {
    this.knownName ??= this.path.isFunction() ? functionName(this.path) : this.path.isStaticBlock() ? '<static>' : '';
    return this.knownName;
  }

  /** A direct `eval` or a `with` inside: names may mean anything. */
  get dynamic(): boolean {
    return this.lexical.dynamic;
  }

  /** Variables of enclosing functions (not of the module) that are used inside. */
  get captures(): ReadonlyMap<Binding, Capture> {
    this.facts.noteCapturesAround(this.path.scope);
    return this.captured;
  }

  /** It uses `arguments`, and that means a function's own. */
  get usesArguments(): boolean {
    const { usesArguments, mayUseArguments } = this.lexical;
    // What an arrow function passes on is what its text names.
    const uses = usesArguments || (mayUseArguments && !this.arrow);
    return uses && hasArguments(this) && this.path.scope.getBinding('arguments') === undefined;
  }

  /** The function whose `this` and `arguments` an arrow function uses. */
  get owner(): FunctionFacts {
    return this.arrow && this.parent !== null ? this.parent.owner : this;
  }

  /** The constructor of a class that extends another: there is no `this` before `super()`. */
  get derives(): boolean {
    if (!this.constructs) return false;
    const owner = this.path.parentPath?.parent as t.Class | undefined;
    return owner?.superClass != null;
  }

  /** It is made inside a parameter list of the function around. */
  get inParameters(): boolean {
    const { parent } = this;
    for (let place: NodePath | null = this.path; place !== null; place = place.parentPath)
      if (place.parentPath?.node === parent?.path.node) return place.listKey === 'params';
    return false;
  }
}

/** Not at the top of a module, but in arrow functions there: CommonJS modules are functions. */
export function hasArguments(fn: FunctionFacts): boolean {
  const { kind } = fn.owner;
  return kind === 'function' || (kind === 'program' && fn.arrow);
}
