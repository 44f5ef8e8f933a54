// A Babel plugin for ES modules that await at their top level and become CommonJS: the module's body becomes an async function, whose promise
// is `module.evaluation`. Whoever loads such a module has to know of it: the modules of simulated workers do, Jest's own do not.

import type * as BabelCore from '@babel/core';
import type { BabelFile, PluginObj, types as Types } from '@babel/core';

/** Whether code of the module itself awaits; what functions do in their bodies is their own. */
function awaits(t: typeof Types, node: Types.Node): boolean {
  if (t.isFunction(node)) return false;
  if (t.isAwaitExpression(node) || (t.isForOfStatement(node) && node.await)) return true;
  if (t.isVariableDeclaration(node) && node.kind === 'await using') return true;
  const fields = node as unknown as Readonly<Record<string, Types.Node | readonly (Types.Node | null)[] | null>>;
  return (t.VISITOR_KEYS[node.type] ?? []).some((key) => {
    const value = fields[key];
    if (!value) return false;
    return Array.isArray(value)
      ? value.some((one: Types.Node | null) => one !== null && awaits(t, one))
      : awaits(t, value as Types.Node);
  });
}

/** Works when all other plugins are done, but before the instrumentation. */
export default function topLevelAwaitPlugin({ types: t, template }: typeof BabelCore): PluginObj {
  return {
    name: 'lockstep-top-level-await',
    visitor: {},
    post(file: BabelFile) {
      const { program } = file.ast;
      if (!file.code.includes('await') || !program.body.some((statement) => awaits(t, statement))) return;
      // Nothing has made CommonJS of it.
      if (program.body.some((node) => t.isImportDeclaration(node) || t.isExportDeclaration(node))) return;
      const body = t.functionExpression(null, [], t.blockStatement(program.body), false, true);
      const called = t.callExpression(t.memberExpression(body, t.identifier('call')), [t.thisExpression()]);
      const refuse = template.statement.ast(`
        if (!("evaluation" in module)) throw new SyntaxError(
          "lockstep: " + __filename + " awaits at its top level, which Jest can do in native ES modules only (node --experimental-vm-modules). Put the await into an async function."
        );`);
      program.body = [
        refuse,
        t.expressionStatement(
          t.assignmentExpression('=', t.memberExpression(t.identifier('module'), t.identifier('evaluation')), called),
        ),
      ];
    },
  };
}
