// The state of the lowering: where in the program it is, which names it has made, and what goes to the head and the end of the file.
// Nodes are built, never changed: what comes out shares with the source what stays the same, so that a function can be lowered again.
//
// A descent of its own and not a Babel traversal, because that changes the tree that it walks through, and because what becomes of a
// node depends on where it stands (a value, a target, the object of a call), which is known above it. It takes 30 ms of the benchmark's
// 900, a traversal that enters and leaves the same nodes 120.

import { types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import { type Accessor, accessorOf } from './accessors';
import { binaryExpression, callExpression, identifier, numericLiteral } from './builders';
import { PrivateMethods } from './deep/private-methods';
import type { Start } from './deep/twin';
import { declaration, member } from './expressions';
import type { Facts } from './facts';
import { type Frame, frameOf } from './frame';
import { Helpers } from './helpers';
import { Names } from './names';
import type { Options } from './options';
import type { ProgramFacts } from './program-facts';
import { isPlain } from './quiet';
import type { SiteKind, SiteTable } from './site-table';

export type Visitors = {
  readonly [Type in t.Node['type']]?: (node: Extract<t.Node, { type: Type }>, lowering: Lowering) => t.Node;
};

/** The block that generators may be declared in which cannot leave the scope. */
export interface BlockFrame {
  readonly scope: Scope;
  readonly accessors: ReadonlySet<Binding>;
  readonly declarations: t.Statement[];
  readonly strict: boolean;
}

export class Lowering {
  frame: Frame;
  block: BlockFrame | null = null;
  /** The scope in which names are looked up. */
  scope: Scope;
  /** Inside `with`, names may mean anything. */
  insideWith = false;
  readonly facts: Facts;
  readonly names: Names;
  readonly helpers: Helpers;
  readonly runtime: string;
  readonly base: string;
  /** Generators that were hoisted to the module. */
  readonly hoisted: t.Statement[] = [];
  /** The same for strict bodies in sloppy modules that cannot say so by a directive; they stand at the head of the module. */
  readonly hoistedStrict: t.Statement[] = [];
  /** Imports and exports that stand at the head of the module. */
  readonly moduleStatements: t.Statement[] = [];
  /** Private generator methods for each class. */
  readonly members = new Map<t.Class, t.ClassPrivateMethod[]>();
  /** What the classes around the current place have to use accessors for. */
  readonly classAccessors = new Map<t.Class, ReadonlySet<Binding>>();
  /** Recursive calls that are awaited or returned at once. */
  readonly direct = new WeakSet<t.Node>();
  usesRuntime = false;
  /** The file is compiled in deep mode; what it has besides is null otherwise. */
  readonly privateMethods: PrivateMethods | null;
  /** Registers the generator forms of functions that the module declares. */
  readonly twinStatements: t.Statement[] = [];
  /** How the generator forms of async functions start their coroutines. */
  /** Plain functions around the current place: each of them is there twice. */
  depth = 0;
  /** Callbacks that nobody could stop in. */
  readonly plainCallbacks = new Set<t.Function>();
  readonly starts = new Map<t.Function, Start>();
  private readonly keys = new Map<t.ObjectProperty, string>();
  private readonly accessorNames = new Map<Binding, Accessor>();
  private readonly visitors: Record<string, ((node: never, lowering: Lowering) => t.Node) | undefined>;

  constructor(
    readonly known: ProgramFacts,
    readonly options: Options,
    readonly sites: SiteTable,
    visitors: Visitors,
    /** Where the nodes of each type have children that are code. */
    private readonly fields: Record<string, readonly string[]>,
    readonly deepFile = false,
  ) {
    this.facts = known.facts;
    this.visitors = visitors;
    const { program } = known.facts;
    this.scope = program.scope;
    this.privateMethods = deepFile ? new PrivateMethods(program.node) : null;
    this.names = new Names(program.scope, known.facts.privateNames);
    this.runtime = this.names.made('_$');
    this.base = this.names.made('_s');
    this.helpers = new Helpers(this.names, this.runtime, this.base);
    this.frame = frameOf(this.facts.of(program));
    this.frame.temporaries = new Map();
  }

  // The descent

  visit<T extends t.Node>(node: T): T {
    const visitor = this.visitors[node.type];
    return visitor === undefined ? this.children(node) : (visitor(node as never, this) as T);
  }

  /** For places where the result may be another kind of expression. */
  expression(node: t.Node): t.Expression {
    return this.visit(node) as t.Expression;
  }

  /** Every child, and nothing of the node itself. */
  children<T extends t.Node>(node: T): T {
    const source = node as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>;
    let made = source;
    for (const key of this.fields[node.type] ?? []) {
      const value = source[key];
      if (!value) continue;
      const lowered = Array.isArray(value) ? this.list(value) : this.visit(value);
      if (lowered === value) continue;
      if (made === source) made = { ...source };
      made[key] = lowered;
    }
    return made as unknown as T;
  }

  list<T extends t.Node | null>(nodes: T[]): T[] {
    let made = nodes;
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index] as T;
      if (node === null) continue;
      const lowered = this.visit(node as t.Node) as T;
      if (lowered === node) continue;
      if (made === nodes) made = nodes.slice();
      made[index] = lowered;
    }
    return made;
  }

  /** Runs `work` inside another frame. */
  within<T>(frame: Frame, work: () => T): T {
    const outer = this.frame;
    this.frame = frame;
    try {
      return work();
    } finally {
      this.frame = outer;
    }
  }

  /** Runs `work` in a block that runs code when it is left. */
  guarded<T>(work: () => T): T {
    const { frame } = this;
    frame.guards++;
    const made = work();
    frame.guards--;
    return made;
  }

  /** Runs `work` where names mean what they mean in `scope`. */
  inScope<T>(scope: Scope, work: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    try {
      return work();
    } finally {
      this.scope = outer;
    }
  }

  /** `children` in the scope that the node opens. */
  childrenInScope<T extends t.Node>(node: T): T {
    return this.inScope(this.facts.scopeOf(node, this.scope), () => this.children(node));
  }

  // Names and variables

  /** What a name stands for: undefined where nobody knows, null for a global. */
  binding(node: t.Node): Binding | null | undefined {
    if (node.type !== 'Identifier' || this.insideWith) return undefined;
    return this.scope.getBinding(node.name) ?? null;
  }

  isGlobal(node: t.Node, name?: string): node is t.Identifier {
    return node.type === 'Identifier' && (name === undefined || node.name === name) && this.binding(node) === null;
  }

  accessor(binding: Binding): Accessor {
    let names = this.accessorNames.get(binding);
    if (names === undefined) {
      const { name } = binding.identifier;
      names = { get: this.names.made(`_${name}`), set: this.names.made(`_set_${name}`) };
      this.accessorNames.set(binding, names);
    }
    return names;
  }

  /** `this`, wherever it comes from. */
  self(): t.Expression {
    const { thisGet } = this.frame;
    return thisGet === null ? t.thisExpression() : callExpression(identifier(thisGet), []);
  }

  /** Evaluating the expression again, as it will be emitted, changes nothing and is short. */
  isPlain(node: t.Node): boolean {
    if (node.type === 'ThisExpression') return this.frame.thisGet === null;
    return isPlain(node) && accessorOf(node, this) === null;
  }

  /** A variable for a value that is used before anything else can need the variable. */
  temporary(): string {
    const name = this.names.shared('_x');
    this.frame.temporaries?.set(name, null);
    return name;
  }

  /** A variable for a value that is kept while other code runs. */
  held(): string {
    const name = this.names.shared(`_x${++this.frame.held}`);
    this.frame.temporaries?.set(name, null);
    return name;
  }

  get canDeclare(): boolean {
    return this.frame.temporaries !== null;
  }

  /** The body, with the declaration of the frame's variables in front. */
  withTemporaries(body: t.Statement[]): t.Statement[] {
    const variables = this.frame.temporaries;
    if (variables === null || variables.size === 0) return body;
    return [
      declaration('var', ...[...variables].map(([name, init]): [t.LVal, typeof init] => [identifier(name), init])),
      ...body,
    ];
  }

  // What lowered code refers to

  entry(name: string): t.Expression {
    this.usesRuntime = true;
    return member(identifier(this.runtime), name);
  }

  /** `_d` */
  deepSwitch(): t.Expression {
    this.usesRuntime = true;
    return this.helpers.deepSwitch();
  }

  /** The variable that keeps the key of a computed property. */
  keyOf(property: t.ObjectProperty): string {
    let name = this.keys.get(property);
    if (name === undefined) this.keys.set(property, (name = this.held()));
    return name;
  }

  /** That variable, if there is one by now; the next form of the function has its own. */
  takeKey(property: t.ObjectProperty): string | undefined {
    const name = this.keys.get(property);
    this.keys.delete(property);
    return name;
  }

  site(kind: SiteKind, node: t.Node, text?: string): t.Expression {
    return this.siteNumber(this.sites.add(kind, node, this.frame.info.name, text));
  }

  siteNumber(index: number): t.Expression {
    this.usesRuntime = true;
    return binaryExpression('+', identifier(this.base), numericLiteral(index));
  }
}
