// `using` and `await using` inside functions: the block becomes a `try` whose `finally` disposes. Done before scopes are made anew, so that
// the awaits of the disposal are lowered like any other.
//
//   { const d = _$.disposables(); try { const x = d.use(open()); … } catch (e) { d.fail(e) } finally { d.disposeAll() } }
//   with `await using`:  finally { while (d.pending()) try { await d.value } catch (e) { d.fail(e) } d.end() }

import { type NodePath, types as t, type Visitor } from '@babel/core';
import { named } from './accessors';
import { declaration, member } from './expressions';
import { positioned } from './position';

type UsingDeclaration = t.VariableDeclaration & { kind: 'using' | 'await using' };

interface State {
  /** Names that stand for entries of the runtime; the lowering replaces them. */
  readonly entries: Set<t.Node>;
}

/** `using` at the top of a module is left to Node: what it exports cannot move into a block. */
const visitor: Visitor<State> = {
  Loop(path) {
    if (isInFunction(path)) openLoop(path);
  },
  'BlockStatement|StaticBlock': {
    exit(path: NodePath, { entries }: State) {
      const { node } = path as NodePath<t.BlockStatement | t.StaticBlock>;
      if (node.body.some(isUsing) && isInFunction(path)) node.body = disposing(node.body, path, entries);
    },
  },
} as Visitor<State>;

/** Returns the nodes that stand for entries of the runtime. */
export function lowerUsing(program: NodePath<t.Program>): Set<t.Node> {
  const entries = new Set<t.Node>();
  program.traverse(visitor, { entries });
  return entries;
}

function isInFunction(path: NodePath): boolean {
  return path.isStaticBlock() || path.findParent((place) => place.isFunction() || place.isStaticBlock()) !== null;
}

/** `using` in the head of a loop moves into a block. */
function openLoop(path: NodePath<t.Loop>): void {
  const { node } = path;
  if ((node.type === 'ForOfStatement' || node.type === 'ForInStatement') && isUsing(node.left)) {
    const item = path.scope.generateUid('item');
    const { left } = node;
    const id = left.declarations[0]?.id as t.Identifier;
    left.declarations = [t.variableDeclarator(id, t.identifier(item))];
    // The head declares the same name: what is iterated must not see others of that name.
    const head = () => t.identifier(id.name);
    node.left = declaration('const', [head(), null]);
    node.body = t.blockStatement([
      declaration('const', [t.identifier(item), head()]),
      t.blockStatement([left, node.body]),
    ]);
  } else if (node.type === 'ForStatement' && isUsing(node.init)) {
    const { init } = node;
    node.init = null;
    // Labels stay with the loop, for `continue`.
    let whole: NodePath<t.Statement> = path;
    while (whole.parentPath?.isLabeledStatement()) whole = whole.parentPath;
    whole.replaceWith(t.blockStatement([init, whole.node]));
  }
}

function disposing(body: t.Statement[], path: NodePath, entries: Set<t.Node>): t.Statement[] {
  const name = path.scope.generateUid('disposables');
  const scope = () => t.identifier(name);
  const waits = body.find((child) => isUsing(child) && child.kind === 'await using');
  const content = body.map((child) => (isUsing(child) ? registering(child, scope()) : child));
  const end = t.expressionStatement(t.callExpression(member(scope(), 'disposeAll'), []));
  const guarded = t.tryStatement(
    t.blockStatement(content),
    failing(scope()),
    t.blockStatement(waits ? waitingEnd(scope, waits) : [end]),
  );
  const entry = t.identifier('disposables');
  entries.add(entry);
  return [declaration('const', [scope(), t.callExpression(entry, [])]), guarded];
}

/** `catch (e) { d.fail(e) }` */
function failing(scope: t.Identifier): t.CatchClause {
  const fail = t.callExpression(member(scope, 'fail'), [t.identifier('e')]);
  return t.catchClause(t.identifier('e'), t.blockStatement([t.expressionStatement(fail)]));
}

function registering(node: UsingDeclaration, scope: t.Identifier): t.VariableDeclaration {
  const method = node.kind === 'using' ? 'use' : 'useAsync';
  for (const declarator of node.declarations) {
    const { id, init } = declarator;
    if (!init) continue;
    const value = t.isIdentifier(id) ? named(init, id.name) : init;
    declarator.init = t.callExpression(member(t.cloneNode(scope), method), [value]);
  }
  (node as t.VariableDeclaration).kind = 'const';
  return node;
}

function waitingEnd(scope: () => t.Identifier, origin: t.Node): t.Statement[] {
  const wait = positioned(t.awaitExpression(member(scope(), 'value')), origin);
  const step = t.tryStatement(t.blockStatement([t.expressionStatement(wait)]), failing(scope()));
  return [
    t.whileStatement(t.callExpression(member(scope(), 'pending'), []), t.blockStatement([step])),
    t.expressionStatement(t.callExpression(member(scope(), 'end'), [])),
  ];
}

function isUsing(node: t.Node | null | undefined): node is UsingDeclaration {
  return node?.type === 'VariableDeclaration' && (node.kind === 'using' || node.kind === 'await using');
}
