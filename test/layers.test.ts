// The layers of the code, lowest first. A file imports from its own layer and from lower ones, never from a higher one, types included.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..');

/** Folders and single files. `runtime` puts the realm's object together; `index` is the public face, of which `ctest` is a part. */
const LAYERS = [
  'src/abi',
  'src/engine',
  'src/strategies',
  'src/host',
  'src/trace',
  'src/checkers',
  'src/report',
  'src/runner',
  'src/runtime',
  'src/cli',
  'jest-preset',
  'src/index',
];

interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** What is named behind `from`, `import`, `import(` and `require(`. */
function importsOf(file: string): Import[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((text, index) =>
    [...text.matchAll(/(?:\bfrom|\bimport|\brequire(?:\.resolve)?)\s*\(?\s*'([^']+)'/g)].map(([, target]) => ({
      file,
      line: index + 1,
      target: target as string,
    })),
  );
}

function layerOf(path: string): number {
  const plain = path.replace(/\.m?[jt]s$/, '');
  return LAYERS.findIndex((layer) => plain === layer || plain.startsWith(`${layer}/`));
}

function relativeImports(files: readonly string[]): (Import & { readonly path: string })[] {
  return files
    .flatMap(importsOf)
    .filter(({ target }) => target.startsWith('.'))
    .map((found) => ({ ...found, path: join(dirname(found.file), found.target) }));
}

const files = [...sourcesIn('src'), ...sourcesIn('jest-preset')];

test('every source file has a layer', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
});

test('no file imports from a higher layer', () => {
  const imports = relativeImports(files);
  expect(imports.length).toBeGreaterThan(files.length);
  const upward = imports.filter(({ file, path }) => layerOf(path) > layerOf(file) || layerOf(path) < 0);
  expect(upward.map(({ file, line, target }) => `${file}:${line} imports ${target}`)).toEqual([]);
});

test('the engine takes what it needs of Node in natives.ts alone, and neither it nor the strategies know Jest', () => {
  const outside = files
    .filter((file) => /^src\/(?:engine|strategies)\//.test(file))
    .flatMap(importsOf)
    .filter(({ target }) => !target.startsWith('.') && !target.startsWith('pure-rand'));
  expect(outside.map(({ file, target }) => `${file} imports ${target}`)).toEqual([
    'src/engine/natives.ts imports node:util',
  ]);
});

test('the plugin stands apart: it imports nothing from outside its folder', () => {
  const leaving = relativeImports(sourcesIn('plugin/src')).filter(({ path }) => !path.startsWith('plugin/'));
  expect(leaving.map(({ file, line, target }) => `${file}:${line} imports ${target}`)).toEqual([]);
});
