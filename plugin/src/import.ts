// Imports and re-exports of controlled modules, in native ES modules. The module is imported as a namespace, and what the file calls its
// names is declared behind it. Names in other imports and exports are not read here.
//
//   import { setTimeout as s } from 'timers'      import * as _m from 'timers'; const { setTimeout: s } = $.module('timers', _m);

import { types as t } from '@babel/core';
import { controlledForm, isControlledModule } from './controlled-modules';
import { withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';

export const modules: Visitors = {
  ImportDeclaration(node, lowering) {
    if (node.importKind === 'type' || node.specifiers.length === 0 || !isControlled(node, lowering)) return node;
    const properties: t.ObjectProperty[] = [];
    const declarations: t.VariableDeclarator[] = [];
    const module = namespace(node, lowering);
    for (const specifier of node.specifiers) {
      const { local } = specifier;
      if (t.isImportNamespaceSpecifier(specifier)) declarations.push(t.variableDeclarator(local, module()));
      else properties.push(t.objectProperty(importedName(specifier), local));
    }
    if (properties.length > 0) declarations.push(t.variableDeclarator(t.objectPattern(properties), module()));
    return t.variableDeclaration('const', declarations);
  },
  ExportNamedDeclaration(node, lowering) {
    if (node.declaration) return withFields(node, { declaration: lowering.visit(node.declaration) });
    return isControlled(node, lowering) ? reExport(node, node.specifiers, lowering) : node;
  },
  /** Which names there are is known of Node's own module; a mock may have more. */
  ExportAllDeclaration(node, lowering) {
    if (!isControlled(node, lowering)) return node;
    lowering.moduleStatements.push(node);
    const taken = exportedNames(lowering);
    const names = namesOf(node.source.value).filter((name) => !taken.has(name));
    const specifiers = names.map((name) => t.exportSpecifier(t.identifier(name), t.identifier(name)));
    return reExport(node, specifiers, lowering);
  },
};

function isControlled(node: { readonly source?: t.StringLiteral | null }, lowering: Lowering): boolean {
  return lowering.options.globals && node.source != null && isControlledModule(node.source.value);
}

/** Imports the whole module; the function makes expressions for its controlled form. */
function namespace(
  { source }: t.ImportDeclaration | t.ExportNamedDeclaration | t.ExportAllDeclaration,
  lowering: Lowering,
): () => t.Expression {
  const name = lowering.names.made('_module');
  const { value } = source as t.StringLiteral;
  lowering.moduleStatements.push(
    t.importDeclaration([t.importNamespaceSpecifier(t.identifier(name))], t.stringLiteral(value)),
  );
  return () => controlledForm(value, t.identifier(name), lowering);
}

function reExport(
  node: t.ExportNamedDeclaration | t.ExportAllDeclaration,
  specifiers: t.ExportNamedDeclaration['specifiers'],
  lowering: Lowering,
): t.Statement {
  const module = namespace(node, lowering);
  const exported: t.ExportSpecifier[] = [];
  const declarations = specifiers.map((specifier) => {
    const local = t.identifier(lowering.names.made('_exported'));
    exported.push(t.exportSpecifier(local, specifier.exported as t.Identifier));
    if (t.isExportNamespaceSpecifier(specifier)) return t.variableDeclarator(local, module());
    const name = (specifier as t.ExportSpecifier).local;
    return t.variableDeclarator(t.objectPattern([t.objectProperty(name, local)]), module());
  });
  lowering.moduleStatements.push(t.exportNamedDeclaration(null, exported));
  return t.variableDeclaration('const', declarations);
}

function importedName(specifier: t.ImportSpecifier | t.ImportDefaultSpecifier): t.Identifier | t.StringLiteral {
  return t.isImportSpecifier(specifier) ? specifier.imported : t.identifier('default');
}

function namesOf(module: string): string[] {
  return Object.keys(process.getBuiltinModule(module) ?? {});
}

/** The names that the file exports itself, which go before those of `export *`. */
function exportedNames({ facts }: Lowering): Set<string> {
  const names = new Set<string>(['default']);
  for (const node of facts.program.node.body) {
    if (node.type === 'ExportAllDeclaration' || !t.isExportNamedDeclaration(node)) continue;
    for (const { exported } of node.specifiers)
      names.add(exported.type === 'StringLiteral' ? exported.value : exported.name);
    if (node.declaration)
      for (const name of Object.keys(t.getBindingIdentifiers(node.declaration, false, true))) names.add(name);
  }
  return names;
}
