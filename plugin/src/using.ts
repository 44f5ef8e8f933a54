// `using` and `await using` inside functions: the block becomes a `try` whose `finally` disposes. Done before the analysis, so that the
// awaits of the disposal are rewritten like any other.
//
//   { const d = _$.disposables(); try { const x = d.use(open()); … } catch (e) { d.fail(e) } finally { d.disposeAll() } }
//   with `await using`:  finally { while (d.pending()) try { await d.value } catch (e) { d.fail(e) } d.end() }

import type { types as t } from '@babel/core';
import { block, call, declare, identifier, isFunction, member, positioned, statement } from './nodes';

type Keys = Record<string, readonly string[]>;

type UsingDeclaration = t.VariableDeclaration & { kind: 'using' | 'await using' };

export class UsingLowering {
  /** Names that stand for entries of the runtime; the rewriting replaces them. */
  readonly entries = new Set<t.Node>();
  private scopes = 0;

  constructor(
    private readonly keys: Keys,
    private readonly code: string,
  ) {}

  /** @param inFunction `using` at the top of a module is left to Node: what it exports cannot move into a block */
  lower(node: t.Node, inFunction: boolean): void {
    const inside = inFunction || isFunction(node) || node.type === 'StaticBlock';
    const fields = node as unknown as Record<string, unknown>;
    for (const key of this.keys[node.type] ?? []) {
      const value = fields[key];
      if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) if (item) value[index] = this.child(item, inside);
      } else if (value) fields[key] = this.child(value as t.Node, inside);
    }
    if (inside && (node.type === 'BlockStatement' || node.type === 'StaticBlock') && node.body.some(isUsing))
      node.body = this.scope(node.body);
  }

  private child(node: t.Node, inside: boolean): t.Node {
    const opened = inside ? this.openLoop(node) : node;
    this.lower(opened, inside);
    return opened;
  }

  /** `using` in the head of a loop moves into a block. */
  private openLoop(node: t.Node): t.Node {
    if ((node.type === 'ForOfStatement' || node.type === 'ForInStatement') && isUsing(node.left)) {
      const item = identifier(this.name('_item'));
      const { left } = node;
      const [declarator] = left.declarations;
      if (declarator) declarator.init = identifier(item.name);
      node.left = declare('const', [item, null]);
      node.body = block([left, node.body]);
    } else if (node.type === 'ForStatement' && isUsing(node.init)) {
      const { init } = node;
      node.init = null;
      return block([init, node]);
    }
    return node;
  }

  private scope(body: t.Statement[]): t.Statement[] {
    const name = this.name('_disposables');
    const scope = () => identifier(name);
    const waits = body.find((child) => isUsing(child) && child.kind === 'await using');
    const content = body.map((child) => (isUsing(child) ? this.declaration(child, scope()) : child));
    const failed: t.CatchClause = {
      type: 'CatchClause',
      param: identifier('e'),
      body: block([statement(call(member(scope(), 'fail'), [identifier('e')]))]),
    };
    const entry = identifier('disposables');
    this.entries.add(entry);
    const guarded: t.TryStatement = {
      type: 'TryStatement',
      block: block(content),
      handler: failed,
      finalizer: block(waits ? this.waitingEnd(scope, waits) : [statement(call(member(scope(), 'disposeAll'), []))]),
    };
    return [declare('const', [scope(), call(entry, [])]), guarded];
  }

  private declaration(node: UsingDeclaration, scope: t.Identifier): t.VariableDeclaration {
    const method = node.kind === 'using' ? 'use' : 'useAsync';
    for (const declarator of node.declarations)
      if (declarator.init) declarator.init = call(member(identifier(scope.name), method), [declarator.init]);
    (node as t.VariableDeclaration).kind = 'const';
    return node;
  }

  private waitingEnd(scope: () => t.Identifier, declaration: t.Node): t.Statement[] {
    const wait = positioned(
      { type: 'AwaitExpression', argument: member(scope(), 'value') } as t.AwaitExpression,
      declaration,
    );
    const step: t.TryStatement = {
      type: 'TryStatement',
      block: block([statement(wait)]),
      handler: {
        type: 'CatchClause',
        param: identifier('e'),
        body: block([statement(call(member(scope(), 'fail'), [identifier('e')]))]),
      },
    };
    return [
      { type: 'WhileStatement', test: call(member(scope(), 'pending'), []), body: block([step]) },
      statement(call(member(scope(), 'end'), [])),
    ];
  }

  private name(wanted: string): string {
    let name: string;
    do name = `${wanted}${++this.scopes}`;
    while (this.code.includes(name));
    return name;
  }
}

function isUsing(node: t.Node | null | undefined): node is UsingDeclaration {
  return node?.type === 'VariableDeclaration' && (node.kind === 'using' || node.kind === 'await using');
}
