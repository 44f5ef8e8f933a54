// Keeps async functions from other plugins that would lower them in the same pass, and so take the awaits away before this plugin
// works. Such a function loses its `async` and gets a directive, which stays with the body wherever other plugins move it; before the
// instrumentation it is made async again.

import { types as t } from '@babel/core';
import { positioned } from './position';

const LOWERING = new Set([
  'transform-async-to-generator',
  'transform-async-generator-functions',
  'transform-regenerator',
  'proposal-async-generator-functions',
]);

const ASYNC = 'lockstep async';
const ASYNC_GENERATOR = 'lockstep async generator';

/** @param plugins the plugins of the pass, as Babel's options have them */
export function needsShield(plugins: unknown): boolean {
  return Array.isArray(plugins) && plugins.some((plugin: { key?: string }) => LOWERING.has(plugin.key ?? ''));
}

export function shield(program: t.Program): void {
  t.traverseFast(program, (node) => {
    if (!t.isFunction(node) || !node.async) return;
    node.async = false;
    const directive = node.generator ? ASYNC_GENERATOR : ASYNC;
    if (node.generator) node.generator = false;
    if (node.body.type !== 'BlockStatement') {
      const returned = positioned(t.returnStatement(node.body), node.body);
      node.body = positioned(t.blockStatement([returned]), node.body);
      if (node.type === 'ArrowFunctionExpression') node.expression = false;
    }
    node.body.directives.push(t.directive(t.directiveLiteral(directive)));
  });
}

export function unshield(program: t.Program): void {
  t.traverseFast(program, (node) => {
    if (!t.isFunction(node) || node.body.type !== 'BlockStatement') return;
    const { directives } = node.body;
    const found = directives.findIndex(({ value: { value } }) => value === ASYNC || value === ASYNC_GENERATOR);
    if (found === -1) return;
    const [removed] = directives.splice(found, 1);
    node.async = true;
    if (removed?.value.value === ASYNC_GENERATOR) node.generator = true;
  });
}
