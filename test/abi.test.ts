// The runtime's interface is written down three times: as types, as a page, and, what concerns sites, in the plugin, which imports nothing. They agree.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, types as t } from '@babel/core';

const root = join(__dirname, '..');

/** The exported interfaces and type aliases of a file by name. */
function declarationsOf(file: string): Map<string, t.TSInterfaceDeclaration | t.TSTypeAliasDeclaration> {
  const { program } = parseSync(readFileSync(join(root, file), 'utf8'), {
    configFile: false,
    babelrc: false,
    parserOpts: { plugins: ['typescript'] },
  }) as t.File;
  const declared = program.body.map((node) => (t.isExportNamedDeclaration(node) ? node.declaration : null));
  return new Map(
    declared.flatMap((node) =>
      t.isTSInterfaceDeclaration(node) || t.isTSTypeAliasDeclaration(node) ? [[node.id.name, node]] : [],
    ),
  );
}

function membersOf(name: string): string[] {
  const node = declarationsOf('src/abi.ts').get(name);
  if (!t.isTSInterfaceDeclaration(node)) throw new Error(`expected an interface ${name} in src/abi.ts`);
  return node.body.body.flatMap((member) =>
    (t.isTSPropertySignature(member) || t.isTSMethodSignature(member)) && t.isIdentifier(member.key)
      ? [member.key.name]
      : [],
  );
}

/** The texts of a union of literals, sorted. */
function literalsOf(file: string, name: string): string[] {
  const node = declarationsOf(file).get(name);
  if (!t.isTSTypeAliasDeclaration(node) || !t.isTSUnionType(node.typeAnnotation))
    throw new Error(`expected a union ${name} in ${file}`);
  return node.typeAnnotation.types
    .flatMap((type) => (t.isTSLiteralType(type) && t.isStringLiteral(type.literal) ? [type.literal.value] : []))
    .sort();
}

it('the page has a row for each entry of the runtime, and no others', () => {
  const page = readFileSync(join(root, 'docs/design/runtime-abi.md'), 'utf8');
  const table = page.slice(page.indexOf('| entry | meaning |'));
  const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2);
  const entries = rows.flatMap((row) =>
    [...(row.split(' | ')[0] ?? '').matchAll(/\$\.(\w+)/g)].map(([, name = '']) => name),
  );
  const { api, ...others } = Object.fromEntries(
    [...membersOf('Runtime'), ...membersOf('HostBindings')].map((name) => [name, true]),
  );
  expect(api).toBe(true);
  expect([...new Set(entries)].sort()).toEqual(Object.keys(others).sort());
});

it('the page names what recorders and generators ask of an iteration', () => {
  const page = readFileSync(join(root, 'docs/design/runtime-abi.md'), 'utf8');
  for (const name of ['step', 'iterationSeed', 'nextStream']) {
    expect(membersOf('IterationApi')).toContain(name);
    expect(page).toContain(`\`${name}()\``);
  }
});

it('the plugin has the kinds of sites that the runtime has', () => {
  expect(literalsOf('plugin/src/site-table.ts', 'SiteKind')).toEqual(literalsOf('src/abi.ts', 'SiteKind'));
});
