// Free globals that Lockstep controls: `Promise`, timers, clocks, randomness, and the modules that offer them.

import type { types as t } from '@babel/core';
import { call, positioned, string } from './nodes';
import type { Rewriter } from './rewriter';

const GLOBALS = new Set([
  'Promise',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'Date',
  'performance',
]);

/** Calls of these make something that happens later: reports say where it was set. */
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** Members of free globals, and the runtime's names for them. */
const MEMBERS: Record<string, Record<string, string>> = {
  process: { nextTick: 'nextTick', hrtime: 'hrtime' },
  Math: { random: 'random' },
  AbortSignal: { timeout: 'abortTimeout' },
  crypto: { randomUUID: 'randomUUID', getRandomValues: 'getRandomValues' },
};

const REALMS = new Set(['globalThis', 'global', 'window', 'self']);

const MODULES = /^(?:node:)?(?:timers(?:\/promises)?|async_hooks)$/;

export function isControlledModule(name: string): boolean {
  return MODULES.test(name);
}

/** What a free name becomes, or null if it stays. */
export function controlledGlobal(node: t.Identifier, rewriter: Rewriter): t.Expression | null {
  if (!rewriter.options.globals || !GLOBALS.has(node.name) || rewriter.analysis.uses.assignedGlobals.has(node.name))
    return null;
  return rewriter.isGlobal(node) ? positioned(rewriter.entry(node.name), node) : null;
}

/** `Math.random`, `process.nextTick`, `globalThis.setTimeout`, `globalThis.process.nextTick`, … */
export function controlledMember(
  node: t.MemberExpression | t.OptionalMemberExpression,
  rewriter: Rewriter,
): t.Expression | null {
  if (!rewriter.options.globals) return null;
  const property = staticName(node);
  if (property === null) return null;
  if (GLOBALS.has(property) && isRealm(node.object, rewriter)) return positioned(rewriter.entry(property), node);
  const owner = globalName(node.object, rewriter);
  const entry = owner !== null && Object.hasOwn(MEMBERS, owner) ? MEMBERS[owner]?.[property] : undefined;
  return entry === undefined || !Object.hasOwn(MEMBERS[owner as string] ?? {}, property)
    ? null
    : positioned(rewriter.entry(entry), node);
}

/** The callee of `setTimeout(…)` or `globalThis.setTimeout(…)`: the runtime's function for this place. Null for other calls. */
export function timerCallee(node: t.CallExpression, rewriter: Rewriter): t.Expression | null {
  const { callee } = node;
  const isMember = callee.type === 'MemberExpression';
  const name = callee.type === 'Identifier' ? callee.name : isMember ? staticName(callee) : null;
  if (name === null || !TIMERS.has(name)) return null;
  const controlled = isMember ? controlledMember(callee, rewriter) : controlledGlobal(callee as t.Identifier, rewriter);
  if (controlled === null) return null;
  return positioned(call(rewriter.entry('timer'), [string(name), rewriter.site('t', node)]), callee);
}

/** `require('timers/promises')`. */
export function controlledRequire(node: t.CallExpression, rewriter: Rewriter): t.Expression | null {
  const [name] = node.arguments;
  if (
    !rewriter.options.globals ||
    node.arguments.length !== 1 ||
    name?.type !== 'StringLiteral' ||
    !isControlledModule(name.value) ||
    !rewriter.isGlobal(node.callee, 'require')
  )
    return null;
  return positioned(call(rewriter.entry('module'), [string(name.value)]), node);
}

/** `import { setTimeout } from 'node:timers/promises'` becomes a declaration. */
export function controlledImport(node: t.ImportDeclaration, rewriter: Rewriter): t.Statement | null {
  if (!rewriter.options.globals || node.importKind === 'type' || !isControlledModule(node.source.value)) return null;
  const module = () => call(rewriter.entry('module'), [string(node.source.value)]);
  const declarations: t.VariableDeclarator[] = [];
  const properties: t.ObjectProperty[] = [];
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ImportSpecifier')
      properties.push({
        type: 'ObjectProperty',
        key: specifier.imported,
        value: specifier.local,
        computed: false,
        shorthand: false,
      });
    else declarations.push({ type: 'VariableDeclarator', id: specifier.local, init: module() });
  }
  if (properties.length > 0)
    declarations.push({ type: 'VariableDeclarator', id: { type: 'ObjectPattern', properties }, init: module() });
  return declarations.length === 0 ? null : { type: 'VariableDeclaration', kind: 'const', declarations };
}

function staticName(node: t.MemberExpression | t.OptionalMemberExpression): string | null {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.computed && node.property.type === 'StringLiteral' ? node.property.value : null;
}

function isRealm(node: t.Node, rewriter: Rewriter): boolean {
  return node.type === 'Identifier' && REALMS.has(node.name) && rewriter.isGlobal(node);
}

function globalName(node: t.Node, rewriter: Rewriter): string | null {
  if (node.type === 'Identifier') return rewriter.isGlobal(node) ? node.name : null;
  return node.type === 'MemberExpression' && isRealm(node.object, rewriter) ? staticName(node) : null;
}
