// The uses of names: collected during the walk, resolved when all declarations are known.

import type { types as t } from '@babel/core';
import { hasArguments } from './lexical';
import type { Binding, Capture, FunctionInfo, Scope } from './scope';
import { UnsupportedSyntax } from './unsupported';

/** As a value, as the object of `x.property`, in `return x`, or as the name of a JSX element. */
type Use = 'value' | 'object' | 'returned' | 'jsx';

interface Reference {
  readonly node: t.Identifier;
  readonly scope: Scope;
  readonly use: Use;
}

interface Assignment {
  readonly node: t.Identifier;
  readonly scope: Scope;
  readonly order: number;
  readonly initial: boolean;
}

export class Uses {
  /** What each name that is read stands for; null for a global. Names that are only written are not in here. */
  readonly references = new Map<t.Node, Binding | null>();
  /** What each name that is assigned to stands for. */
  readonly written = new Map<t.Node, Binding>();
  /** The uses of `arguments` that mean the function's own. */
  readonly implicitArguments = new Set<t.Node>();
  /** Globals that the file assigns to. */
  readonly assignedGlobals = new Set<string>();
  /** All names in the file, so that made names do not collide. */
  readonly names = new Set<string>();
  /** Inside `with`, names may mean anything: they are not collected. */
  withDepth = 0;

  private readonly pending: Reference[] = [];
  private readonly assignments: Assignment[] = [];

  /** Any appearance of a name that is no property. */
  name(node: t.Identifier, { fn }: Scope): void {
    this.names.add(node.name);
    if (node.name === 'yield') refuseYield(node, fn);
  }

  refer(node: t.Identifier, scope: Scope, use: Use): void {
    this.name(node, scope);
    if (this.withDepth === 0) this.pending.push({ node, scope, use });
  }

  /** @param initial by the initialiser of a declaration */
  assign(node: t.Identifier, scope: Scope, order: number, initial: boolean): void {
    this.name(node, scope);
    if (this.withDepth === 0) this.assignments.push({ node, scope, order, initial });
  }

  resolve(): void {
    for (const { node, scope, order, initial } of this.assignments) {
      const binding = scope.lookup(node.name);
      if (binding === null) {
        this.assignedGlobals.add(node.name);
        continue;
      }
      this.written.set(node, binding);
      binding.writes.push({ order, fn: scope.fn });
      if (!initial) binding.assigned = true;
      if (scope.fn !== binding.fn) capture(binding, scope.fn, 'writes');
    }
    for (const { node, scope, use } of this.pending) {
      const binding = scope.lookup(node.name);
      if (binding === null && node.name === 'arguments' && hasArguments(scope.fn)) {
        this.implicitArguments.add(node);
        continue;
      }
      this.references.set(node, binding);
      if (binding === null) continue;
      if (use === 'value' || use === 'jsx') binding.escapes = true;
      if (use === 'jsx') binding.inJsx = true;
      if (scope.fn !== binding.fn) capture(binding, scope.fn, 'reads');
    }
  }
}

/** Sloppy code may use `yield` as a name, but not where an async function becomes a generator. */
function refuseYield(node: t.Identifier, from: FunctionInfo): void {
  for (let fn: FunctionInfo | null = from; fn !== null; fn = fn.parent)
    if (fn.async)
      throw new UnsupportedSyntax(
        node,
        'The name `yield` cannot be kept inside an async function, because that becomes a generator. Rename it.',
      );
}

/** `binding` is used in another function than its own. What belongs to the module is visible everywhere. */
function capture(binding: Binding, from: FunctionInfo, use: keyof Capture): void {
  binding.captured = true;
  if (binding.scope.kind === 'program') return;
  for (let fn: FunctionInfo | null = from; fn !== null && fn !== binding.fn; fn = fn.parent) {
    let known = fn.captures.get(binding);
    if (known === undefined) fn.captures.set(binding, (known = { reads: false, writes: false }));
    known[use] = true;
  }
}
