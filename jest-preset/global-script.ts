// Classic scripts of workers, as `vm.runInThisContext` and `importScripts` run them: what they declare at their top level, and what they assign
// without a declaration, belongs to the worker's global object. They are compiled as functions in the worker's scope, so
// these names become properties of the scope before.

import type * as Babel from '@babel/core';

type Types = typeof Babel.types;

/** Names that are assigned, and declared nowhere. */
function undeclared(program: Babel.NodePath<Babel.types.Program>, t: Types): Set<string> {
  const names = new Set<string>();
  const note = (path: Babel.NodePath, target: Babel.types.Node) => {
    for (const name of Object.keys(t.getBindingIdentifiers(target, false, true, true)))
      if (!path.scope.hasBinding(name, true)) names.add(name);
  };
  program.traverse({
    AssignmentExpression: (path) => note(path, path.node.left),
    UpdateExpression: (path) => note(path, path.node.argument),
    ForXStatement: (path) => note(path, path.node.left),
  });
  return names;
}

/** Assignments in place of a declaration. */
function assignments(declaration: Babel.types.VariableDeclaration, t: Types): Babel.types.Statement[] {
  return declaration.declarations
    .filter(({ init }) => init !== null || declaration.kind !== 'var')
    .map(({ id, init }) =>
      t.expressionStatement(t.assignmentExpression('=', id as Babel.types.LVal, init ?? t.identifier('undefined'))),
    );
}

function plugin({ types: t }: { types: Types }): Babel.PluginObj {
  return {
    visitor: {
      Program(program) {
        const names = undeclared(program, t);
        const functions: string[] = [];
        for (const path of program.get('body')) {
          const { node } = path;
          if (t.isFunctionDeclaration(node) && node.id) functions.push(node.id.name);
          else if (t.isClassDeclaration(node) && node.id) {
            names.add(node.id.name);
            path.replaceWith(t.expressionStatement(t.assignmentExpression('=', node.id, t.toExpression(node))));
          } else if (t.isVariableDeclaration(node)) {
            for (const name of Object.keys(t.getBindingIdentifiers(node))) names.add(name);
            path.replaceWithMultiple(assignments(node, t));
          }
        }
        const last = program.get('body').at(-1);
        if (last?.isExpressionStatement()) last.replaceWith(t.returnStatement(last.node.expression));
        const known = (name: string) => t.memberExpression(t.identifier('globalThis'), t.identifier(name));
        const set = (name: string, value: Babel.types.Expression) =>
          t.expressionStatement(t.assignmentExpression('=', known(name), value));
        program.unshiftContainer('body', [
          ...[...names].map((name) => set(name, known(name))),
          ...functions.map((name) => set(name, t.identifier(name))),
        ]);
      },
    },
  };
}

/** A CommonJS module that exports a function, which runs the script and returns what that comes to. Names of modules mean nothing in it. */
export function moduleOfScript(code: string, filename: string): string {
  const { transformSync } = require('@babel/core') as typeof Babel;
  const options = { filename, configFile: false, babelrc: false, sourceType: 'script', retainLines: true } as const;
  const body = transformSync(code, { ...options, plugins: [plugin] })?.code ?? '';
  return `module.exports = function (module, exports, require, __dirname, __filename) {${body}\n};`;
}
