// The parts of the runner of test262, which runs on demand only (see CONTRIBUTING.md).

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const { frontMatter, variants } = require('./frontmatter');
const { parseExclusions, exclusionsOf } = require('./exclusions');
const { isAsynchronous } = require('./selection');
const { summarise } = require('./summary');

describe('front matter', () => {
  it('has lists in both notations, and what a negative test expects', () => {
    const source = `// Copyright
/*---
description: >
  words: and [brackets]
flags: [async, onlyStrict]
includes:
  - asyncHelpers.js
  - compareArray.js
features: []
negative:
  phase: parse
  type: SyntaxError
---*/
code();`;
    expect(frontMatter(source)).toEqual({
      flags: ['async', 'onlyStrict'],
      includes: ['asyncHelpers.js', 'compareArray.js'],
      features: [],
      negative: { phase: 'parse', type: 'SyntaxError' },
    });
  });

  it('may be missing', () => {
    expect(frontMatter('code();')).toEqual({ flags: [], includes: [], features: [], negative: null });
  });

  it.each([
    [[], ['sloppy', 'strict']],
    [['async'], ['sloppy', 'strict']],
    [['noStrict'], ['sloppy']],
    [['onlyStrict'], ['strict']],
    [['raw'], ['sloppy']],
    [['module', 'async'], ['module']],
  ])('flags %j mean %j', (flags, expected) => {
    expect(variants({ flags })).toEqual(expected);
  });
});

it('selects what is about asynchronous code', () => {
  const plain = { flags: [], features: [] };
  expect(isAsynchronous('language/statements/for/head.js', plain)).toBe(false);
  expect(isAsynchronous('language/statements/for/head.js', { flags: ['async'], features: [] })).toBe(true);
  expect(isAsynchronous('language/statements/class/x.js', { flags: [], features: ['async-iteration'] })).toBe(true);
  expect(isAsynchronous('language/statements/async-function/name.js', plain)).toBe(true);
  expect(isAsynchronous('language/expressions/object/method-await-as-name.js', plain)).toBe(true);
  expect(isAsynchronous('language/awaiting/name.js', plain)).toBe(false);
  expect(isAsynchronous('built-ins/Promise/length.js', plain)).toBe(true);
});

describe('exclusions', () => {
  const text = `# One reason,
# in two lines.
language/a/*.js
inside: language/b/**

# Another.
language/c.js
`;
  const exclusions = parseExclusions(text);
  const reasons = (path: string, mode: string) =>
    exclusionsOf(exclusions, path, mode).map(({ reason }: { reason: string }) => reason);

  it('hold by path, by pattern and by mode', () => {
    expect(reasons('language/a/x.js', 'outside')).toEqual(['One reason, in two lines.']);
    expect(reasons('language/a/b/x.js', 'outside')).toEqual([]);
    expect(reasons('language/b/c/x.js', 'inside')).toEqual(['One reason, in two lines.']);
    expect(reasons('language/b/c/x.js', 'outside')).toEqual([]);
    expect(reasons('language/c.js', 'inside')).toEqual(['Another.']);
    expect(reasons('language/cxjs', 'inside')).toEqual([]);
  });

  it('need a reason', () => {
    expect(() => parseExclusions('language/a.js')).toThrow('exclusions.txt:1: no reason stands above "language/a.js".');
    expect(() => parseExclusions('# R\na.js\n\nb.js')).toThrow('exclusions.txt:4: no reason');
  });

  it('name a mode that there is', () => {
    expect(() => parseExclusions('# R\nbeside: a.js')).toThrow('exclusions.txt:2: expected a path of test262');
  });

  it('are all read', () => {
    const own = parseExclusions(readFileSync(join(__dirname, 'exclusions.txt'), 'utf8'));
    expect(own.length).toBeGreaterThan(5);
    for (const { reason } of own) expect(reason).toMatch(/\w.*\.$/);
  });
});

