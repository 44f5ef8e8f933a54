// A Babel plugin that gives ES modules which become CommonJS their `import.meta`: url, filename, dirname, resolve and main.

import type * as BabelCore from '@babel/core';
import type { NodePath, PluginObj, types as Types } from '@babel/core';

/** CommonJS source for each property; `URL` parts are asked for at each use, since modules read them once or twice. */
const PROPERTIES: Readonly<Record<string, string>> = {
  url: 'require("node:url").pathToFileURL(__filename).href',
  filename: '__filename',
  dirname: '__dirname',
  main: '(require.main === module)',
  resolve: '((name) => require("node:url").pathToFileURL(require.resolve(name)).href)',
};

const WHOLE = `({ __proto__: null, url: ${PROPERTIES.url}, filename: __filename, dirname: __dirname, resolve: ${PROPERTIES.resolve} })`;

function propertyName(t: typeof Types, node: Types.Node | undefined, meta: Types.Node): string | null {
  if (!t.isMemberExpression(node) || node.object !== meta) return null;
  if (!node.computed && t.isIdentifier(node.property)) return node.property.name;
  return t.isStringLiteral(node.property) ? node.property.value : null;
}

/**
 * Works when a program has been left, behind the module transform, which renames whatever the module itself calls `require`,
 * `__filename` or `module`: the names written here are then the CommonJS ones.
 */
export default function importMetaPlugin({ types: t, template }: typeof BabelCore): PluginObj {
  const replace = (path: NodePath<Types.MetaProperty>): void => {
    if (path.node.meta.name !== 'import') return;
    const name = propertyName(t, path.parent, path.node);
    const target = name !== null && Object.hasOwn(PROPERTIES, name) ? path.parentPath : path;
    const source = target === path ? WHOLE : (PROPERTIES[name as string] as string);
    target.replaceWith(template.expression.ast(source));
  };
  return {
    name: 'lockstep-import-meta',
    visitor: {
      Program: {
        exit(path, state) {
          if (state.file.code.includes('import.meta')) path.traverse({ MetaProperty: replace });
        },
      },
    },
  };
}
