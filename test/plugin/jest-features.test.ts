// What other plugins of a Jest project do stays as it was: coverage, hoisting of `jest.mock`, TypeScript.

import { body, compile } from './transform';

const source = `
import { db } from './db';
export class Repo {
  cache = new Map<string, number>();
  async load(id: string, retries = 3): Promise<number> {
    if (!this.cache.has(id)) { this.cache.set(id, await db.get(id)); } else if (retries > 1 && (await this.ready())) return 0;
    for await (const row of db.rows()) if (row === id) break;
    while (retries--) await null;
    return this.cache.get(id) ?? -1;
  }
  ready = async () => this.cache.size > 0;
  async *ids() { yield* [...this.cache.keys()].map(async (k) => k); }
}
export default async function ({ a = 1 } = {}) { switch (await a) { case 1: return 1; default: throw new Error('x'); } }
`;

/** The maps that istanbul puts into its counters. */
function coverage(withPlugin: boolean) {
  const istanbul = [require.resolve('babel-plugin-istanbul'), { cwd: '/project', exclude: [] }];
  const options = { filename: '/project/src/repo.ts', presets: ['@babel/preset-typescript'] };
  const { code } = withPlugin
    ? compile(source, { ...options, plugins: [istanbul as never] })
    : { code: plain(istanbul, options) };
  const found = /(?:const|var) coverageData = (\{[\s\S]*?\n {2}\});/.exec(code);
  expect(found).not.toBeNull();
  const { statementMap, fnMap, branchMap, s } = new Function(`return ${found?.[1]}`)();
  return { statementMap, fnMap, branchMap, counters: Object.keys(s).length };
}

function plain(istanbul: unknown, options: object): string {
  const { transformSync } = jest.requireActual<typeof import('@babel/core')>('@babel/core');
  const result = transformSync(source, {
    ...options,
    configFile: false,
    babelrc: false,
    root: '/project',
    plugins: [istanbul as never],
  });
  return result?.code ?? '';
}

test("istanbul's maps are the same with and without the plugin", () => {
  const instrumented = coverage(true);
  expect(instrumented).toEqual(coverage(false));
  expect(instrumented.counters).toBeGreaterThan(10);
});

test("istanbul's counters are not taken for shared state", () => {
  const { code } = compile('export async function f(o) { return await o; }', {
    plugins: [[require.resolve('babel-plugin-istanbul'), { cwd: '/project', exclude: [] }]],
  });
  expect(code).toContain('cov_');
  expect(code).not.toContain('.on &&');
});

const jestPreset = {
  presets: ['babel-preset-jest', '@babel/preset-typescript'],
  plugins: ['@babel/plugin-transform-modules-commonjs'],
};

test('jest.mock is hoisted above the imports, and its factory is instrumented', () => {
  const { code } = compile(
    `import { load } from './load';
     const mockRow = { id: 1 };
     jest.mock('./db', () => ({ get: jest.fn(async (id) => { await null; return mockRow; }) }));
     test('x', async () => { expect(await load(1)).toBe(mockRow); });`,
    { ...jestPreset, filename: '/project/test/load.test.ts' },
  );
  const order = ['var _$ =', "mock('./db'", 'require("./load")'].map((text) => code.indexOf(text));
  expect(order.every((at) => at >= 0)).toBe(true);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(code).toMatch(/jest\.fn\(id => _\$\.run\(_async/);
  expect(code).toMatch(/yield _\$\.at\(null/);
});

test('the header stands above the imports, so that circular imports find it', () => {
  const { code } = compile("import './a'; export async function f() {}", jestPreset);
  expect(code.indexOf('var _$ =')).toBeLessThan(code.indexOf('require("./a")'));
});

test('types are gone before the rewriting', () => {
  const output = body(
    'export const f = async <T,>(x: T, o: { n: number }): Promise<T> => { (o as any).n!++; return await x as T; };',
    {
      ...jestPreset,
      filename: '/project/src/a.ts',
    },
  );
  expect(output).toMatch(/function\* _f\(x, o\)/);
  expect(output).toMatch(/return yield _\$\.at\(x, _s \+ \d+\);/);
});
