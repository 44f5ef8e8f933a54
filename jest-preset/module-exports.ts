// A Babel plugin for ES modules that export 'module.exports': what that name stands for is what `require` of the module gives, as in Node. The
// other exports are found on it, so that `import` of the module finds them.

import type * as BabelCore from '@babel/core';
import type { PluginObj, types as Types } from '@babel/core';

const NAME = 'module.exports';

/** Behind the module's code, when `exports` holds what the module exports. */
const HAND_OVER = `
{
  const whole = module.exports;
  const handed = whole["${NAME}"];
  if ((typeof handed === "object" && handed !== null || typeof handed === "function") && Object.isExtensible(handed))
    for (const name of ["__esModule", ...Object.keys(whole)])
      if (name !== "${NAME}" && !(name in handed))
        Object.defineProperty(handed, name, { get: () => whole[name], configurable: true });
  module.exports = handed;
}`;

function exportsIt(statement: Types.Statement): boolean {
  if (statement.type !== 'ExportNamedDeclaration') return false;
  return statement.specifiers.some(({ exported }) => exported.type === 'StringLiteral' && exported.value === NAME);
}

export default function moduleExportsPlugin({ template }: typeof BabelCore): PluginObj<{ found: boolean }> {
  return {
    name: 'lockstep-module-exports',
    visitor: {
      Program: {
        enter(path, state) {
          state.found = path.node.body.some(exportsIt);
        },
        exit(path, state) {
          if (state.found) path.pushContainer('body', template.statement.ast(HAND_OVER));
        },
      },
    },
  };
}
