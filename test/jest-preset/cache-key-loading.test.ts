// What a file that has been compiled already takes: the key follows from what decides, and none of the user's presets is made for it.

import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Transformer from '../../jest-preset/transformer';
import { createTransformer } from '../../jest-preset/transformer';

const rootDir = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-key-')));
afterAll(() => rmSync(rootDir, { recursive: true, force: true }));

const options = {
  config: { rootDir, cwd: rootDir },
  configString: '{}',
  instrument: false,
  supportsStaticESM: false,
} as const;

const made = globalThis as { presetsMade?: number };

function configure(more: object): void {
  writeFileSync(join(rootDir, 'babel.config.json'), JSON.stringify({ presets: ['./preset.js'], ...more }));
  writeFileSync(
    join(rootDir, 'preset.js'),
    'module.exports = () => { globalThis.presetsMade = (globalThis.presetsMade ?? 0) + 1; return {}; };',
  );
}

it('the key of a file asks Babel which configuration it has, and makes none of its presets', () => {
  configure({});
  made.presetsMade = 0;
  const transformer = createTransformer();
  const path = join(rootDir, 'a.js');
  const key = transformer.getCacheKey?.('exports.a = 1', path, options);
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(made.presetsMade).toBe(0);
  transformer.process?.('exports.a = 1', path, options);
  expect(made.presetsMade).toBeGreaterThan(0);
});

it('a change in tsconfig.json or in the configuration gives another key', () => {
  // As in another process: what `tsconfig.json` says is read once.
  const key = () => {
    let made: string | undefined;
    jest.isolateModules(() => {
      const { createTransformer: create } = require('../../jest-preset/transformer') as typeof Transformer;
      made = create().getCacheKey?.('exports.a = 1', join(rootDir, 'a.tsx'), options);
    });
    return made;
  };
  const withJsx = (jsx: string) =>
    writeFileSync(join(rootDir, 'tsconfig.json'), JSON.stringify({ compilerOptions: { jsx } }));
  configure({});
  withJsx('react');
  const first = key();
  expect(key()).toBe(first);
  withJsx('react-jsx');
  const second = key();
  configure({ comments: false });
  expect(new Set([first, second, key()]).size).toBe(3);
});
