// A Babel plugin for the code of a worker that is an ES module and stands in no file: the names that CommonJS has are no names there, though it
// becomes CommonJS.

import { basename } from 'node:path';
import type * as BabelCore from '@babel/core';
import type { PluginObj } from '@babel/core';

const CODE_OF_WORKERS = /^\[worker (?:data|eval)\]\.mjs$/;
/** What Node adds. */
const HINTS: Readonly<Record<string, string>> = { require: ', you can use import instead' };
const OF_COMMONJS = new Set(['module', 'exports', 'require', '__filename', '__dirname']);

/** Works before the module transform, which uses these names itself. */
export default function moduleScopePlugin({ types: t, template }: typeof BabelCore): PluginObj {
  return {
    name: 'lockstep-module-scope',
    visitor: {
      Program(program, { file }) {
        if (!CODE_OF_WORKERS.test(basename(file.opts.filename ?? ''))) return;
        program.traverse({
          ReferencedIdentifier(path) {
            const { name } = path.node;
            if (!OF_COMMONJS.has(name) || path.scope.hasBinding(name, true)) return;
            const missing = template.expression.ast(
              `(() => { throw new ReferenceError("${name} is not defined in ES module scope${HINTS[name] ?? ''}"); })()`,
            );
            const isAsked = t.isUnaryExpression(path.parent, { operator: 'typeof' });
            path.replaceWith(isAsked ? t.unaryExpression('void', t.numericLiteral(0)) : missing);
          },
        });
      },
    },
  };
}
