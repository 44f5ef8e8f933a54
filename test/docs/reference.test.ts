// Tables of the pages against the code: options, defaults, environment variables, names that are exported, scripts.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import * as plugin from '../../plugin/src/options';
import { CRITERIA, historyFormats, ISOLATION_LEVELS, MODELS } from '../../src/checkers';
import { BUDGET_OPTIONS } from '../../src/checkers/budget';
import { EXIT } from '../../src/cli/exit-codes';
import { commandNames, helpText } from '../../src/cli/help';
import { VARIABLES } from '../../src/runner/environment-variables';
import { DEFAULTS } from '../../src/runner/options';
import { OPTION_NAMES } from '../../src/runner/validate';
import { strategyNames } from '../../src/strategies';
import { codeSpans, pages, ROOT, readPage, tableBelow } from './markdown';

/** The first cell of each row, without its backticks. */
function names(rows: readonly string[][]): string[] {
  return rows.map(([first = '']) => codeSpans(first)[0] ?? first);
}

/** Defaults as a page writes them. */
function written(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `\`${typeof value === 'string' ? `'${value}'` : text}\``;
}

/** Variables that only the project's own tests read. */
const OF_TESTS = [
  'checkers/reference/fuzz-scale.ts',
  'engine/deep/many-schedules.test.ts',
  'support/chromium.ts',
  'yarn-pnp.test.ts',
].flatMap((file) =>
  Array.from(
    readFileSync(join(ROOT, 'test', file), 'utf8').matchAll(/process\.env\.(LOCKSTEP_\w+)/g),
    ([, name = '']) => name,
  ),
);

describe.each([
  ['README.md', 'Configuration'],
  ['docs/options.md', 'All options'],
])('the options in %s', (page, heading) => {
  const rows = tableBelow(readPage(page), heading);

  it('are all that there are', () => {
    expect(names(rows).sort()).toEqual([...OPTION_NAMES].sort());
  });

  it('have the defaults of the code', () => {
    const given = Object.fromEntries(rows.map(([name = '', value]) => [codeSpans(name)[0], value]));
    for (const [name, value] of Object.entries(DEFAULTS)) expect([name, given[name]]).toEqual([name, written(value)]);
  });
});

