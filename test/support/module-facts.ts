// What a module is, read by Babel's parser: which modules it needs when it is loaded, and which state it keeps for itself.

import { parseSync, types as t, traverse } from '@babel/core';

export interface ModuleFacts {
  /** Relative targets of imports that exist at run time. */
  readonly needs: readonly string[];
  /** Names of module-level variables that change, or hold what can change. */
  readonly state: readonly string[];
}

const MUTATORS = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'set', 'add', 'delete', 'clear']);
const READONLY = /^Readonly(?:Set|Map|Array)?$/;

export function moduleFacts(code: string): ModuleFacts {
  const file = parseSync(code, {
    configFile: false,
    babelrc: false,
    sourceType: 'module',
    parserOpts: { plugins: ['typescript'] },
  }) as t.File;
  const { body } = file.program;
  const declared = body.flatMap((statement) => {
    const inner = t.isExportNamedDeclaration(statement) ? statement.declaration : statement;
    return t.isVariableDeclaration(inner) ? inner.declarations.map((one) => ({ kind: inner.kind, one })) : [];
  });
  const state = declared.filter(({ kind, one }) => kind !== 'const' || holdsState(one)).map(({ one }) => nameOf(one));
  return { needs: body.flatMap(needsOf), state: [...state, ...writtenObjects(file, new Set(state))] };
}

const nameOf = ({ id }: t.VariableDeclarator): string => (t.isIdentifier(id) ? id.name : 'a pattern');

/** A constant that is an instance of something which is not declared to be read only. */
function holdsState({ id, init }: t.VariableDeclarator): boolean {
  if (!t.isNewExpression(init)) return false;
  const annotation =
    t.isIdentifier(id) && t.isTSTypeAnnotation(id.typeAnnotation) ? id.typeAnnotation.typeAnnotation : null;
  return !(
    t.isTSTypeReference(annotation) &&
    t.isIdentifier(annotation.typeName) &&
    READONLY.test(annotation.typeName.name)
  );
}

/** Module-level or imported objects a property of which is assigned inside a function, or at import. */
function writtenObjects(file: t.File, known: ReadonlySet<string>): string[] {
  const written = new Set<string>();
  traverse(file, {
    'AssignmentExpression|UpdateExpression|CallExpression'(path) {
      const target = changedBy(path.node);
      if (!t.isMemberExpression(target) || !t.isIdentifier(target.object)) return;
      const { name } = target.object;
      const binding = path.scope.getBinding(name);
      if (binding?.scope.block.type === 'Program' && !known.has(name)) written.add(name);
    },
  });
  return [...written];
}

/** What an assignment, an update, or a call of a method that changes its object is about. */
function changedBy(node: t.Node): t.Node | null {
  if (t.isAssignmentExpression(node)) return node.left;
  if (t.isUpdateExpression(node)) return node.argument;
  if (!t.isCallExpression(node) || !t.isMemberExpression(node.callee)) return null;
  const { property } = node.callee;
  return t.isIdentifier(property) && MUTATORS.has(property.name) ? node.callee : null;
}

function needsOf(statement: t.Statement): string[] {
  if (t.isImportDeclaration(statement)) {
    if (statement.importKind === 'type') return [];
    const { specifiers, source } = statement;
    const types = specifiers.filter((one) => t.isImportSpecifier(one) && one.importKind === 'type');
    return specifiers.length > 0 && types.length === specifiers.length ? [] : relative(source);
  }
  if (t.isExportAllDeclaration(statement)) return statement.exportKind === 'type' ? [] : relative(statement.source);
  if (!t.isExportNamedDeclaration(statement) || !statement.source || statement.exportKind === 'type') return [];
  const types = statement.specifiers.filter((one) => t.isExportSpecifier(one) && one.exportKind === 'type');
  return types.length === statement.specifiers.length && types.length > 0 ? [] : relative(statement.source);
}

const relative = ({ value }: t.StringLiteral): string[] => (value.startsWith('.') ? [value] : []);
