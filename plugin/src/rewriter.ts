// The state of the rewriting descent: where in the program it is, which names it has made, and what goes to the head and the end of
// the file. What is rewritten, and how, is in the files named after the constructs; `instrument.ts` dispatches to them.

import type { types as t } from '@babel/core';
import { type Accessor, accessorOf } from './accessors';
import type { Analysis } from './analysis';
import { call, declare, identifier, verbatim } from './nodes';
import type { Options } from './options';
import { isPlain, printPlain } from './quiet';
import type { Binding, FunctionInfo, Scope } from './scope';
import type { SiteKind, SiteTable } from './site-table';

/** The function, as it will be emitted, that the descent is in. */
export interface Frame {
  readonly info: FunctionInfo;
  /** Awaits in it become yields. */
  readonly async: boolean;
  readonly asyncGenerator: boolean;
  /** Names that stand for `arguments`, `new.target` and `super` where the body was moved away from them. */
  argumentsName: string | null;
  newTarget: t.Expression | null;
  superGet: string | null;
  superSet: string | null;
  superCall: string | null;
  /** The function that yields `this`, where it may not be bound yet when the body starts. */
  thisGet: string | null;
  /** Variables that are not visible here and are used through functions that were passed. */
  accessors: ReadonlySet<Binding>;
  /** Variables to be declared at its start; null where nothing can be declared. */
  temporaries: Map<string, t.Expression | null> | null;
  held: number;
  /** Property accesses in it are tracked. */
  tracked: boolean;
}

/** The block that generators may be declared in which cannot leave the scope. */
interface BlockFrame {
  readonly scope: Scope;
  readonly accessors: ReadonlySet<Binding>;
  readonly declarations: t.Statement[];
}

export type Logger = 'read' | 'write' | 'variable' | 'method';

export class Rewriter {
  frame: Frame;
  block: BlockFrame | null = null;
  readonly runtime: string;
  readonly base: string;
  readonly tracking: string;
  readonly loggers = new Map<Logger, string>();
  /** Generators that were hoisted to the module. */
  readonly hoisted: t.Statement[] = [];
  /** The same for strict bodies in sloppy modules that cannot say so by a directive; they stand at the head of the module. */
  readonly hoistedStrict: t.Statement[] = [];
  /** Private generator methods for each class. */
  readonly members = new Map<t.Class, t.ClassPrivateMethod[]>();
  /** What the classes around the current place have to use accessors for. */
  readonly classAccessors = new Map<t.Class, ReadonlySet<Binding>>();
  usesRuntime = false;
  usesTracking = false;
  /** Small functions that the file's code needs, by purpose; `helperSource` is their text. */
  readonly helpers = new Map<string, string>();
  readonly helperSource: string[] = [];
  private readonly sharedNames = new Map<string, string>();
  private readonly accessorNames = new Map<Binding, Accessor>();

  constructor(
    readonly analysis: Analysis,
    readonly options: Options,
    readonly sites: SiteTable,
    private readonly keys: Record<string, readonly string[]>,
    /** Names that were put in to stand for entries of the runtime. */
    readonly entries: ReadonlySet<t.Node>,
    private readonly dispatch: (node: t.Node, rewriter: Rewriter) => t.Node,
  ) {
    this.runtime = this.name('_$');
    this.base = this.name('_s');
    this.tracking = this.name('_t');
    this.frame = frameOf(analysis.program);
    this.frame.temporaries = new Map();
  }

  /** A name that the file does not use yet. */
  name(wanted: string): string {
    let name = wanted.replace(/[^\w$]/g, '') || '_';
    for (let n = 2; this.analysis.uses.names.has(name); n++) name = `${wanted.replace(/[^\w$]/g, '')}${n}`;
    this.analysis.uses.names.add(name);
    return name;
  }

  /** The same made name at every use in the file. */
  shared(wanted: string): string {
    let name = this.sharedNames.get(wanted);
    if (name === undefined) {
      name = this.name(wanted);
      this.sharedNames.set(wanted, name);
    }
    return name;
  }

  accessor(binding: Binding): Accessor {
    let names = this.accessorNames.get(binding);
    if (names === undefined) {
      names = { get: this.name(`_${binding.name}`), set: this.name(`_set_${binding.name}`) };
      this.accessorNames.set(binding, names);
    }
    return names;
  }

