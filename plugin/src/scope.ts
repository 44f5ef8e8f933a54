// What the analysis knows of functions, scopes and bindings. `order` numbers count the nodes in the order of evaluation as far as
// the text shows it; source positions would not do, because other plugins have moved nodes before this one sees them.

import type { types as t } from '@babel/core';

export interface Loop {
  readonly start: number;
}

export interface ClassInfo {
  readonly node: t.Class;
  readonly scope: Scope;
  readonly privateNames: ReadonlySet<string>;
  /** Depth of nesting, to tell the inner of two classes. */
  readonly depth: number;
}

/** A function, or a part of a class that is evaluated like one (field initialiser, static block), or the program. */
export interface FunctionInfo {
  readonly node: t.Node;
  readonly kind: 'program' | 'function' | 'initializer';
  readonly parent: FunctionInfo | null;
  readonly arrow: boolean;
  readonly strict: boolean;
  readonly async: boolean;
  /** A constructor: until it ends nobody else knows the object. */
  readonly constructs: boolean;
  /** A constructor of a class that extends another: there is no `this` before `super()`. */
  readonly derives: boolean;
  readonly name: string;
  /** The scope in which the function is created; null for the program. */
  readonly outerScope: Scope | null;
  /** Order number of its creation; of the enclosing block's start for hoisted declarations. */
  readonly created: number;
  /** Loops of the parent function around the place of creation. */
  readonly loops: readonly Loop[];
  /** Created inside the parent's parameter list. */
  readonly inParameters: boolean;
  usesThis: boolean;
  usesArguments: boolean;
  usesNewTarget: boolean;
  readsSuper: boolean;
  writesSuper: boolean;
  callsSuper: boolean;
  /** The innermost class outside this function whose private names are used inside. */
  privateClass: ClassInfo | null;
  /** A direct `eval` or a `with` inside: names may mean anything. */
  dynamic: boolean;
  /** Bindings of enclosing functions (not of the module) that are used inside. */
  readonly captures: Map<Binding, Capture>;
}

/** What a function does with a captured binding. */
export interface Capture {
  reads: boolean;
  writes: boolean;
}

export interface Write {
  readonly order: number;
  readonly fn: FunctionInfo;
}

export interface Binding {
  readonly name: string;
  readonly kind: 'var' | 'let' | 'const' | 'param' | 'function' | 'class' | 'self' | 'catch' | 'import';
  readonly scope: Scope;
  readonly fn: FunctionInfo;
  readonly line: number;
  /** Order number after which it is surely initialised. */
  ready: number;
  /** All writes, initialisers of `var` included. */
  readonly writes: Write[];
  /** It is written other than by its one initialiser. */
  assigned: boolean;
  /** Used in a function other than the one that declares it. */
  captured: boolean;
  /** Initialised with an object that nobody else can know (literal, `new Map`, rest parameter). */
  fresh: boolean;
  /** The value is used otherwise than as `x.property` or `return x`. */
  escapes: boolean;
  /** Named in JSX that was not compiled, where only a name can stand. */
  inJsx: boolean;
  /** The namespace of an imported or required module. */
  module: boolean;
  /** Initialised by a declarator. */
  initialised: boolean;
}

export class Scope {
  readonly bindings = new Map<string, Binding>();

  constructor(
    readonly parent: Scope | null,
    readonly fn: FunctionInfo,
    readonly kind: 'program' | 'function' | 'body' | 'block' | 'switch' | 'class' | 'name',
    readonly start: number,
  ) {}

  declare(name: string, kind: Binding['kind'], ready: number, line: number): Binding {
    const known = this.bindings.get(name);
    if (known !== undefined) {
      if (kind === 'function') known.assigned = true;
      return known;
    }
    const binding: Binding = {
      name,
      kind,
      scope: this,
      fn: this.fn,
      line,
      ready: this.kind === 'switch' && kind !== 'function' ? Number.POSITIVE_INFINITY : ready,
      writes: [],
      assigned: false,
      captured: false,
      fresh: false,
      escapes: false,
      inJsx: false,
      module: false,
      initialised: false,
    };
    this.bindings.set(name, binding);
    return binding;
  }

  lookup(name: string): Binding | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const binding = scope.bindings.get(name);
      if (binding !== undefined) return binding;
    }
    return null;
  }

  /** Whether code here is strict: all parts of a class are. */
  get strict(): boolean {
    for (let scope: Scope | null = this; scope?.fn === this.fn; scope = scope.parent)
      if (scope.kind === 'class') return true;
    return this.fn.strict;
  }

  /** Whether this scope is `other` or lies inside it. */
  isWithin(other: Scope): boolean {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) if (scope === other) return true;
    return false;
  }
}

/**
 * Whether `binding`, captured by `fn`, is initialised whenever `fn` can be called and never changes afterwards, so that its value
 * may be passed at the call instead of being read later.
 */
export function isStable(binding: Binding, fn: FunctionInfo): boolean {
  if (binding.fn.dynamic || isAliased(binding)) return false;
  let creator = fn;
  while (creator.parent !== binding.fn) {
    if (creator.parent === null) return false;
    creator = creator.parent;
  }
  if (binding.ready > creator.created) return false;
  for (const write of binding.writes) {
    if (write.fn !== binding.fn || write.order > creator.created) return false;
    for (const loop of creator.loops) if (loop.start > binding.scope.start && write.order > loop.start) return false;
  }
  return true;
}

/** In sloppy functions `arguments[0] = v` writes the first parameter. */
function isAliased({ kind, fn }: Binding): boolean {
  return kind === 'param' && !fn.strict && fn.usesArguments;
}

/** The scope that `var` belongs to. */
export function functionScope(scope: Scope): Scope {
  let home = scope;
  while (home.parent !== null && home.kind !== 'function' && home.kind !== 'body' && home.kind !== 'program')
    home = home.parent;
  return home;
}
