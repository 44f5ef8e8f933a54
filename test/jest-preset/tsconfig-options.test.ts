// What is read of `tsconfig.json`: comments, `extends` in all its forms, the nearest file.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as core from '@babel/core';
import { compilerOptionsFor } from '../../jest-preset/tsconfig-options';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-tsconfig-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

const optionsOf = (folder = '.') => compilerOptionsFor(join(root, folder), root, core);

const legacy = '{ "compilerOptions": { "experimentalDecorators": true } }';

it.each<[string, Record<string, string>, object]>([
  ['none', {}, {}],
  ['one without options', { 'tsconfig.json': '{}' }, {}],
  ['options that are of no importance', { 'tsconfig.json': '{ "compilerOptions": { "strict": true } }' }, {}],
  ['a mark of the byte order', { 'tsconfig.json': `\uFEFF${legacy}` }, { experimentalDecorators: true }],
  [
    'comments and commas',
    { 'tsconfig.json': '// a\n{ /* b */ "compilerOptions": { "jsx": "react", }, }' },
    { jsx: 'react' },
  ],
  ['what is no JSON', { 'tsconfig.json': '{ "compilerOptions": ' }, {}],
  ['what would have to be run', { 'tsconfig.json': '{ "compilerOptions": { "jsx": f() } }' }, {}],
  ['a base', { 'tsconfig.json': '{ "extends": "./base" }', 'base.json': legacy }, { experimentalDecorators: true }],
  [
    'options of its own before those of a base',
    {
      'tsconfig.json': '{ "extends": "./base.json", "compilerOptions": { "experimentalDecorators": false } }',
      'base.json': legacy,
    },
    { experimentalDecorators: false },
  ],
  [
    'several bases, of which the last goes first',
    {
      'tsconfig.json': '{ "extends": ["./a.json", "./b.json"] }',
      'a.json': '{ "compilerOptions": { "jsx": "react" } }',
      'b.json': '{ "compilerOptions": { "jsx": "react-jsx" } }',
    },
    { jsx: 'react-jsx' },
  ],
  [
    'a base of a package',
    { 'tsconfig.json': '{ "extends": "shared" }', 'node_modules/shared/tsconfig.json': legacy },
    { experimentalDecorators: true },
  ],
  [
    'a file of a package',
    { 'tsconfig.json': '{ "extends": "@shared/one/nest" }', 'node_modules/@shared/one/nest.json': legacy },
    { experimentalDecorators: true },
  ],
  [
    'a base that is not there',
    { 'tsconfig.json': '{ "extends": "./nowhere", "compilerOptions": { "jsx": "react" } }' },
    { jsx: 'react' },
  ],
  ['a circle of bases', { 'tsconfig.json': '{ "extends": "./a" }', 'a.json': '{ "extends": "./tsconfig" }' }, {}],
])('%s', (_, files, expected) => {
  write(files);
  expect(optionsOf()).toEqual(expected);
});

it('the nearest file counts, and none above the root', () => {
  write({ 'tsconfig.json': legacy, 'inner/tsconfig.json': '{ "compilerOptions": { "jsx": "react" } }' });
  expect(optionsOf('src/deep')).toEqual({ experimentalDecorators: true });
  expect(optionsOf('inner/src')).toEqual({ jsx: 'react' });
  expect(compilerOptionsFor(join(root, 'other/src'), join(root, 'other'), core)).toEqual({});
});
