// The packed packages in a project of yarn's Plug'n'Play, where nothing lies in `node_modules`: a plain test, a ctest, decorators, a dependency, a
// replay. It asks the registry of npm for yarn, Jest and one dependency, so it runs only on demand: LOCKSTEP_PNP=1.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');
const MINUTES = 5 * 60_000;
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-pnp-')));
const project = join(folder, 'project');

function write(file: string, content: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), content);
}

function pack(source: string): string {
  const npm = ['pack', '--ignore-scripts', '--json', '--loglevel=silent', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', npm, { cwd: source, encoding: 'utf8' })) as { filename: string }[];
  return `file:${join(folder, packed?.filename ?? '')}`;
}

function yarn(...args: string[]): { readonly status: number | null; readonly output: string } {
  const given = Object.entries(process.env).filter(
    ([name]) => !/^(?:LOCKSTEP_|JEST_|FORCE_COLOR|NODE_ENV|NODE_OPTIONS|npm_)/.test(name),
  );
  const path = join(folder, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: project,
    encoding: 'utf8',
    env: { ...Object.fromEntries(given), NO_COLOR: '1', YARN_ENABLE_TELEMETRY: '0' },
  });
  return { status, output: stdout + stderr };
}

const onDemand = process.env.LOCKSTEP_PNP === '1' ? describe : describe.skip;

onDemand("in a project of yarn's Plug'n'Play", () => {
  beforeAll(() => {
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--silent', '@yarnpkg/cli-dist@4']);
    const dependencies = { lockstep: pack(ROOT), jest: '^30.5.2', 'babel-jest': '^30.5.2', 'p-limit': '^6.0.0' };
    const resolutions = { 'babel-plugin-lockstep': pack(join(ROOT, 'plugin')) };
    write('package.json', JSON.stringify({ name: 'shop', private: true, dependencies, resolutions }));
    write('.yarnrc.yml', 'nodeLinker: pnp\nenableGlobalCache: false\n');
    write('yarn.lock', '');
    write('jest.config.js', "module.exports = { preset: 'lockstep' };\n");
    write(
      'plain.test.ts',
      `import pLimit from 'p-limit';
const logged = (method: any, _context: unknown) => method;
class Service { @logged async answer(): Promise<number> { return 42; } }
test('plain', async () => {
  expect(await pLimit(1)(() => new Service().answer())).toBe(42);
});
`,
    );
    write('legacy/tsconfig.json', '{ "compilerOptions": { "experimentalDecorators": true } }');
    write(
      'legacy/legacy.test.ts',
      `const seen: unknown[] = [];
const note = (...args: unknown[]) => void seen.push(args[2]);
class Service { find(@note key: string) { return key; } }
test('experimental decorators', () => expect([new Service().find('k'), seen]).toEqual(['k', [0]]));
`,
    );
    write(
      'race.test.ts',
      `import { pause } from 'lockstep';
import pLimit from 'p-limit';
ctest('increments', async () => {
  let count = 0;
  const limit = pLimit(2);
  const add = async () => { const seen = count; await pause('write'); count = seen + 1; };
  await Promise.all([limit(add), limit(add)]);
  expect(count).toBe(2);
});
`,
    );
    const { status, output } = yarn('install');
    if (status !== 0) throw new Error(output);
  }, MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    'plain tests pass, and a race is found',
    () => {
      const { status, output } = yarn('jest', '--ci');
      expect(status).toBe(1);
      expect(output).toContain('Tests:       1 failed, 2 passed');
      expect(output).toContain('Race: lost update of `count`');
      expect(output).not.toContain('unearned');
    },
    MINUTES,
  );

  test(
    'and replayed',
    () => {
      expect(yarn('lockstep', 'replay', 'increments').output).toContain('Reproduced: the recorded failure');
    },
    MINUTES,
  );
});
