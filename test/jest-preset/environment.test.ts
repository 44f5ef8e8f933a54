// What is taken for environment code, path by path.

import { type EnvironmentRules, fileClassifier } from '../../jest-preset/environment';
import { packageOf } from '../../jest-preset/known-fakes';

const rules: EnvironmentRules = {
  rootDir: '/home/test/shop',
  testMatch: ['**/__tests__/**/*.?([mc])[jt]s?(x)', '**/?(*.)+(spec|test).?([mc])[jt]s?(x)'],
  testRegex: [],
  files: ['/home/test/shop/jest.setup.js'],
  environment: [],
  code: [],
};

const classify = fileClassifier(rules);
const isEnvironment = (path: string) => classify(path) === 'environment';

describe('environment code is', () => {
  it.each([
    ['a test file', '/home/test/shop/src/cart.test.ts'],
    ['a spec in ES module form', '/home/test/shop/src/cart.spec.mts'],
    ['a helper below __tests__', '/home/test/shop/src/__tests__/fake-db.ts'],
    ['a manual mock', '/home/test/shop/src/__mocks__/db.ts'],
    ['a fixture', '/home/test/shop/fixtures/orders.js'],
    ['a helper in the test folder', '/home/test/shop/test/helpers/server.ts'],
    ['a file that is called a fake', '/home/test/shop/src/repo.fake.ts'],
    ['a set-up file', '/home/test/shop/jest.setup.js'],
    ['an in-memory Redis', '/home/test/shop/node_modules/ioredis-mock/lib/index.js'],
    ['a scoped package of interceptors', '/home/test/shop/node_modules/@mswjs/interceptors/lib/node/index.js'],
    ['the same in the layout of pnpm', '/home/test/shop/node_modules/.pnpm/pg-mem@3.0.0/node_modules/pg-mem/index.js'],
  ])('%s', (_, path) => {
    expect(isEnvironment(path)).toBe(true);
  });
});

describe('code under test is', () => {
  it.each([
    ['a source file', '/home/test/shop/src/cart.ts'],
    ['a dependency', '/home/test/shop/node_modules/p-queue/dist/index.js'],
    ['a dependency of a fake', '/home/test/shop/node_modules/ioredis-mock/node_modules/lodash/index.js'],
    ['the test folder of a dependency', '/home/test/shop/node_modules/p-queue/test/test.js'],
    ['a source whose name ends like a test', '/home/test/shop/src/contest.ts'],
    ['a folder that only begins with test', '/home/test/shop/testing/index.ts'],
  ])('%s, although the project lies in a folder called test', (_, path) => {
    expect(isEnvironment(path)).toBe(false);
  });
});

describe('the globs of the user', () => {
  const changed = fileClassifier({
    ...rules,
    environment: ['src/memory/**', '<rootDir>/stand-ins/*.ts', '**/*-in-memory.ts', 'node_modules/own-fake/**'],
    code: ['src/memory/cache.ts', 'test/harness/**'],
  });

  it.each([
    ['/home/test/shop/src/memory/repo.ts', true],
    ['/home/test/shop/stand-ins/mail.ts', true],
    ['/home/test/shop/src/users/repo-in-memory.ts', true],
    ['/home/test/shop/node_modules/own-fake/index.js', true],
    ['/home/test/shop/src/memory/cache.ts', false],
    ['/home/test/shop/test/harness/run.ts', false],
    ['/home/test/shop/src/other.ts', false],
  ])('%s: %p', (path, expected) => {
    expect(changed(path) === 'environment').toBe(expected);
  });
});

it('testRegex counts where the project uses it in place of testMatch', () => {
  const byRegex = fileClassifier({ ...rules, testMatch: [], testRegex: ['\\.check\\.ts$', /\.probe\.ts$/] });
  expect(byRegex('/home/test/shop/src/cart.check.ts')).toBe('environment');
  expect(byRegex('/home/test/shop/src/cart.probe.ts')).toBe('environment');
  expect(byRegex('/home/test/shop/src/cart.test.ts')).toBe('code');
});

it('a negated testMatch takes files away', () => {
  const negated = fileClassifier({ ...rules, testMatch: [...rules.testMatch, '!**/*.slow.test.ts'] });
  expect(negated('/home/test/shop/src/a.test.ts')).toBe('environment');
  expect(negated('/home/test/shop/src/a.slow.test.ts')).toBe('code');
});

it('what a test is written with is neither environment nor code', () => {
  expect(classify('/home/test/shop/node_modules/@testing-library/dom/dist/wait-for.js')).toBe('tool');
  expect(classify('/home/test/shop/node_modules/supertest/lib/test.js')).toBe('tool');
  expect(classify('/home/test/shop/node_modules/react-dom/index.js')).toBe('code');
});

it('packageOf names the innermost package', () => {
  expect(packageOf('/a/node_modules/b/node_modules/@c/d/e.js')).toBe('@c/d');
  expect(packageOf('/a/src/b.js')).toBeNull();
});
