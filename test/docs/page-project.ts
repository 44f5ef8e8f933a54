// A project as a reader of a page has it: a temporary folder with the files that the page has shown so far, in which its commands run.

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './markdown';

/** Packages that a reader has installed. */
const INSTALLED = ['@babel', '@types', 'babel-jest', 'babel-plugin-lockstep', 'jest'];

/** The commands of pages say `npx`, which would look into registries for what a fresh folder lacks. */
const NPX = `#!/bin/sh
command=$1
shift
case $command in
  jest) exec node "${ROOT}/node_modules/jest/bin/jest.js" "$@" ;;
  lockstep) exec node "${ROOT}/lib/src/cli/main.js" "$@" ;;
  *) echo "The pages may run npx jest and npx lockstep, not npx $command." >&2; exit 64 ;;
esac
`;

const MINUTE = 60_000;

export interface CommandResult {
  readonly status: number | null;
  readonly output: string;
}

export class PageProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-docs-')));
  private readonly bin = join(this.folder, 'node_modules', '.bin');

  constructor() {
    if (!existsSync(join(ROOT, 'lib', 'src', 'index.js'))) throw new Error('Run "npm run build" before these tests.');
    mkdirSync(this.bin, { recursive: true });
    symlinkSync(ROOT, join(this.folder, 'node_modules', 'lockstep'));
    for (const name of INSTALLED) {
      symlinkSync(join(ROOT, 'node_modules', name), join(this.folder, 'node_modules', name));
    }
    writeFileSync(join(this.bin, 'npx'), NPX);
    chmodSync(join(this.bin, 'npx'), 0o755);
    this.write('package.json', '{ "name": "shop", "private": true }\n');
  }

  write(file: string, content: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  /** Runs one line of shell; both streams in one text, without the paths of this machine. */
  run(command: string): CommandResult {
    const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1\n${command}`], {
      cwd: this.folder,
      encoding: 'utf8',
      env: this.environment(),
      timeout: 2 * MINUTE,
    });
    return { status, output: stdout.replaceAll(this.folder, '/shop').replaceAll(ROOT, '/lockstep') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What a reader's shell has: nothing of the test run around this one. */
  private environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(?:LOCKSTEP_|JEST_|FORCE_COLOR|NODE_ENV|CI$)/.test(name),
    );
    return { ...Object.fromEntries(own), PATH: `${this.bin}${delimiter}${process.env.PATH}`, NO_COLOR: '1' };
  }
}
