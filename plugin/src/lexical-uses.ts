// What a function takes from its surroundings without naming a variable: `this`, `arguments`, `new.target`, `super`, private names. Arrow
// functions hand the need on to the function around them.

import type { types as t } from '@babel/core';

type LexicalUse =
  | 'usesThis'
  | 'usesArguments'
  | 'mayUseArguments'
  | 'writesArguments'
  | 'usesNewTarget'
  | 'readsSuper'
  | 'writesSuper'
  | 'callsSuper'
  | 'evaluatesLexical';

export interface ClassAround {
  readonly node: t.Class;
  /** What the class stands in. */
  readonly fn: LexicalUses;
  readonly privateNames: ReadonlySet<string>;
  /** Depth of nesting, to tell the inner of two classes. */
  readonly depth: number;
}

/** Of a function, or of a part of a class that is evaluated like one (field initialiser, static block), or of the program. */
export class LexicalUses {
  usesThis = false;
  usesArguments = false;
  /** A direct `eval` or a `with` may look for it. */
  mayUseArguments = false;
  writesArguments = false;
  usesNewTarget = false;
  readsSuper = false;
  writesSuper = false;
  callsSuper = false;
  /** The text of a direct `eval` may use any of these. */
  evaluatesLexical = false;
  /** The innermost class outside the function whose private names are used inside. */
  privateClass: ClassAround | null = null;
  /** A direct `eval` or a `with` inside, or a `with` around: names may mean anything. */
  dynamic = false;
  private readonly arrow: boolean;
  private readonly async: boolean;

  /**
   * @param name of an async function: by which it is called, see recursion.ts
   */
  constructor(
    node: t.Node,
    readonly parent: LexicalUses | null,
    readonly name: string | null = null,
  ) {
    this.arrow = node.type === 'ArrowFunctionExpression';
    this.async = 'async' in node && node.async === true;
  }

  mark(use: LexicalUse): void {
    this[use] = true;
    if (this.arrow) this.parent?.mark(use);
  }

  markDynamic(): void {
    this.mark('usesThis');
    this.mark('mayUseArguments');
    for (let fn: LexicalUses | null = this; fn !== null; fn = fn.parent) fn.dynamic = true;
  }

  /** The functions around a private name have to stay inside the class that declares it. */
  markPrivateName(owner: ClassAround): void {
    for (let fn: LexicalUses | null = this; fn !== null && fn !== owner.fn; fn = fn.parent)
      if (fn.privateClass === null || fn.privateClass.depth < owner.depth) fn.privateClass = owner;
  }

  /** It becomes a generator, or a part of one. */
  get isInAsync(): boolean {
    return this.async || (this.arrow && (this.parent?.isInAsync ?? false));
  }
}
