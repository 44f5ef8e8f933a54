// What is known of the functions and variables of one file, each found out once, when somebody asks. It changes nothing. Scopes and
// bindings are Babel's, made anew when all other plugins are done.

import type { NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import { BindingFacts } from './binding-facts';
import { noteCaptures } from './captures';
import { FunctionFacts } from './function-facts';
import { LexicalUses } from './lexical-uses';
import type { Survey } from './survey';
import { type Field, isField } from './syntax';

export class Facts {
  /** Variables that sloppy code makes of functions in blocks. */
  readonly sloppyFunctions = new Set<Binding>();
  private readonly functions = new Map<t.Node, FunctionFacts>();
  /** Scopes with noted captures; those around them have them, too. */
  private readonly noted = new Set<Scope>();
  private readonly bindings = new Map<Binding, BindingFacts>();

  constructor(
    readonly program: NodePath<t.Program>,
    /** The scopes that Babel has made, by the nodes that they belong to. */
    private readonly scopes: WeakMap<t.Node, Scope>,
    private readonly survey: Survey,
  ) {}

  /** Those that the classes of the file declare. */
  get privateNames(): ReadonlySet<string> {
    return this.survey.privateNames;
  }

  /** Reading the private name runs no code of the class. */
  isPrivateField(name: string): boolean {
    return !this.survey.privateAccessors.has(name);
  }

  lexicalUses(node: t.Node): LexicalUses {
    return this.survey.functions.get(node) ?? new LexicalUses(node, null);
  }

  /** Captures are noted of all variables that code in the scope can see. */
  noteCapturesAround(scope: Scope): void {
    for (let place = scope; !place.path.isProgram(); place = place.parent) {
      if (this.noted.has(place)) return;
      this.noted.add(place);
      noteCaptures(place, this);
    }
  }

  /** The scope that a node opens; the given one if it opens none. */
  scopeOf(node: t.Node, outer: Scope): Scope {
    return this.scopes.get(node) ?? outer;
  }

  /** `scopeOf` for a pattern, which opens a scope among parameters only. */
  patternScope(node: t.Node, outer: Scope): Scope {
    const scope = this.scopes.get(node);
    return scope !== undefined && scope.parent === outer ? scope : outer;
  }

  /** The function, initialiser or program that begins at `path`. */
  of(path: NodePath): FunctionFacts {
    let known = this.functions.get(path.node);
    if (known === undefined) this.functions.set(path.node, (known = new FunctionFacts(path, this)));
    return known;
  }

  /** `of` for a node that opens a scope. */
  ofFunction(node: t.Function | t.StaticBlock): FunctionFacts {
    return this.functions.get(node) ?? this.of((this.scopes.get(node) as Scope).path);
  }

  /** `of` for a field of the class whose scope is given. */
  ofField(node: Field, { path }: Scope): FunctionFacts {
    const known = this.functions.get(node);
    if (known !== undefined) return known;
    const members = path.get('body.body') as NodePath[];
    return this.of(members.find((member) => member.node === node) ?? path);
  }

  /** The function, initialiser or program in which the code at `path` runs. */
  around(path: NodePath): FunctionFacts {
    let child = path;
    for (let place = path.parentPath; place !== null; child = place, place = place.parentPath) {
      const { node } = place;
      if (node.type === 'Program' || node.type === 'StaticBlock') return this.of(place);
      if (isField(node) && child.key === 'value') return this.of(place);
      // Computed keys and decorators of a method belong to what is around it.
      if (place.isFunction() && child.key !== 'key' && child.listKey !== 'decorators') return this.of(place);
    }
    return this.of(this.program);
  }

  binding(binding: Binding): BindingFacts {
    let known = this.bindings.get(binding);
    if (known === undefined) this.bindings.set(binding, (known = new BindingFacts(binding, this)));
    return known;
  }
}
