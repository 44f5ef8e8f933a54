// Keeps async functions from other plugins that would lower them in the same pass, and so take the awaits away before this plugin
// works. Such a function loses its `async` and gets a directive, which stays with the body wherever other plugins move it; before the
// instrumentation it is made async again.

import type { types as t } from '@babel/core';
import { block, isFunction, positioned, returning } from './nodes';

const LOWERING = new Set([
  'transform-async-to-generator',
  'transform-async-generator-functions',
  'transform-regenerator',
  'proposal-async-generator-functions',
]);

const ASYNC = 'lockstep async';
const ASYNC_GENERATOR = 'lockstep async generator';

type Keys = Record<string, readonly string[]>;

/** @param plugins the plugins of the pass, as Babel's options have them */
export function needsShield(plugins: unknown): boolean {
  return Array.isArray(plugins) && plugins.some((plugin: { key?: string }) => LOWERING.has(plugin.key ?? ''));
}

export function shield(program: t.Program, keys: Keys): void {
  walk(program, keys, (node) => {
    if (!node.async) return;
    node.async = false;
    const directive = node.generator ? ASYNC_GENERATOR : ASYNC;
    if (node.generator) node.generator = false;
    if (node.body.type !== 'BlockStatement') {
      node.body = positioned(block([positioned(returning(node.body), node.body)]), node.body);
      if (node.type === 'ArrowFunctionExpression') node.expression = false;
    }
    node.body.directives.push({ type: 'Directive', value: { type: 'DirectiveLiteral', value: directive } });
  });
}

export function unshield(program: t.Program, keys: Keys): void {
  walk(program, keys, (node) => {
    if (node.body.type !== 'BlockStatement') return;
    const { directives } = node.body;
    const found = directives.findIndex(({ value: { value } }) => value === ASYNC || value === ASYNC_GENERATOR);
    if (found === -1) return;
    const [removed] = directives.splice(found, 1);
    node.async = true;
    if (removed?.value.value === ASYNC_GENERATOR) node.generator = true;
  });
}

function walk(node: t.Node, keys: Keys, visit: (node: t.Function) => void): void {
  if (isFunction(node)) visit(node);
  const fields = node as unknown as Record<string, unknown>;
  for (const key of keys[node.type] ?? []) {
    const value = fields[key];
    if (Array.isArray(value)) for (const item of value) item && walk(item, keys, visit);
    else if (value) walk(value as t.Node, keys, visit);
  }
}