describe('summary', () => {
  const passing = Array.from({ length: 300 }, (_, i) => ({ path: `p${i}`, plain: null, outside: null, inside: null }));
  const failing = (path: string, modes: object = {}) => ({ path, plain: null, outside: null, inside: null, ...modes });
  const summary = (results: object[], exclusions = '') => summarise(results, parseExclusions(exclusions));

  it('counts what plain Node passes', () => {
    const { lines, ok } = summary([...passing, { path: 'q', plain: 'sloppy: no' }]);
    expect(ok).toBe(true);
    expect(lines).toEqual([
      `300 of 301 tests pass in plain Node ${process.version}.`,
      'outside: 300 of 300 pass compiled, 100.00 %.',
      'inside: 300 of 300 pass compiled, 100.00 %.',
    ]);
  });

  it('a failure that is excluded in its mode is good', () => {
    const { lines, ok } = summary([...passing, failing('q', { inside: 'sloppy: no' })], '# R.\ninside: q');
    expect(ok).toBe(true);
    expect(lines[2]).toBe('inside: 300 of 301 pass compiled, 99.67 %.');
  });

  it('a failure that is not excluded is bad', () => {
    const { lines, ok } = summary([...passing, failing('q', { outside: 'sloppy: no' })], '# R.\ninside: q');
    expect(ok).toBe(false);
    expect(lines).toContain('  fails: q: sloppy: no');
  });

  it('an excluded test that passes is bad', () => {
    const { lines, ok } = summary([...passing, failing('q')], '# R.\noutside: q');
    expect(ok).toBe(false);
    expect(lines).toContain('  passes, though exclusions.txt:2 excludes it: q');
  });

  it('too many failures are bad, excluded or not, and fewer are allowed outside than inside', () => {
    const some = (mode: string) => Array.from({ length: 2 }, (_, i) => failing(`q${i}`, { [mode]: 'no' }));
    expect(summary([...passing, ...some('inside')], '# R.\ninside: q*').ok).toBe(true);
    const { lines, ok } = summary([...passing, ...some('outside')], '# R.\noutside: q*');
    expect(ok).toBe(false);
    expect(lines).toContain('  That is less than 99.5 %.');
  });
});

describe('the command', () => {
  let checkout: string;

  beforeAll(() => {
    checkout = mkdtempSync(join(tmpdir(), 'test262-'));
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      writeFileSync(join(checkout, path), text);
    };
    const header = (fields: string) => `/*---\n${fields}\n---*/\n`;
    write('harness/assert.js', 'function assert(value) { if (!value) throw new Test262Error("not true"); }');
    write('harness/sta.js', 'function Test262Error(message) { this.message = message; this.name = "Test262Error"; }');
    write(
      'harness/doneprintHandle.js',
      'function $DONE(error) { print(error ? "Test262:AsyncTestFailure:" + error.name + ": " + error.message : "Test262:AsyncTestComplete"); }',
    );
    for (const name of [
      'Atomics',
      'SharedArrayBuffer',
      'AsyncFromSyncIteratorPrototype',
      'AsyncFunction',
      'AsyncGeneratorFunction',
      'AsyncGeneratorPrototype',
      'AsyncIteratorPrototype',
      'Promise',
    ])
      write(`test/built-ins/${name}/good.js`, `${header('')}assert(true);`);
    write(
      'test/language/async-good.js',
      `${header('flags: [async]')}(async () => { await null; assert(await 1 === 1); })().then($DONE, $DONE);`,
    );
    write('test/language/await-module.js', `${header('flags: [module, async]')}await 0; $DONE();`);
    write(
      'test/language/async-syntax.js',
      `${header('negative:\n  phase: parse\n  type: SyntaxError')}async () => { await; };`,
    );
    write('test/language/async-bad.js', `${header('flags: [async]')}$DONE(new Test262Error("as it should"));`);
    write('test/language/sync.js', `${header('')}throw new Error("is not run");`);
    // Compiled code is told apart by the text of an async function: that fails compiled, and nowhere else.
    write(
      'test/language/async-text.js',
      `${header('flags: [noStrict]')}assert(String(async () => 5).includes("run") === false);`,
    );
  });

  afterAll(() => rmSync(checkout, { recursive: true }));

  const run = (env: Record<string, string | undefined>, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'run.js'), ...args], {
      env: { ...process.env, TEST262_DIR: undefined, TEST262_PROCESSES: '1', ...env },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('says what it needs', () => {
    const { status, stderr } = run({});
    expect(status).toBe(1);
    expect(stderr).toContain(
      'npm run test262 needs a checkout of test262. Clone https://github.com/tc39/test262 and set TEST262_DIR',
    );
  });

  it('says what is no checkout', () => {
    const { status, stderr } = run({ TEST262_DIR: __dirname });
    expect(status).toBe(1);
    expect(stderr).toContain(
      `TEST262_DIR is "${__dirname}", which has no harness/assert.js: it is no checkout of test262.`,
    );
  });

  it('runs each test in each mode, and fails because of the one that only fails compiled', () => {
    const { status, stdout } = run({ TEST262_DIR: checkout });
    expect(stdout.split('\n')).toEqual([
      `12 of 13 tests pass in plain Node ${process.version}.`,
      'outside: 11 of 12 pass compiled, 91.67 %.',
      '  That is less than 99.5 %.',
      '  fails: language/async-text.js: sloppy: Test262Error: not true',
      'inside: 11 of 12 pass compiled, 91.67 %.',
      '  That is less than 99 %.',
      '  fails: language/async-text.js: sloppy: Test262Error: not true',
      '',
    ]);
    expect(status).toBe(1);
  });

  it('runs a selection', () => {
    const { status, stdout } = run({ TEST262_DIR: checkout }, 'good', 'await');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      `10 of 10 tests pass in plain Node ${process.version}.`,
      'outside: 10 of 10 pass compiled, 100.00 %.',
    ]);
    expect(status).toBe(0);
  });
});
