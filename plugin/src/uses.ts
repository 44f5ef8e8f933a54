// The uses of names: collected during the walk, resolved when all declarations are known.

import type { types as t } from '@babel/core';
import { hasArguments } from './lexical';
import type { Binding, FunctionInfo, Scope } from './scope';

/** As a value, as the object of `x.property`, or in `return x`. */
type Use = 'value' | 'object' | 'returned';

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

  refer(node: t.Identifier, scope: Scope, use: Use): void {
    this.names.add(node.name);
    if (this.withDepth === 0) this.pending.push({ node, scope, use });
  }

  /** @param initial by the initialiser of a declaration */
  assign(node: t.Identifier, scope: Scope, order: number, initial: boolean): void {
    this.names.add(node.name);
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
      if (scope.fn !== binding.fn) capture(binding, scope.fn);
    }
    for (const { node, scope, use } of this.pending) {
      const binding = scope.lookup(node.name);
      if (binding === null && node.name === 'arguments' && hasArguments(scope.fn)) {
        this.implicitArguments.add(node);
        continue;
      }
      this.references.set(node, binding);
      if (binding === null) continue;
      if (use === 'value') binding.escapes = true;
      if (scope.fn !== binding.fn) capture(binding, scope.fn);
    }
  }
}

/** `binding` is used in another function than its own. What belongs to the module is visible everywhere. */
function capture(binding: Binding, from: FunctionInfo): void {
  binding.captured = true;
  if (binding.scope.kind === 'program') return;
  for (let fn: FunctionInfo | null = from; fn !== null && fn !== binding.fn; fn = fn.parent) fn.captures.add(binding);
}
