// The checkers are a project of their own for the compiler, and so are pictures: what the checkers import from outside is pictures and the types of src/abi.ts,
// what pictures do is nothing, or it does not compile.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const COMPILER = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');

/** A copy of the sources, to which files can be added. */
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'lockstep-project-'));
  for (const name of ['package.json', 'tsconfig.base.json', 'tsconfig.abi.json', 'src'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What the compiler says of a project with one more file in it. */
function compiled(text: string, project = 'checkers'): { readonly status: number | null; readonly output: string } {
  const added = join(copy, 'src', project, 'added.ts');
  writeFileSync(added, text);
  try {
    const { status, stdout } = spawnSync(process.execPath, [COMPILER, '-b', `src/${project}`], {
      cwd: copy,
      encoding: 'utf8',
    });
    return { status, output: stdout };
  } finally {
    rmSync(added);
  }
}

it('types of the ABI may be imported, and pictures', () => {
  const steps = `import type { Runtime } from '../abi';\nexport const steps = (runtime: Runtime): number => runtime.api.step();\n`;
  expect(compiled(steps)).toEqual({ status: 0, output: '' });
  const draw = `export { drawPage as draw } from '../pictures';\n`;
  expect(compiled(draw)).toEqual({ status: 0, output: '' });
});

it.each([
  ['a value of the engine', "export { simulation } from '../engine/simulation';\n", '../engine/simulation'],
  ['a type of the trace format', "import type { Trace } from '../trace';\nexport type Mine = Trace;\n", '../trace'],
  ['a type named in place', "export type Mine = import('../runner/options').ExploreOptions;\n", '../runner/options'],
])('%s does not compile', (_, text, target) => {
  const { status, output } = compiled(text);
  expect(status).not.toBe(0);
  expect(output).toContain('src/checkers/added.ts(1,');
  expect(output).toContain('TS6307');
  expect(output).toMatch(
    new RegExp(`${target.slice(3)}(?:/index)?\\.ts' is not listed within the file list of project`),
  );
});

it('pictures that know the checkers do not compile', () => {
  const { status, output } = compiled("export type { History } from '../checkers/history/history';\n", 'pictures');
  expect(status).not.toBe(0);
  expect(output).toContain('TS6307');
});
