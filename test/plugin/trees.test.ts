// Every tree that the plugin makes is one of Babel's: each node is known, each field passes its validator, and a name is a name.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PluginItem, types as t, transformSync } from '@babel/core';
import lockstep from '../../plugin/src';
import { cases, usingCases } from './fixtures/exec-cases';

const root = join(__dirname, '../..');

/** What is wrong with the nodes of the tree that is printed. */
function complaints(code: string, filename: string, options: { plugins?: PluginItem[]; presets?: PluginItem[] } = {}) {
  const found: string[] = [];
  let nodes = 0;
  const inspector = () => ({
    name: 'inspector',
    // Called after the plugin's own, which returns nothing.
    generatorOverride(ast: t.File) {
      t.traverseFast(ast.program, (node) => {
        nodes++;
        found.push(...complaintsOf(node));
      });
    },
  });
  transformSync(code, {
    configFile: false,
    babelrc: false,
    root,
    filename,
    sourceType: 'unambiguous',
    plugins: [
      [lockstep as unknown as PluginItem as never, { runtime: 'global' }],
      inspector as unknown as PluginItem,
      ...(options.plugins ?? []),
    ],
    presets: options.presets ?? [],
  });
  expect(nodes).toBeGreaterThan(0);
  return found;
}

function complaintsOf(node: t.Node): string[] {
  const found: string[] = [];
  const check = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      found.push(`${node.type} ${what}: ${(error as Error).message}`);
    }
  };
  check('node', () => t.assertNode(node));
  const fields = node as unknown as Record<string, unknown>;
  // Babel's own parser leaves out fields that have no value.
  for (const key of Object.keys(t.NODE_FIELDS[node.type] ?? {}))
    if (fields[key] !== undefined) check(key, () => t.validate(node, key, fields[key]));
  if (node.type === 'Identifier' && !t.isValidIdentifier(node.name, false)) found.push(`name ${node.name}`);
  return found;
}

describe.each([...new Set(cases.map(({ group }) => group))])('%s', (group) => {
  test.each(cases.filter((entry) => entry.group === group))('$name', ({ code }) => {
    expect(complaints(code, '/project/case.js')).toEqual([]);
  });
});

test.each(usingCases)('using: $name', ({ code }) => {
  expect(complaints(code, '/project/case.js')).toEqual([]);
});

function sources(folder: string, extension: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => extension.test(name) && !/\.d\.ts$|\.min\.|(?:^|\/)node_modules\//.test(name))
    .map((name) => join(folder, name));
}

test.each(['plugin/src', 'src', 'jest-preset'])(
  "the project's own sources in %s",
  (folder) => {
    const presets = [['@babel/preset-typescript', { allowDeclareFields: true }]] as PluginItem[];
    const plugins = ['@babel/plugin-transform-modules-commonjs'];
    for (const path of sources(join(root, folder), /\.ts$/))
      expect([path, complaints(readFileSync(path, 'utf8'), path, { presets, plugins })]).toEqual([path, []]);
  },
  120_000,
);

test.each(['p-queue-buggy', 'async-mutex-buggy', 'generic-pool-buggy', '@babel/traverse'])(
  'the published code of %s',
  (name) => {
    const plugins = ['@babel/plugin-transform-modules-commonjs'];
    for (const path of sources(join(root, 'node_modules', name), /\.[cm]?js$/))
      expect([path, complaints(readFileSync(path, 'utf8'), path, { plugins })]).toEqual([path, []]);
  },
  120_000,
);
