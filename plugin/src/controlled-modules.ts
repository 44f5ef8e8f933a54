// Core modules that Lockstep controls: where they are loaded. The module system is asked as it is written, so what a suite has mocked keeps
// its meaning, and `$.module` puts the controlled form in the place of Node's own.
//
//   require('timers')    $.module('timers', require('timers'))

import { types as t } from '@babel/core';
import { arrow, member, string } from './expressions';
import type { Lowering } from './lowering';
import { positioned } from './position';

const MODULES =
  /^(?:node:)?(?:timers(?:\/promises)?|async_hooks|crypto|perf_hooks|process|worker_threads|fs(?:\/promises)?)$/;

export function isControlledModule(name: string): boolean {
  return MODULES.test(name);
}

/** What `require('timers')`, `jest.requireActual('timers')` and `import('timers')` load; null for other calls. */
export function loadedModule(node: t.CallExpression, lowering: Lowering): string | null {
  if (node.arguments.length !== 1) return null;
  const name = nameOf(node.arguments[0], lowering);
  if (name === null) return null;
  const { callee } = node;
  return callee.type === 'Import' || isActual(callee) || lowering.isGlobal(callee, 'require') ? name : null;
}

/** The same of `import('timers')`, as newer versions of Babel have it. */
export function importedModule(node: t.ImportExpression, lowering: Lowering): string | null {
  return node.options == null ? nameOf(node.source, lowering) : null;
}

/** @param load the call by which the module system is asked */
export function controlledLoad(name: string, load: t.Expression, lowering: Lowering): t.Expression {
  const isImport =
    load.type === 'ImportExpression' || (load.type === 'CallExpression' && load.callee.type === 'Import');
  if (!isImport) return positioned(controlledForm(name, load, lowering), load);
  const form = arrow([t.identifier('m')], controlledForm(name, t.identifier('m'), lowering));
  return positioned(t.callExpression(member(load, 'then'), [form]), load);
}

/** @param loaded what the module system gave */
export function controlledForm(name: string, loaded: t.Expression, lowering: Lowering): t.Expression {
  return t.callExpression(lowering.entry('module'), [string(name), loaded]);
}

/** `jest.requireActual`, under whatever name the file has `jest`; it is asked for Node's own module and given the controlled one. */
function isActual(callee: t.Node): boolean {
  return callee.type === 'MemberExpression' && t.isIdentifier(callee.property, { name: 'requireActual' });
}

function nameOf(node: t.Node | undefined, lowering: Lowering): string | null {
  if (!lowering.options.globals) return null;
  const text = node?.type === 'TemplateLiteral' && node.expressions.length === 0 ? node.quasis[0]?.value.cooked : null;
  const name = node?.type === 'StringLiteral' ? node.value : text;
  return typeof name === 'string' && isControlledModule(name) ? name : null;
}
