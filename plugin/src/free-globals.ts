// Free globals and members of free globals that Lockstep controls: `Promise`, timers, clocks, randomness.

import { types as t } from '@babel/core';
import { isDeadline } from './deadline';
import { string, withFields } from './expressions';
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
  'crypto',
  'structuredClone',
  'MessageChannel',
  'BroadcastChannel',
  'navigator',
  'WeakRef',
  'Atomics',
]);

/** Calls of these make something that happens later: reports say where it was set. */
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** Members of free globals that are controlled. */
const MEMBERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['process', new Set(['nextTick', 'hrtime', 'uptime'])],
  ['Math', new Set(['random'])],
  ['AbortSignal', new Set(['timeout'])],
]);

const REALMS = new Set(['globalThis', 'global', 'window', 'self']);

/** What a free name becomes, or null if it stays. */
export function controlledGlobal(node: t.Identifier, lowering: Lowering): t.Expression | null {
  if (!lowering.options.globals || !CONTROLLED_GLOBALS.has(node.name)) return null;
  if (lowering.known.assignedGlobals.has(node.name)) return null;
  return lowering.isGlobal(node) ? positioned(lowering.entry(node.name), node) : null;
}

type Member = t.MemberExpression | t.OptionalMemberExpression;

/** `Math.random`, `globalThis.setTimeout`, `globalThis.process?.nextTick`, … as a value: `$.own(Math).random`. */
export function controlledMember(node: Member, lowering: Lowering): t.Expression | null {
  return isControlledMember(node, lowering) ? memberOf('own', node, lowering) : null;
}

/** The same where it is called: `$.calls(Math).random`, whose `this` is `Math`. */
export function controlledMethod(node: Member, lowering: Lowering): t.Expression | null {
  return isControlledMember(node, lowering) ? memberOf('calls', node, lowering) : null;
}

/** The owner is evaluated as it is written, and the rest of the member stays: so an optional one ends its chain as before. */
function memberOf(entry: 'own' | 'calls', node: Member, lowering: Lowering): t.Expression {
  const object = t.callExpression(lowering.entry(entry), [ownerOf(node, lowering)]);
  return withFields(node as t.MemberExpression, { object });
}

/** There is only one `globalThis`, and the runtime names it faster. */
function ownerOf({ object }: Member, lowering: Lowering): t.Expression {
  return t.isIdentifier(object, { name: 'globalThis' }) ? lowering.entry('realm') : (object as t.Expression);
}

function isControlledMember(node: Member, lowering: Lowering): boolean {
  if (!lowering.options.globals) return false;
  const property = staticName(node);
  if (property === null) return false;
  if (CONTROLLED_GLOBALS.has(property)) return isRealm(node.object, lowering);
  const owner = globalName(node.object, lowering);
  return owner !== null && MEMBERS.get(owner)?.has(property) === true;
}

/** The callee of `setTimeout(…)` or `globalThis.setTimeout(…)`: the runtime's function for this place. Null for other calls. */
export function timerCallee(node: t.CallExpression, lowering: Lowering): t.Expression | null {
  const { callee } = node;
  const isMember = callee.type === 'MemberExpression';
  const name = callee.type === 'Identifier' ? callee.name : isMember ? staticName(callee) : null;
  if (name === null || !TIMERS.has(name)) return null;
  if (isMember ? !isControlledMember(callee, lowering) : controlledGlobal(callee as t.Identifier, lowering) === null)
    return null;
  const owner = isMember ? [ownerOf(callee, lowering)] : [];
  const kind = name === 'setTimeout' && isDeadline(node, lowering.scope) ? 'd' : 't';
  const args = [string(name), lowering.site(kind, node), ...owner];
  return positioned(t.callExpression(lowering.entry('timer'), args), callee);
}

function staticName(node: Member): string | null {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.computed && node.property.type === 'StringLiteral' ? node.property.value : null;
}

function isRealm(node: t.Node, lowering: Lowering): boolean {
  return node.type === 'Identifier' && REALMS.has(node.name) && lowering.isGlobal(node);
}

function globalName(node: t.Node, lowering: Lowering): string | null {
  if (node.type === 'Identifier') return lowering.isGlobal(node) ? node.name : null;
  const isMember = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
  return isMember && isRealm(node.object, lowering) ? staticName(node) : null;
}