  /** `this`, wherever it comes from. */
  self(): t.Expression {
    const { thisGet } = this.frame;
    return thisGet === null ? { type: 'ThisExpression' } : call(identifier(thisGet), []);
  }

  /** Evaluating the expression again, as it will be emitted, changes nothing and is short. */
  isPlain(node: t.Node): boolean {
    if (node.type === 'ThisExpression') return this.frame.thisGet === null;
    return isPlain(node) && accessorOf(node, this) === null;
  }

  /** A variable for a value that is used before anything else can need the variable. */
  temporary(): t.Identifier {
    const name = this.shared('_x');
    this.frame.temporaries?.set(name, null);
    return identifier(name);
  }

  /** A variable for a value that is kept while other code runs. */
  held(): t.Identifier {
    const name = this.shared(`_x${++this.frame.held}`);
    this.frame.temporaries?.set(name, null);
    return identifier(name);
  }

  get canDeclare(): boolean {
    return this.frame.temporaries !== null;
  }

  /** Puts the declaration of the frame's variables at the start of its body. */
  declareTemporaries(body: t.Statement[]): void {
    const variables = this.frame.temporaries;
    if (variables === null || variables.size === 0) return;
    body.unshift(
      declare('var', ...[...variables].map(([name, init]): [t.LVal, typeof init] => [identifier(name), init])),
    );
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

  // The descent

  visit<T extends t.Node>(node: T): T {
    return this.dispatch(node, this) as T;
  }

  /** For places where the result may be another kind of expression. */
  expression(node: t.Node): t.Expression {
    return this.dispatch(node, this) as t.Expression;
  }

  children(node: t.Node): void {
    const fields = node as unknown as Record<string, unknown>;
    const keys = this.keys[node.type];
    if (keys === undefined) return;
    for (const key of keys) {
      const value = fields[key];
      if (Array.isArray(value)) this.list(value);
      else if (value) fields[key] = this.dispatch(value as t.Node, this);
    }
  }

  list(nodes: (t.Node | null)[]): void {
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      if (node) nodes[index] = this.dispatch(node, this);
    }
  }

  // What rewritten code refers to

  entry(name: string): t.Expression {
    this.usesRuntime = true;
    return verbatim(`${this.runtime}.${name}`);
  }

  site(kind: SiteKind, node: t.Node, text?: string): t.Expression {
    this.usesRuntime = true;
    return this.siteNumber(this.sites.add(kind, node, this.frame.info.name, text));
  }

  siteNumber(index: number): t.Expression {
    return verbatim(`${this.base} + ${index}`);
  }

  /** `_t.on && _r(…)`, to be used in a sequence; the logger adds the base to the site's index. The arguments are plain. */
  log(logger: Logger, args: t.Expression[], kind: SiteKind, node: t.Node, text: string): t.Expression {
    this.usesRuntime = this.usesTracking = true;
    let name = this.loggers.get(logger);
    if (name === undefined) {
      name = this.name({ read: '_r', write: '_w', variable: '_v', method: '_m' }[logger]);
      this.loggers.set(logger, name);
    }
    const site = this.sites.add(kind, node, this.frame.info.name, text);
    return verbatim(`${this.tracking}.on && ${name}(${args.map(printPlain).join(', ')}, ${site})`);
  }

  /** What a name stands for: undefined if the node is no reference, null for a global. */
  binding(node: t.Node): Binding | null | undefined {
    return this.analysis.uses.references.get(node);
  }

  isGlobal(node: t.Node, name?: string): boolean {
    return node.type === 'Identifier' && (name === undefined || node.name === name) && this.binding(node) === null;
  }
}

const NO_ACCESSORS: ReadonlySet<Binding> = new Set();

/** @param accessors of the place where the function's body will stand */
export function frameOf(info: FunctionInfo, accessors: ReadonlySet<Binding> = NO_ACCESSORS): Frame {
  return {
    info,
    async: false,
    asyncGenerator: false,
    argumentsName: null,
    newTarget: null,
    superGet: null,
    superSet: null,
    superCall: null,
    thisGet: null,
    accessors,
    temporaries: null,
    held: 0,
    tracked: false,
  };
}
