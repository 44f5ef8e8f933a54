// A project on disk with traces and a Jest of its own: a few lines that write down how they were called and answer as the test wants.

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/command-line';
import type { TestResultEntry } from '../../src/runner/result-document';
import { saveTrace, type Trace } from '../../src/trace';

const FAKE_JEST = `
const { readFileSync, writeFileSync } = require('node:fs');
const names = Object.keys(process.env).filter((name) => /^LOCKSTEP_|COLOR$/.test(name));
const environment = Object.fromEntries(names.map((name) => [name, process.env[name]]));
writeFileSync('call.json', JSON.stringify({ args: process.argv.slice(2), environment }));
const answer = readFileSync('answer.json', 'utf8');
if (answer !== 'null') writeFileSync(process.env.LOCKSTEP_RESULT, answer);
console.error('jest was here');
process.exitCode = 1;
`;

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

export class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-cli-')));

  /** What the command reads as its standard input. */
  input = '';

  constructor() {
    this.write('test/account.test.ts', '');
    this.write('node_modules/jest/package.json', JSON.stringify({ name: 'jest', bin: { jest: './bin/jest.js' } }));
    this.write('node_modules/jest/bin/jest.js', FAKE_JEST);
    this.write('answer.json', 'null');
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.root, path, '..'), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  save(trace: Trace): string {
    return saveTrace(trace, this.root);
  }

  /** What the preset would write. */
  answer(...entries: Partial<TestResultEntry>[]): void {
    const tests = entries.map((entry) => ({
      file: 'test/account.test.ts',
      name: ['account', 'withdraws twice'],
      outcome: 'pass',
      report: '',
      message: 'as asked',
      ...entry,
    }));
    this.write('answer.json', JSON.stringify({ format: 'lockstep-result', version: 1, tests }));
  }

  /** How Jest was called. */
  call(): { args: string[]; environment: Record<string, string> } {
    return JSON.parse(readFileSync(join(this.root, 'call.json'), 'utf8'));
  }

  async run(...given: string[]): Promise<Outcome> {
    return this.runIn(this.root, { PATH: process.env.PATH }, ...given);
  }

  async runIn(cwd: string, environment: Record<string, string | undefined>, ...given: string[]): Promise<Outcome> {
    let out = '';
    let notes = '';
    const code = await runCommandLine(given, {
      cwd,
      environment,
      colour: false,
      input: () => this.input,
      out: (text) => {
        out += text;
      },
      note: (text) => {
        notes += text;
      },
    });
    return { code, out, notes };
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
