// The layers of the code, lowest first. A file imports from its own layer and from lower ones, never from a higher one, types included. Some stand apart:
// they import nothing but what is named here.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync, types } from '@babel/core';
import { type Import, importsOf } from './support/imports-of';

const root = join(__dirname, '..');

/** Folders and single files. `runtime` puts the realm's object together; `index` is the public face, of which `ctest` is a part. */
const LAYERS = [
  'src/abi',
  'src/pictures',
  'src/engine',
  'src/strategies',
  'src/host',
  'src/trace',
  'src/checkers',
  'src/shared',
  'src/report',
  'src/native',
  'src/runner',
  'src/runtime',
  'src/cli',
  'jest-preset',
  'src/index',
];

/** What these import of the other layers, and of packages. */
const APART: Readonly<Record<string, { readonly layers: readonly string[]; readonly packages: RegExp }>> = {
  'src/abi': { layers: [], packages: /^$/ },
  'src/pictures': { layers: [], packages: /^node:crypto$/ },
  'src/engine': { layers: ['src/abi'], packages: /^(?:node:util|pure-rand\/.*)$/ },
  'src/strategies': { layers: ['src/abi', 'src/engine'], packages: /^pure-rand\/.*$/ },
  'src/checkers': { layers: ['src/abi', 'src/pictures'], packages: /^(?:node:vm|pure-rand\/.*)$/ },
  'src/shared': { layers: ['src/abi'], packages: /^$/ },
  plugin: { layers: [], packages: /^(?:@babel\/(?:core|traverse|types)|node:crypto|node:path)$/ },
};

/** Where a path of a worked-out name may be loaded: what the user's project has. */
const LOADS_BY_NAME = /^(?:src\/cli|jest-preset)\/|^src\/host\/files\/memfs\.ts$/;

interface Found extends Import {
  readonly file: string;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const inside = (path: string, layer: string) => path === layer || path.startsWith(`${layer}/`);

function layerOf(path: string): string | undefined {
  const plain = path.replace(/\.m?[jt]s$/, '');
  return inside(plain, 'plugin') ? 'plugin' : LAYERS.find((layer) => inside(plain, layer));
}

/** What is wrong with an import; null if nothing is. */
function objection({ file, target }: Found): string | null {
  const from = layerOf(file);
  const apart = APART[from ?? ''];
  if (target === null) return LOADS_BY_NAME.test(file) ? null : 'is told its target at run time';
  if (/^lockstep(?:\/|$)/.test(target)) return `imports ${target}, which is this package`;
  if (/^[/#]/.test(target)) return `imports ${target}, which is no relative path`;
  if (!target.startsWith('.'))
    return apart === undefined || apart.packages.test(target) ? null : `imports ${target}, a package`;
  const to = layerOf(join(dirname(file), target));
  if (from === to && from !== undefined) return null;
  const allowed =
    apart === undefined
      ? to !== undefined && from !== undefined && LAYERS.indexOf(to) < LAYERS.indexOf(from) && to !== 'plugin'
      : apart.layers.includes(to ?? '');
  return allowed ? null : `imports ${target}`;
}

function objections(found: readonly Found[]): string[] {
  return found.flatMap((one) => {
    const words = objection(one);
    return words === null ? [] : [`${one.file}:${one.line} ${words}`];
  });
}

const importsIn = (file: string, code: string): Found[] => importsOf(code).map((found) => ({ file, ...found }));

const files = [...sourcesIn('src'), ...sourcesIn('jest-preset'), ...sourcesIn('plugin/src')];
const imports = files.flatMap((file) => importsIn(file, readFileSync(join(root, file), 'utf8')));

test('every source file has a layer', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => layerOf(file) === undefined)).toEqual([]);
  for (const layer of LAYERS) expect(files.filter((file) => layerOf(file) === layer)).not.toEqual([]);
});

test('no file imports from a higher layer, and what stands apart imports nothing else', () => {
  expect(imports.length).toBeGreaterThan(files.length);
  expect(objections(imports)).toEqual([]);
});

test('the engine takes what it needs of Node in natives.ts alone', () => {
  const ofNode = imports.filter(({ file, target }) => layerOf(file) === 'src/engine' && target?.startsWith('node:'));
  expect(ofNode.map(({ file, target }) => `${file} imports ${target}`)).toEqual([
    'src/engine/natives.ts imports node:util',
  ]);
});

