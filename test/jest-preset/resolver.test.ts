// The second try of the resolver: which requests get one, and under which conditions.

import { type ResolverOptions, sync } from '../../jest-preset/resolver';

const conditions = Object.freeze(['require', 'node', 'default']);

/** A stand-in for Jest's resolver that knows only what `answers` says, and notes what it was asked. */
function resolverWith(answers: (request: string, conditions: readonly string[]) => string | undefined) {
  const asked: string[] = [];
  const options: ResolverOptions = {
    basedir: '/project',
    conditions,
    defaultResolver: (request, given) => {
      asked.push(`${request} [${given.conditions?.join(' ')}]`);
      const path = answers(request, given.conditions ?? []);
      if (path === undefined) throw new Error(`no ${request} under ${given.conditions?.join(' ')}`);
      return path;
    },
  };
  return { asked, resolve: (request: string) => sync(request, options) };
}

it('asks Jest once where Jest finds something', () => {
  const { asked, resolve } = resolverWith((request) => `/found/${request}`);
  expect(resolve('p-map')).toBe('/found/p-map');
  expect(asked).toHaveLength(1);
});

it('finds a package that exports nothing for require', () => {
  const { asked, resolve } = resolverWith((_, given) => (given.includes('import') ? '/p-map/index.js' : undefined));
  expect(resolve('p-map')).toBe('/p-map/index.js');
  expect(asked).toEqual(['p-map [require node default]', 'p-map [node default import]']);
});

it('hands on the same array of conditions each time, by which Jest keys its cache', () => {
  const seen = new Set<readonly string[]>();
  const defaultResolver = (_: string, options: ResolverOptions): string => {
    if (!options.conditions?.includes('import')) throw new Error('none');
    seen.add(options.conditions);
    return '/x';
  };
  for (const name of ['a', 'b', 'c']) sync(name, { basedir: '/', conditions, defaultResolver });
  expect(seen.size).toBe(1);
});

it('finds the TypeScript source behind the name of its compiled file', () => {
  const files = new Set(['./a.ts', '../b.tsx', './c.mts', './d.cts']);
  const { resolve } = resolverWith((request) => (files.has(request) ? request : undefined));
  expect(['./a.js', '../b.js', './c.mjs', './d.cjs'].map(resolve)).toEqual([
    './a.ts',
    '../b.tsx',
    './c.mts',
    './d.cts',
  ]);
});

it('reports the first error, which names what was asked for', () => {
  const { resolve } = resolverWith(() => undefined);
  expect(() => resolve('nowhere')).toThrow('no nowhere under require node default');
  expect(() => resolve('./nowhere.js')).toThrow('no ./nowhere.js under require node default');
});

it('does not try a request for import a second time', () => {
  const { asked, resolve } = (() => {
    const inner = resolverWith(() => undefined);
    return {
      ...inner,
      resolve: () =>
        sync('x', {
          basedir: '/',
          conditions: ['import', 'default'],
          defaultResolver: () => {
            inner.asked.push('x');
            throw new Error('none');
          },
        }),
    };
  })();
  expect(resolve).toThrow('none');
  expect(asked).toEqual(['x']);
});
