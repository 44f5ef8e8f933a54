// The packages as npm packs them, unpacked into a project that has nothing else of this folder but the dependencies: files, exports, types, both kinds of
// modules, the command.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

const ROOT = join(__dirname, '..');
const MINUTE = 240_000;

const PACKED = { lockstep: ROOT, 'babel-plugin-lockstep': join(ROOT, 'plugin') };

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-packed-')));
const modules = join(folder, 'node_modules');

function write(file: string, content: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** As npm installs it, without asking a registry and without running scripts. */
function install(name: string, source: string): void {
  const npm = ['pack', '--ignore-scripts', '--offline', '--json', '--loglevel=silent', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', npm, { cwd: source, encoding: 'utf8' })) as { filename: string }[];
  const target = join(modules, name);
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, packed?.filename ?? ''), '-C', target, '--strip-components=1']);
}

function node(...args: string[]): { readonly status: number | null; readonly output: string } {
  const given = Object.entries(process.env).filter(([name]) => !/^(?:LOCKSTEP_|JEST_|FORCE_COLOR|NODE_)/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...Object.fromEntries(given), NO_COLOR: '1' },
  });
  return { status, output: stdout + stderr };
}

beforeAll(() => {
  if (!existsSync(join(ROOT, 'lib', 'src', 'index.js'))) throw new Error('Run "npm run build" before these tests.');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (!name.startsWith('.') && !(name in PACKED)) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  for (const [name, source] of Object.entries(PACKED)) install(name, source);
  write('package.json', '{ "name": "shop", "private": true }\n');
  write('jest.config.js', "module.exports = { preset: 'lockstep' };\n");
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        module: 'node20',
        target: 'es2022',
        noEmit: true,
        types: ['jest', 'node', 'lockstep/jest-preset/types'],
      },
      include: ['*.ts', '*.mts'],
    }),
  );
  write(
    'counter.test.ts',
    `import { pause } from 'lockstep';
import { generate, HistoryRecorder, models } from 'lockstep/checkers';

ctest('increments', async () => {
  let count = 0;
  const recorder = new HistoryRecorder();
  await generate.drive(recorder, 2, generate.each([{ f: 'increment' }, { f: 'increment' }, { f: 'read' }]), async ({ f }) => {
    if (f === 'read') return count;
    const seen = count;
    await pause('write');
    count = seen + 1;
    return undefined;
  });
  expect(recorder).toBeLinearizable(models.counter());
});
`,
  );
}, MINUTE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(
  'a ctest finds the race, with the history in its report',
  () => {
    const { status, output } = node(join(modules, 'jest', 'bin', 'jest.js'), '--ci', '--runInBand');
    expect(status).toBe(1);
    expect(output).toContain('VIOLATION (linearizable, model counter)');
    expect(output).toContain('Race: lost update of `count`');
  },
  MINUTE,
);

it(
  'the command replays it, draws the same picture, and checks the history by itself',
  () => {
    const command = join(modules, 'lockstep', 'lib', 'src', 'cli', 'main.js');
    const [trace = ''] = readdirSync(join(folder, '.lockstep', 'traces'));
    const path = join('.lockstep', 'traces', trace);
    const { output } = node(command, 'replay', path);
    expect(output).toContain('VIOLATION (linearizable, model counter)');
    expect(output).toContain('Reproduced: the recorded failure');
    const dumped = node(command, 'dump-trace', path, '--format', 'history');
    write('history.jsonl', dumped.output);
    expect(node(command, 'check', 'history.jsonl', '--model', 'counter')).toMatchObject({ status: 1 });
  },
  MINUTE,
);

