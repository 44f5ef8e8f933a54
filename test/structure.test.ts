// The structure of the house: where state is, which files need each other, how large they are.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { moduleFacts } from './support/module-facts';

const root = join(__dirname, '..');

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const linesOf = (file: string): number => read(file).split('\n').length - 1;

/** All that changes in these folders outside an object that somebody has made, and why it may. */
const STATE: Readonly<Record<string, readonly string[]>> = {
  // The one simulation of the realm: everything else hangs on it. As a constant a field costs 1 ns.
  'src/engine/simulation.ts': ['simulation'],
  // The registry of the realm's instrumented files, which outlives every simulation: each await of no promise reads its `origins` (1 ns).
  'src/engine/site-table.ts': ['siteTable'],
  // The object that all questions to strategies share; one for each costs 15 ns, and a schedule asks 13.
  'src/engine/questions.ts': ['asked'],
  // What was found in the text of a function, which never changes: 0.1 µs to look up, 0.5 µs to read again.
  'src/engine/function-kinds.ts': ['kinds'],
  // Which function of the realm a function of ours stands for: pairs that are made once, when the realm's runtime is.
  'src/engine/stand-ins.ts': ['originals'],
  // Views of private fields, assigned once by the static block of the class, which alone can make them.
  'src/engine/promise.ts': [
    'stateOf',
    'valueOf',
    'markHandled',
    'isHandled',
    'originOf',
    'setOrigin',
    'waiterOf',
    'isControlled',
    'resolvePromise',
    'fulfillPromise',
    'rejectPromise',
    'subscribe',
  ],
  'src/engine/async-generator.ts': ['producerOf', 'isControlledGenerator'],
  // The realm's Error, a function of which is replaced.
  'src/engine/deep/stack-traces.ts': ['realm'],
  // The global object of the realm, whose functions may be replaced (`replaceGlobals`).
  'src/host/bindings.ts': ['realm'],
  // The controlled form of a namespace that `import` gave: it is one object, as the namespace is.
  'src/host/controlled-modules.ts': ['namespaces'],
};

test('engine and host keep their state in the simulation', () => {
  const found = Object.fromEntries(
    [...sourcesIn('src/engine'), ...sourcesIn('src/host')]
      .map(
        (file) =>
          [
            file,
            moduleFacts(read(file)).state.filter((name) => name !== 'simulation' || file.endsWith('/simulation.ts')),
          ] as const,
      )
      .filter(([, state]) => state.length > 0),
  );
  expect(found).toEqual(STATE);
});

describe('what counts as state', () => {
  test.each([
    ['let count = 0;', ['count']],
    ['export let count = 0;', ['count']],
    ['const seen = new Map();', ['seen']],
    ['export const table = new Table();', ['table']],
    ['const list: string[] = []; const a = () => { list.length = 0; };', ['list']],
    ['const list: string[] = []; export const a = () => list.push(1);', ['list']],
    ["import { hooks } from './hooks'; hooks.slow = () => {};", ['hooks']],
    ["import { counters } from './counters'; export const f = () => counters.all++;", ['counters']],
    ['const names: ReadonlySet<string> = new Set();', []],
    ['const names = { a: 1 } as const;', []],
    ['export function f() { let n = 0; const seen = new Map(); seen.size; return n++; }', []],
    ['export class A { n = 0; add() { this.n++; } }', []],
  ])('%s', (code, state) => {
    expect(moduleFacts(code).state).toEqual(state);
  });
});

test('no file of the engine is long, and the controller is short', () => {
  const long = sourcesIn('src/engine').filter((file) => linesOf(file) > 250);
  expect(long).toEqual([]);
  expect(linesOf('src/engine/controller.ts')).toBeLessThan(120);
});

/** Groups of files that need each other when they are loaded. */
function circles(needs: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map<string, ReadonlySet<string>>();
  const from = (file: string): ReadonlySet<string> => {
    const known = reached.get(file);
    if (known !== undefined) return known;
    const all = new Set<string>();
    const open = [...(needs.get(file) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (all.has(next)) continue;
      all.add(next);
      open.push(...(needs.get(next) ?? []));
    }
    reached.set(file, all);
    return all;
  };
  const inCircles = [...needs.keys()].filter((file) => from(file).has(file));
  const groups = new Map<string, string[]>();
  for (const file of inCircles) {
    const first = inCircles.find((other) => from(file).has(other) && from(other).has(file)) as string;
    groups.set(first, [...(groups.get(first) ?? []), file]);
  }
  return [...groups.values()];
}

function needsIn(folders: readonly string[]): Map<string, string[]> {
  const files = folders.flatMap(sourcesIn);
  return new Map(
    files.map((file) => {
      const targets = moduleFacts(read(file)).needs.map((target) => join(dirname(file), target.replace(/\.m?js$/, '')));
      return [
        file,
        targets.flatMap((target) =>
          [`${target}.ts`, join(target, 'index.ts')].filter((path) => existsSync(join(root, path))),
        ),
      ];
    }),
  );
}

test('no two files need each other when they are loaded', () => {
  const needs = needsIn(['src', 'jest-preset', 'plugin/src']);
  expect([...needs.values()].flat().length).toBeGreaterThan(500);
  expect(circles(needs)).toEqual([]);
});

test('circles are found', () => {
  const needs = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b', 'd']],
    ['d', []],
    ['e', ['e']],
  ]);
  expect(circles(needs)).toEqual([['b', 'c'], ['e']]);
});
