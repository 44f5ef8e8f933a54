// What makes Jest compile a file again, and what does not.

import type { TransformOptions } from '../../jest-preset/jest-types';
import { createTransformer } from '../../jest-preset/transformer';

const rootDir = __dirname;
const options: TransformOptions = {
  config: { rootDir, cwd: rootDir },
  configString: JSON.stringify({ globals: { lockstep: { seed: 1 } } }),
  instrument: false,
  supportsStaticESM: false,
  supportsDynamicImport: false,
};
const path = `${rootDir}/some.js`;

function key(source = 'a', file = path, changed: Partial<TransformOptions> = {}, given?: unknown): string {
  return createTransformer(given).getCacheKey?.(source, file, { ...options, ...changed }) as string;
}

it('is the same for the same', () => {
  expect(key()).toBe(key());
  expect(key()).toMatch(/^[0-9a-f]{32}$/);
});

it('does not change with settings of the run, which only configString tells of', () => {
  expect(key('a', path, { configString: JSON.stringify({ globals: { lockstep: { seed: 2 } } }) })).toBe(key());
});

it.each([
  ['the source', key('b')],
  ['the path', key('a', `${rootDir}/other.js`)],
  ['the language', key('a', `${rootDir}/some.ts`)],
  ['coverage', key('a', path, { instrument: true })],
  ['native modules', key('a', path, { supportsStaticESM: true })],
  ['being a dependency', key('a', `${rootDir}/node_modules/x/some.js`)],
  ['options of babel-jest', key('a', path, {}, { babel: { comments: false } })],
  ['a transformer of the user', key('a', path, {}, { first: { path: require.resolve('babel-jest') } })],
])('changes with %s', (_, other) => {
  expect(other).not.toBe(key());
});

it('holds the key of the transformer of the user', () => {
  const first = { path: require.resolve('babel-jest'), options: { comments: true } };
  expect(key('a', path, {}, { first: { ...first, options: { comments: false } } })).not.toBe(
    key('a', path, {}, { first }),
  );
});

it('the transformer refuses options that it does not know', () => {
  expect(() => createTransformer({ presets: [] })).toThrow('was given the option "presets", which it does not know');
});

it('leaves Jest, Babel and Lockstep itself alone', () => {
  const source = 'async function f() { await 1; }';
  const process = createTransformer().process as NonNullable<ReturnType<typeof createTransformer>['process']>;
  const folder = '/project/node_modules';
  for (const name of ['jest-mock', '@babel/core', 'lockstep', 'babel-plugin-lockstep', 'pure-rand', 'typescript']) {
    expect(process(source, `${folder}/${name}/index.js`, options).code).toBe(source);
  }
  expect(process(source, path, options).code).not.toContain('await');
});