describe('the environment variables', () => {
  it('in docs/options.md are all that there are', () => {
    expect(names(tableBelow(readPage('docs/options.md'), 'Environment variables')).sort()).toEqual(
      Object.values(VARIABLES).sort(),
    );
  });

  it('in README.md are all that there are', () => {
    const rows = [...readPage('README.md').matchAll(/^\| `(LOCKSTEP_\w+)` \|/gm)].map((match) => match[1]);
    expect(rows.sort()).toEqual(Object.values(VARIABLES).sort());
  });

  it.each(pages())('that %s names exist', (page) => {
    const named = readPage(page).match(/\bLOCKSTEP_[A-Z_]+\b/g) ?? [];
    const known: readonly string[] = [...Object.values(VARIABLES), ...(page === 'CONTRIBUTING.md' ? OF_TESTS : [])];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the options of the plugin', () => {
  const rows = tableBelow(readPage('docs/plugin.md'), 'Options');
  const defaults = plugin.readOptions(undefined) as unknown as Record<string, unknown>;

  it('in docs/plugin.md are all that there are', () => {
    expect(names(rows).sort()).toEqual(Object.keys(defaults).sort());
  });

  it('have the defaults of the code', () => {
    for (const [name = '', value] of rows) {
      const actual = defaults[codeSpans(name)[0] as string];
      if (actual !== undefined) expect([name, value]).toEqual([name, written(actual)]);
    }
  });
});

describe('the command line in docs/replay-and-shrink.md', () => {
  const page = readPage('docs/replay-and-shrink.md');
  const flagsIn = (text: string) => [...new Set(text.match(/--[a-z]+(?:-[a-z]+)*/g))].sort();

  it('has the commands that there are, each with its flags', () => {
    const rows = tableBelow(page, 'Commands and flags').map(([command = '', flags = '']) => [
      /^`lockstep ?([a-z-]*)/.exec(command)?.[1],
      flagsIn(flags),
    ]);
    const actual = commandNames.map((name) => [name, flagsIn(helpText(name))]);
    expect(rows).toEqual([...actual, ['', flagsIn(helpText())]]);
  });

  it.each(['Modes', 'Printing a trace'])('has the words that a flag may have, below "%s"', (heading) => {
    const flag = heading === 'Modes' ? '--mode' : '--format';
    const words = [
      ...commandNames
        .map(helpText)
        .join()
        .matchAll(new RegExp(`${flag} ([a-z]+)`, 'g')),
    ];
    expect(names(tableBelow(page, heading))).toEqual([...new Set(words.map((match) => match[1]))]);
  });

  it('has the exit codes', () => {
    expect(tableBelow(page, 'Exit codes').map(([code]) => Number(code))).toEqual(Object.values(EXIT).sort());
  });
});

test('docs/agents.md has the codes of errors', () => {
  const source = readFileSync(join(ROOT, 'src', 'cli', 'command-error.ts'), 'utf8');
  const codes = [...(/CommandErrorCode =([^;]*);/.exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(
    (match) => match[1] as string,
  );
  expect(codes).toContain('usage');
  const rows = [...readPage('docs/agents.md').matchAll(/^\| `([a-z-]+)` \| [^|]*\|$/gm)].map((match) => match[1]);
  expect(rows).toEqual(expect.arrayContaining([...codes, 'internal']));
});

test('the strategies in docs/strategies.md are all that there are', () => {
  const documented = [...readPage('docs/strategies.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
  expect([...new Set(documented)].sort()).toEqual(strategyNames().sort());
});

test('docs/api.md and docs/ctest.md name everything that lockstep exports', () => {
  const source = readFileSync(join(ROOT, 'src', 'index.ts'), 'utf8');
  const exported = [
    ...[...source.matchAll(/^export const (\w+)/gm)].map((match) => match[1] as string),
    ...[...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap((match) =>
      (match[1] as string).split(',').map((name) => name.replace(/\btype\b/, '').trim()),
    ),
  ].filter((name) => name !== '');
  const text = readPage('docs/api.md') + readPage('docs/ctest.md');
  expect(exported.length).toBeGreaterThan(15);
  expect(exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});

describe('the names in docs/checkers.md', () => {
  const text = readPage('docs/checkers.md');
  const namedBelow = (heading: string, column = 0) =>
    tableBelow(text, heading).flatMap((row) => codeSpans(row[column] as string));

  test('of the formats', () => {
    expect(namedBelow('Histories from files').sort()).toEqual(historyFormats.map(({ name }) => name).sort());
  });

  test('of the models', () => {
    expect(namedBelow('Models').sort()).toEqual(Object.keys(MODELS).sort());
  });

  test('of the criteria, but for the isolation levels', () => {
    const levels: readonly string[] = ISOLATION_LEVELS;
    const criteria = Object.keys(CRITERIA).filter((name) => !levels.includes(name));
    expect(criteria.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    expect(namedBelow('Criteria').filter((name) => !Object.hasOwn(CRITERIA, name))).toEqual([]);
  });

  test('of the budgets', () => {
    expect(namedBelow('Budgets')).toEqual([...BUDGET_OPTIONS]);
  });
});

describe('the forms of ctest in docs/ctest.md', () => {
  const source = readFileSync(join(ROOT, 'jest-preset', 'ctest-types.ts'), 'utf8');
  const text = readPage('docs/ctest.md');

  it.each([...new Set([...source.matchAll(/^ {2}(?:readonly )?(\w+)[:(]/gm)].map((match) => match[1] as string))])(
    'have %s',
    (member) => {
      expect(text).toMatch(new RegExp(`ctest\\.(?:\\w+\\.)?${member}\\b`));
    },
  );
});

describe.each(pages())('%s', (page) => {
  it('names only scripts of package.json', () => {
    const named = [...readPage(page).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] as string);
    expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });

  it('imports only what the packages export', () => {
    const named = [...readPage(page).matchAll(/(?:from |require\()'(lockstep[^']*)'/g)].map(
      (match) => match[1] as string,
    );
    const exported = Object.keys(packageJson.exports).map((path) => path.replace(/^\./, 'lockstep'));
    expect(named.filter((name) => !exported.includes(name))).toEqual([]);
  });
});
