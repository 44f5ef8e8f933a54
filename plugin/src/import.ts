// Imports of controlled modules become declarations: `import { setTimeout } from 'node:timers/promises'`. Names in imports and exports
// are not read here.

import { types as t } from '@babel/core';
import { string, withFields } from './expressions';
import { isControlledModule } from './free-globals';
import type { Lowering, Visitors } from './lowering';

export const modules: Visitors = {
  ImportDeclaration: (node, lowering) => controlledImport(node, lowering) ?? node,
  ExportNamedDeclaration(node, lowering) {
    return node.declaration ? withFields(node, { declaration: lowering.visit(node.declaration) }) : node;
  },
  ExportAllDeclaration: (node) => node,
};

function controlledImport(node: t.ImportDeclaration, lowering: Lowering): t.Statement | null {
  if (!lowering.options.globals || node.importKind === 'type' || !isControlledModule(node.source.value)) return null;
  const module = () => t.callExpression(lowering.entry('module'), [string(node.source.value)]);
  const declarations: t.VariableDeclarator[] = [];
  const properties: t.ObjectProperty[] = [];
  for (const specifier of node.specifiers) {
    if (t.isImportSpecifier(specifier)) properties.push(t.objectProperty(specifier.imported, specifier.local));
    else declarations.push(t.variableDeclarator(specifier.local, module()));
  }
  if (properties.length > 0) declarations.push(t.variableDeclarator(t.objectPattern(properties), module()));
  return declarations.length === 0 ? null : t.variableDeclaration('const', declarations);
}
