// State that modules keep from one schedule to the next: the exploration goes on with fresh modules at once, and says which variables and properties
// were not what they had been.

import { exploreSubject } from '../../src/runner/explore';
import { resolveOptions } from '../../src/runner/resolve-options';
import type { Subject } from '../../src/runner/subject';
import { instrumentedSource } from '../support/program';

const quick = { seed: 1, iterations: 60, timeBudget: 0, shrink: 0 } as const;

/** A body behind which stands a module that is evaluated anew for each schedule only if it is asked for. */
function subjectOf(name: string, lines: readonly string[]) {
  const source = `(() => { ${lines.join('\n')} })()`;
  const evaluated = () => instrumentedSource(source, { file: `${name}.js`, environment: true }) as () => unknown;
  const shared = evaluated();
  const counts = { shared: 0, fresh: 0 };
  const subject: Subject = {
    body: () => {
      counts.shared++;
      return shared();
    },
    test: { file: `${name}.test.js`, name: [name] },
    fresh: () => {
      counts.fresh++;
      return evaluated();
    },
  };
  return { subject, counts };
}

const TWO_TASKS = [
  'const load = async (key) => key;',
  'const work = async () => {',
  '  const out = [];',
  "  await Promise.all(['a', 'b'].map(async (key) => { out.push(await load(key)); }));",
  '  return out;',
  '};',
];

describe.each([
  [
    'a cached value',
    '`loaded` at a-cached-value.js:8',
    ['let loaded = null;', 'return async () => {', 'if (loaded === null) {', 'loaded = await work(); } };'],
  ],
  [
    'a counter',
    '`count` at a-counter.js:8',
    ['let count = 0;', 'return async () => {', 'if (count++ === 0)', 'await work(); };'],
  ],
  [
    'an entry of a map',
    '`cache` at an-entry-of-a-map.js:8',
    [
      'const cache = new Map();',
      'return async () => {',
      "if (!cache.has('config'))",
      "cache.set('config', await work()); };",
    ],
  ],
  [
    'a value that a task no longer waits for',
    '`known` at a-value-that-a-task-no-longer-waits-for.js:7',
    [
      'const known = new Map(); return async () => { const nameOf = async (id) => {',
      'const name = known.get(id) ??',
      '(await load(id)); known.set(id, name); }; await Promise.all([nameOf(1), nameOf(2)]); };',
    ],
  ],
  [
    'a property',
    '`state.ready` at a-property.js:8',
    [
      'const state = { ready: false };',
      'return async () => {',
      'if (!state.ready)',
      '{ await work(); state.ready = true; } };',
    ],
  ],
])('%s', (name, place, [first, second, ...rest]) => {
  const { subject, counts } = subjectOf(name.replaceAll(' ', '-'), [
    ...TWO_TASKS,
    `${first} ${second}`,
    ...(rest as string[]),
  ]);

  it('is told by its name, and not one of the useless schedules is run', async () => {
    const result = await exploreSubject(subject, resolveOptions(quick));
    expect(result.warnings[0]).toContain(
      `State is left over in modules from one iteration to the next (${place} is not what it was at first). This run went on with fresh modules`,
    );
    // The first schedule, its repetition, and one more that shows what has changed.
    expect(counts.shared).toBe(3);
    expect(counts.fresh).toBe(result.schedules);
    expect(result.maxChoices).toBeGreaterThan(1);
  });
});

it('a bug that what is left over would hide is found', async () => {
  const { subject } = subjectOf('hidden', [
    ...TWO_TASKS,
    'let loaded = null;',
    "return async () => { loaded ??= await work(); if (loaded.join('') !== 'ab') throw new Error('out of order'); };",
  ]);
  const { finding } = await exploreSubject(subject, resolveOptions(quick));
  expect(finding).toMatchObject({ verdict: 'bug', trace: { options: { isolate: true } } });
});

it('a correct program that keeps nothing never asks for fresh modules', async () => {
  const { subject, counts } = subjectOf('clean', [...TWO_TASKS, 'return work;']);
  const result = await exploreSubject(subject, resolveOptions(quick));
  expect(result).toMatchObject({ passed: true, finding: null, warnings: [] });
  expect(counts.fresh).toBe(0);
});

it('a program that keeps something without consequence for its course goes on as it is', async () => {
  const { subject, counts } = subjectOf('harmless', [
    ...TWO_TASKS,
    'let runs = 0;',
    'return () => { runs++; return work(); };',
  ]);
  expect(await exploreSubject(subject, resolveOptions(quick))).toMatchObject({ passed: true, warnings: [] });
  expect(counts.fresh).toBe(0);
});

it('where fresh modules do not help either, the run goes on with those it has, and says what differs', async () => {
  let runs = 0;
  (globalThis as { flaky?: () => boolean }).flaky = () => [0, 2].includes(runs++);
  const { subject, counts } = subjectOf('flaky', [
    ...TWO_TASKS,
    'return async () => { if (globalThis.flaky()) await load(); return work(); };',
  ]);
  const result = await exploreSubject(subject, resolveOptions(quick));
  expect(counts.fresh).toBe(2);
  expect(result.warnings).toEqual([
    expect.stringMatching(/^The first schedule, run twice, took different courses.*: state is left over/),
  ]);
});

it('where fresh modules alone break the test, the run goes on with those it has', async () => {
  const { subject, counts } = subjectOf('set-up', [
    ...TWO_TASKS,
    'let runs = 0;',
    'return async () => { if (runs++ === 0) await load(); return work(); };',
  ]);
  const broken: Subject = {
    ...subject,
    fresh: () => () => {
      throw new Error('beforeAll has not run');
    },
  };
  const result = await exploreSubject(broken, resolveOptions(quick));
  expect(result).toMatchObject({ passed: true, finding: null });
  expect(counts.shared).toBeGreaterThanOrEqual(result.schedules);
  expect(result.warnings[0]).toContain('took different courses (`runs` at set-up.js:8 is not what it was at first)');
});