test('the browser code of pictures shares types with the page and nothing else', () => {
  const client = 'src/pictures/html/client';
  const crossing = imports.filter(({ file, target }) => {
    const path = join(dirname(file), target ?? '');
    return layerOf(file) === 'src/pictures' && inside(file, client) !== inside(path, client);
  });
  expect(crossing.length).toBeGreaterThan(0);
  expect([...new Set(crossing.map(({ file, target }) => `${dirname(file)} imports ${target}`))].sort()).toEqual([
    'src/pictures/html/client imports ../page-data',
  ]);
});

test('src/abi.ts has types only', () => {
  const { program } = parseSync(readFileSync(join(root, 'src/abi.ts'), 'utf8'), {
    configFile: false,
    babelrc: false,
    parserOpts: { plugins: ['typescript'] },
  }) as types.File;
  const kinds = program.body.map((node) => (types.isExportNamedDeclaration(node) ? node.declaration : node)?.type);
  expect([...new Set(kinds)].sort()).toEqual(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration']);
});

describe('a forbidden import is found', () => {
  test.each([
    ['of a lower layer by the checkers', 'src/checkers/added.ts', "import { world } from '../engine/world';"],
    ['of a type of a lower layer', 'src/checkers/added.ts', "import type { Trace } from '../trace';"],
    ['of everything', 'src/checkers/models/added.ts', "export * from '../../host';"],
    ['in double quotes', 'src/checkers/added.ts', 'import "../runtime";'],
    ['over several lines', 'src/checkers/added.ts', "import {\n  explore\n}\nfrom\n'../runner/explore';"],
    ['when it is called', 'src/checkers/added.ts', "const load = () => import('../trace');"],
    ['of a type named in place', 'src/checkers/added.ts', 'let trace: import("../trace").Trace;'],
    ['by require', 'src/checkers/added.ts', 'const { runtime } = require(`../runtime`);'],
    ['of a path', 'src/checkers/added.ts', "require.resolve('../../lib/src/runtime');"],
    ['by the name of the package', 'src/checkers/added.ts', "import { choose } from 'lockstep';"],
    ['of a package that is not named', 'src/checkers/added.ts', "import { readFileSync } from 'node:fs';"],
    ['of the checkers by pictures', 'src/pictures/added.ts', "import type { History } from '../checkers';"],
    ['of the engine by pictures', 'src/pictures/added.ts', "import { world } from '../engine/world';"],
    ['of what nobody can tell', 'src/checkers/added.ts', 'require(name);'],
    ['of a file that has no layer', 'src/report/added.ts', "import { fix } from '../../test/support/order';"],
    ['of a higher layer by the engine', 'src/engine/added.ts', "import type { Trace } from '../trace';"],
    ['of a higher layer by the report', 'src/report/added.ts', "import { explore } from '../runner/explore';"],
    ['of Jest by a strategy', 'src/strategies/added.ts', "import { expect } from 'expect';"],
    ['of the plugin', 'jest-preset/added.ts', "import '../plugin/src/index';"],
    ['by the plugin', 'plugin/src/added.ts', "import type { SiteKind } from '../../src/abi';"],
    ['by the types that all share', 'src/abi.ts', "import type { Trace } from './trace';"],
  ])('%s', (_, file, code) => {
    expect(objections(importsIn(file, code))).toHaveLength(1);
  });

  test.each([
    ['of types by the checkers', 'src/checkers/added.ts', "import type { Runtime } from '../abi';"],
    ['of pictures by the checkers', 'src/checkers/pictures/added.ts', "import { drawPage } from '../../pictures';"],
    ['of pictures by the report', 'src/report/added.ts', "import { drawPage } from '../pictures';"],
    ['within a layer', 'src/checkers/models/added.ts', "import { check } from '../check';"],
    ['of a lower layer', 'src/runner/added.ts', "import { nearestName } from '../checkers/nearest-name';"],
  ])('but not one that is allowed: %s', (_, file, code) => {
    expect(objections(importsIn(file, code))).toEqual([]);
  });
});