it(
  'the types are enough for strict projects of both kinds of modules',
  () => {
    write(
      'own.mts',
      `import { check, checkLinearizable, History, illegal, type Model, models, type Operation, oneOf } from 'lockstep/checkers';
import type { Trace } from 'lockstep';

const door: Model<'open' | 'shut'> = {
  name: 'door',
  init: () => 'shut',
  step: (state, { f, output }: Operation) => (f === 'push' ? oneOf(['open', 'shut']) : output === state ? state : illegal('it is ' + state)),
};
const history = History.fromEvents([
  { process: 'a', type: 'invoke', f: 'push' },
  { process: 'a', type: 'ok', f: 'push' },
]);
checkLinearizable(history, door).verdict satisfies 'ok' | 'violation' | 'unknown';
check(history, { criterion: 'serializable', assume: 'sequential-keys' });
models.testModel(door, { operations: [{ f: 'push' }] }).problems.map(({ kind }) => kind);
// @ts-expect-error a factory is no model
checkLinearizable(history, models.register);
// @ts-expect-error no such criterion
check(history, { criterion: 'serialisable' });
// @ts-expect-error a state of another type
const wrong: Model<number> = { name: 'wrong', init: () => 'shut', step: (state) => state };
export type All = [Trace, typeof wrong];
`,
    );
    const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
    expect(node(compiler, '-p', '.')).toEqual({ status: 0, output: '' });
  },
  MINUTE,
);

it('ES modules import every name of lockstep and lockstep/checkers, and get what require gets', () => {
  write(
    'names.mjs',
    `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
for (const name of ['lockstep', 'lockstep/checkers', 'lockstep/shared']) {
  const [required, imported] = [require(name), await import(name)];
  for (const key of Object.keys(required)) if (!(key in imported) || imported[key] !== required[key]) console.log(name, key);
}
`,
  );
  expect(node('names.mjs')).toEqual({ status: 0, output: '' });
});

it('the checkers do without the engine, the preset and Babel', () => {
  write(
    'alone.cjs',
    `const { checkLinearizable, drawHtml, generate, HistoryRecorder, models } = require('lockstep/checkers');
const recorder = new HistoryRecorder();
generate.drive(recorder, 2, generate.random([{ f: 'read' }]).take(6), async () => 5).then(() => {
  const result = checkLinearizable(recorder.history(), models.register());
  drawHtml(recorder.history(), result);
  const files = Object.keys(require.cache).filter((file) => !/alone\\.cjs$|lockstep.lib.src.(?:checkers|pictures)|pure-rand/.test(file));
  console.log(result.verdict, files, Symbol.for('lockstep.runtime') in globalThis);
});
`,
  );
  expect(node('alone.cjs')).toEqual({ status: 0, output: 'violation [] false\n' });
});

it('nothing of the tests, the sources and the set-up is packed', () => {
  expect(readdirSync(join(modules, 'lockstep')).sort()).toEqual([
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'benchmarks',
    'docs',
    'lib',
    'package.json',
  ]);
  expect(readdirSync(join(modules, 'lockstep', 'lib')).sort()).toEqual(['jest-preset', 'src']);
});

it.each(Object.keys(PACKED))('nothing of %s runs when it is installed', (name) => {
  const { scripts = {} } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as {
    scripts?: object;
  };
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
  expect(Object.keys(scripts).filter((script) => atInstall.includes(script))).toEqual([]);
  // npm would run node-gyp for it.
  expect(existsSync(join(modules, name, 'binding.gyp'))).toBe(false);
});

it('every page that the README links is packed, and every page that those link', () => {
  const root = join(modules, 'lockstep');
  const missing: string[] = [];
  const seen = new Set<string>();
  const visit = (page: string) => {
    if (seen.has(page)) return;
    seen.add(page);
    for (const [, link = ''] of readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const target = posix.join(posix.dirname(page), link);
      // Sources of the repository are no pages.
      if (/^(?:test|jest-preset|src|plugin)\//.test(target)) continue;
      if (!existsSync(join(root, target))) missing.push(`${page}: ${link}`);
      else if (target.endsWith('.md')) visit(target);
    }
  };
  visit('README.md');
  expect(missing).toEqual([]);
  expect(seen.size).toBeGreaterThan(15);
});
