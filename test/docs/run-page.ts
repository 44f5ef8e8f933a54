// Executes a page: writes its files, runs its commands in order, and compares what they print with the blocks that follow.
//
// Blocks are marked in their info string, after the language:
//   ts file=src/account.ts   a file of the reader's project, written when the page comes to it
//   sh run                   a command that must succeed; `sh run exit=1`: that must end with this status
//   text output              what the command above prints; a line that holds only … stands for any lines
//   text report              the report in what the command above prints, whole
// UPDATE_DOCS=1 writes the outputs into the pages in place of comparing them (of outputs with … only numbers of schedules).

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocks, markValue, ROOT, readPage } from './markdown';
import { matches, renumbered, reportIn } from './output';
import { PageProject } from './page-project';

const UPDATE = process.env.UPDATE_DOCS === '1';

/** The configuration of a careful reader. */
const TYPESCRIPT = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    module: 'node20',
    types: ['node', 'jest', 'lockstep/jest-preset/types'],
  },
};

interface Correction {
  readonly block: Block;
  readonly content: string;
}

export function hasCommands(page: string): boolean {
  return blocks(readPage(page)).some(isCommand);
}

/** @throws Error naming the page, the line and what is different */
export function runPage(page: string): void {
  const project = new PageProject();
  const corrections: Correction[] = [];
  const all = blocks(readPage(page));
  let output: string | null = null;
  try {
    for (const [index, block] of all.entries()) {
      const where = `${page}:${block.line}`;
      const file = markValue(block, 'file');
      if (file !== null) project.write(file, block.content);
      else if (isCommand(block)) {
        if (markValue(block, 'exit') !== null && !isOutput(all[index + 1]))
          throw new Error(
            `${where}: a command that fails needs an output below it, which tells this failure from others.`,
          );
        output = runCommand(project, block, where);
      } else if (isOutput(block)) {
        if (output === null) throw new Error(`${where}: there is no command above this output.`);
        const correction = check(block, output, where);
        if (correction !== null) corrections.push(correction);
      }
    }
  } finally {
    project.remove();
  }
  if (corrections.length > 0) rewrite(page, corrections);
}

export function hasTypeScript(page: string): boolean {
  return blocks(readPage(page)).some(isTypeScriptFile);
}

/** Compiles the TypeScript files of a page, each in its last version. @throws Error with what the compiler says */
export function checkTypes(page: string): void {
  const project = new PageProject();
  try {
    for (const block of blocks(readPage(page)).filter(isTypeScriptFile)) {
      project.write(markValue(block, 'file') as string, block.content);
    }
    project.write('tsconfig.json', JSON.stringify(TYPESCRIPT));
    const { status, output } = project.run(`node "${join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')}"`);
    if (status !== 0) throw new Error(`The examples of ${page} do not compile:\n${output}`);
  } finally {
    project.remove();
  }
}

function isTypeScriptFile(block: Block): boolean {
  return /\.ts$/.test(markValue(block, 'file') ?? '');
}

function isCommand(block: Block): boolean {
  return block.language === 'sh' && block.marks.includes('run');
}

function isOutput(block: Block | undefined): boolean {
  return block?.marks.some((mark) => mark === 'output' || mark === 'report') ?? false;
}

function runCommand(project: PageProject, block: Block, where: string): string {
  const expected = Number(markValue(block, 'exit') ?? 0);
  const { status, output } = project.run(block.content);
  if (status === expected) return output;
  throw new Error(`${where}: the command ended with ${status} in place of ${expected}:\n${block.content}\n${output}`);
}

function check(block: Block, output: string, where: string): Correction | null {
  const actual = block.marks.includes('report') ? reportIn(output) : output;
  if (matches(actual, block.content)) return null;
  const content = /^\s*…$/m.test(block.content) ? renumbered(block.content, actual).trimEnd() : actual.trim();
  if (UPDATE && matches(actual, content)) return { block, content };
  throw new Error(
    `${where}: the command prints something else. If that is right, run UPDATE_DOCS=1 npx jest test/docs/pages.\n` +
      `--- the page says\n${block.content}\n--- the command prints\n${actual}`,
  );
}

function rewrite(page: string, corrections: readonly Correction[]): void {
  const lines = readPage(page).split('\n');
  for (const { block, content } of [...corrections].reverse()) {
    lines.splice(block.line, block.length, ...content.split('\n'));
  }
  writeFileSync(join(ROOT, page), lines.join('\n'));
}
