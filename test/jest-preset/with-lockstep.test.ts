// What `withLockstep` makes of a configuration.

import { PARTS, SCRIPTS } from '../../jest-preset/preset';
import { type JestConfig, withLockstep } from '../../jest-preset/with-lockstep';

const rootDir = __dirname;

function worked(config: JestConfig): JestConfig & { transform: Record<string, unknown> } {
  return withLockstep({ rootDir, ...config }) as JestConfig & { transform: Record<string, unknown> };
}

it('adds what the preset consists of to an empty configuration', () => {
  expect(worked({})).toEqual({
    rootDir,
    transform: { [SCRIPTS]: PARTS.transformer },
    transformIgnorePatterns: expect.arrayContaining([expect.stringContaining('node_modules')]),
    testRunner: PARTS.runner,
    resolver: PARTS.resolver,
    setupFiles: [PARTS.setup],
    setupFilesAfterEnv: [PARTS.globals],
  });
});

it('runs transformers of scripts first, and leaves those of other files alone', () => {
  const { transform } = worked({
    transform: {
      '^.+\\.tsx?$': ['ts-jest', { isolatedModules: true }],
      '\\.js$': '<rootDir>/mine.js',
      '\\.css$': 'css-transform',
    },
  });
  expect(transform['^.+\\.tsx?$']).toEqual([
    PARTS.transformer,
    { first: { path: 'ts-jest', options: { isolatedModules: true }, ignore: ['/node_modules/', '\\.pnp\\.[^\\/]+$'] } },
  ]);
  expect(transform['\\.js$']).toEqual([
    PARTS.transformer,
    { first: expect.objectContaining({ path: `${rootDir}/mine.js` }) },
  ]);
  expect(transform['\\.css$']).toBe('css-transform');
});

it('puts the catch-all behind the transforms of the user, whose first match counts', () => {
  expect(Object.keys(worked({ transform: { '\\.ts$': 'ts-jest' } }).transform)).toEqual(['\\.ts$', SCRIPTS]);
});

it('takes the place of babel-jest, whose options stay', () => {
  const babel = { rootMode: 'upward' };
  const { transform } = worked({ transform: { '\\.js$': 'babel-jest', '\\.ts$': ['babel-jest', babel] } });
  expect(transform['\\.js$']).toBe(PARTS.transformer);
  expect(transform['\\.ts$']).toEqual([PARTS.transformer, { babel }]);
});

it('instruments node_modules, and keeps the patterns of the user for other folders', () => {
  const { transformIgnorePatterns } = worked({
    transformIgnorePatterns: ['/node_modules/(?!(one-package)/)', '<rootDir>/generated/'],
  });
  expect(transformIgnorePatterns?.filter((pattern) => pattern.includes('generated'))).toHaveLength(1);
  const ignores = new RegExp((transformIgnorePatterns ?? []).join('|'));
  expect(ignores.test('/project/node_modules/p-map/index.js')).toBe(false);
  expect(ignores.test('/project/node_modules/@babel/core/lib/index.js')).toBe(true);
  expect(ignores.test('/project/node_modules/.pnpm/jest-mock@30.0.0/node_modules/jest-mock/build/index.js')).toBe(true);
  expect(ignores.test('/project/node_modules/jest-mock-extended/index.js')).toBe(false);
});

it('keeps set-up files and the resolver of the user, its own set-up files first', () => {
  const config = worked({ setupFiles: ['./a.js'], setupFilesAfterEnv: ['./b.js'], resolver: './resolver.js' });
  expect(config.setupFiles).toEqual([PARTS.setup, './a.js']);
  expect(config.setupFilesAfterEnv).toEqual([PARTS.globals, './b.js']);
  expect(config.resolver).toBe('./resolver.js');
});

it('wraps each project that is given as an object', () => {
  const config = withLockstep({ rootDir, projects: ['<rootDir>/packages/*', { displayName: 'here' }] } as JestConfig);
  const [folder, here] = (config as JestConfig).projects as [string, JestConfig];
  expect(folder).toBe('<rootDir>/packages/*');
  expect(here).toMatchObject({ rootDir, displayName: 'here', testRunner: PARTS.runner });
});

it('works on functions that return a configuration', async () => {
  const made = withLockstep(async () => ({ rootDir, verbose: true }) as JestConfig) as () => Promise<JestConfig>;
  expect(await made()).toMatchObject({ verbose: true, testRunner: PARTS.runner });
});

it('puts options into globals.lockstep, on top of what is there', () => {
  const config = { rootDir, globals: { other: 1, lockstep: { seed: 1, iterations: 2 } } } as JestConfig;
  expect((withLockstep(config, { iterations: 3 }) as JestConfig).globals).toEqual({
    other: 1,
    lockstep: { seed: 1, iterations: 3 },
  });
});

it('may be given what it has made', () => {
  const once = worked({ transform: { '\\.ts$': 'ts-jest' }, setupFiles: ['./a.js'] });
  expect(worked(once)).toEqual(once);
});

it('refuses another test runner, a preset that does not exist, and what is no configuration', () => {
  expect(() => worked({ testRunner: 'jest-jasmine2' })).toThrow('ctest needs jest-circus');
  expect(worked({ testRunner: 'jest-circus/runner' }).testRunner).toBe(PARTS.runner);
  expect(() => worked({ preset: 'no-such-preset' })).toThrow('the preset "no-such-preset" of the configuration');
  expect(() => withLockstep(null as never)).toThrow('withLockstep expects a Jest configuration');
});
