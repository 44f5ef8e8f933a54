// Free globals that Lockstep controls: `Promise`, timers, clocks, randomness, and the modules that offer them.

import { types as t } from '@babel/core';
import { isDeadline } from './deadline';
import { string } from './expressions';
import type { Lowering } from './lowering';
import { positioned } from './position';

/** Free names that become the runtime's. */
export const CONTROLLED_GLOBALS: ReadonlySet<string> = new Set([
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
export function controlledGlobal(node: t.Identifier, lowering: Lowering): t.Expression | null {
  if (!lowering.options.globals || !CONTROLLED_GLOBALS.has(node.name)) return null;
  if (lowering.known.assignedGlobals.has(node.name)) return null;
  return lowering.isGlobal(node) ? positioned(lowering.entry(node.name), node) : null;
}

/** `Math.random`, `process.nextTick`, `globalThis.setTimeout`, `globalThis.process.nextTick`, … */
export function controlledMember(
  node: t.MemberExpression | t.OptionalMemberExpression,
  lowering: Lowering,
): t.Expression | null {
  if (!lowering.options.globals) return null;
  const property = staticName(node);
  if (property === null) return null;
  if (CONTROLLED_GLOBALS.has(property) && isRealm(node.object, lowering))
    return positioned(lowering.entry(property), node);
  const owner = globalName(node.object, lowering);
  const entry = owner !== null && Object.hasOwn(MEMBERS, owner) ? MEMBERS[owner]?.[property] : undefined;
  return entry === undefined || !Object.hasOwn(MEMBERS[owner as string] ?? {}, property)
    ? null
    : positioned(lowering.entry(entry), node);
}

/** The callee of `setTimeout(…)` or `globalThis.setTimeout(…)`: the runtime's function for this place. Null for other calls. */
export function timerCallee(node: t.CallExpression, lowering: Lowering): t.Expression | null {
  const { callee } = node;
  const isMember = callee.type === 'MemberExpression';
  const name = callee.type === 'Identifier' ? callee.name : isMember ? staticName(callee) : null;
  if (name === null || !TIMERS.has(name)) return null;
  const controlled = isMember ? controlledMember(callee, lowering) : controlledGlobal(callee as t.Identifier, lowering);
  if (controlled === null) return null;
  const kind = name === 'setTimeout' && isDeadline(node, lowering.scope) ? 'd' : 't';
  return positioned(t.callExpression(lowering.entry('timer'), [string(name), lowering.site(kind, node)]), callee);
}

/** `require('timers/promises')`. */
export function controlledRequire(node: t.CallExpression, lowering: Lowering): t.Expression | null {
  const [name] = node.arguments;
  if (
    !lowering.options.globals ||
    node.arguments.length !== 1 ||
    name?.type !== 'StringLiteral' ||
    !isControlledModule(name.value) ||
    !lowering.isGlobal(node.callee, 'require')
  )
    return null;
  return positioned(t.callExpression(lowering.entry('module'), [string(name.value)]), node);
}

function staticName(node: t.MemberExpression | t.OptionalMemberExpression): string | null {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.computed && node.property.type === 'StringLiteral' ? node.property.value : null;
}

function isRealm(node: t.Node, lowering: Lowering): boolean {
  return node.type === 'Identifier' && REALMS.has(node.name) && lowering.isGlobal(node);
}

function globalName(node: t.Node, lowering: Lowering): string | null {
  if (node.type === 'Identifier') return lowering.isGlobal(node) ? node.name : null;
  return node.type === 'MemberExpression' && isRealm(node.object, lowering) ? staticName(node) : null;
}
