// Runs programs on bare Node, in a process of their own.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program has logged, and what nobody caught. */
export interface Record {
  readonly lines: readonly string[];
  readonly uncaught: string | null;
}

/**
 * The tools of a program, as source text: a function of what takes the lines. Under control it is instrumented together with the program.
 */
export const TOOLS = `(push) => {
  const { inspect } = require('node:util');
  const show = (value) => (typeof value === 'string' ? value : inspect(value, { depth: 5, compact: true, breakLength: Infinity }));
  return {
    log: (...values) => push(values.map(show).join(' ')),
    async turns(n) {
      for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve));
    },
    attempt(f) {
      try {
        return f();
      } catch (error) {
        return [error.name, error.code, error.message].join(': ');
      }
    },
  };
}`;

/** Each program runs as a test does: in a microtask, behind a macrotask of its own. */
const MAIN = `
const sources = JSON.parse(require('node:fs').readFileSync(__dirname + '/programs.json', 'utf8'));
const threads = () => require('node:worker_threads');
const toolsFor = TOOLS;
// A program that waits for ever is told so.
setInterval(() => {}, 1000);
const tooLong = () => new Promise((resolve) => setTimeout(resolve, 3000, 'for ever'));
(async () => {
  const records = {};
  for (const [name, source] of Object.entries(sources)) {
    const lines = [];
    let uncaught = null;
    const program = (0, eval)('((require, threads) => (' + source + '))')(require, threads);
    const fails = new Promise((resolve) => {
      process.removeAllListeners('uncaughtException');
      process.once('uncaughtException', (error) => {
        uncaught = String(error);
        resolve();
      });
    });
    await new Promise((resolve) => setImmediate(resolve));
    const tools = toolsFor((line) => uncaught === null && lines.push(line));
    const end = (async () => program(tools))().catch((error) => void (uncaught = String(error)));
    if ((await Promise.race([end, fails, tooLong()])) === 'for ever') uncaught = 'waits for ever';
    records[name] = { lines: [...lines], uncaught };
    for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
  }
  process.stdout.write(JSON.stringify(records), () => process.exit());
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
`;

/**
 * @param sources of functions of their tools, by name
 * @param node the binary that runs them
 */
export function runNatively(
  sources: Readonly<{ [name: string]: string }>,
  node = process.execPath,
): { readonly [name: string]: Record } {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-messages-'));
  try {
    writeFileSync(join(folder, 'programs.json'), JSON.stringify(sources));
    writeFileSync(
      join(folder, 'main.js'),
      MAIN.replace('TOOLS', () => TOOLS),
    );
    const answer = execFileSync(node, ['--no-warnings', join(folder, 'main.js')], {
      encoding: 'utf8',
      timeout: 60_000,
      maxBuffer: 2 ** 26,
    });
    return JSON.parse(answer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
