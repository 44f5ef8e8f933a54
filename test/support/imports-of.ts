// What a source file imports, in whatever form: read by Babel's parser, so that neither quotes nor line ends nor types hide anything.

import { type NodePath, parseSync, types as t, traverse } from '@babel/core';

export interface Import {
  readonly line: number;
  /** null: it is worked out at run time. */
  readonly target: string | null;
}

/** In order of their places. `declare module '…'` counts, and so do triple-slash references. */
export function importsOf(code: string): Import[] {
  const found: Import[] = [];
  const file = parseSync(code, {
    configFile: false,
    babelrc: false,
    sourceType: 'module',
    parserOpts: { plugins: ['typescript', 'explicitResourceManagement'] },
  }) as t.File;
  const add = (node: t.Node, target: t.Node | null | undefined): void => {
    found.push({ line: node.loc?.start.line ?? 0, target: textOf(target) });
  };

  for (const { type, value, loc } of file.comments ?? []) {
    const reference = type === 'CommentLine' && /^\/\s*<reference\s+(?:path|types)\s*=\s*["']([^"']+)["']/.exec(value);
    if (reference) found.push({ line: loc?.start.line ?? 0, target: reference[1] as string });
  }
  traverse(file, {
    ImportDeclaration: ({ node }) => add(node, node.source),
    ExportNamedDeclaration: ({ node }) => {
      if (node.source) add(node, node.source);
    },
    ExportAllDeclaration: ({ node }) => add(node, node.source),
    TSImportType: ({ node }) => add(node, node.argument),
    TSExternalModuleReference: ({ node }) => add(node, node.expression),
    TSModuleDeclaration: ({ node }) => {
      if (t.isStringLiteral(node.id)) add(node, node.id);
    },
    ImportExpression: ({ node }) => add(node, node.source),
    Import: ({ node, parent }) => add(node, t.isCallExpression(parent) ? parent.arguments[0] : null),
    MetaProperty: ({ node, parent, parentPath }) => {
      if (node.meta.name !== 'import' || !t.isMemberExpression(parent)) return;
      if (t.isIdentifier(parent.property, { name: 'resolve' })) add(node, argumentOf(parentPath));
    },
    Identifier: (path) => {
      const { node, parent } = path;
      if (node.name === 'createRequire') add(node, null);
      if (node.name !== 'require' || isDeclaredName(path)) return;
      // `module.require` and `require.resolve` are calls of the member.
      const member = t.isMemberExpression(parent);
      add(node, argumentOf(member ? path.parentPath : path));
    },
  });
  return found.sort((one, other) => one.line - other.line);
}

/** The first argument if what stands here is called. */
function argumentOf(path: NodePath | null): t.Node | null {
  const call = path?.parent;
  return t.isCallExpression(call) && call.callee === path?.node ? (call.arguments[0] ?? null) : null;
}

/** A name of one's own: of a property, a method, a parameter or a type's member. */
function isDeclaredName({ node, parent }: NodePath<t.Identifier>): boolean {
  if (t.isMemberExpression(parent)) return false;
  if (t.isObjectProperty(parent) || t.isClassProperty(parent) || t.isMethod(parent)) return parent.key === node;
  return t.isTSPropertySignature(parent) || t.isTSMethodSignature(parent);
}

function textOf(node: t.Node | null | undefined): string | null {
  if (t.isTSLiteralType(node)) return textOf(node.literal);
  if (t.isStringLiteral(node)) return node.value;
  if (t.isTemplateLiteral(node) && node.quasis.length === 1) return node.quasis[0]?.value.cooked ?? null;
  return null;
}
