// Reads the project's Markdown: fenced blocks, tables, headings and links. Knows nothing of what they mean.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

export interface Block {
  /** First word of the info string: `ts`, `sh`, `text`, … */
  readonly language: string;
  /** The other words: `run`, `output`, `file=src/account.ts`. */
  readonly marks: readonly string[];
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** Number of lines between the fences. */
  readonly length: number;
  readonly content: string;
}

/** Paths of all pages, relative to the root: the three at the top and those below docs/. */
export function pages(): string[] {
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path).replaceAll('\\', '/'));
  return ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...below.sort()];
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let open: { info: string; line: number; content: string[] } | null = null;
  markdown.split('\n').forEach((text, index) => {
    if (!text.startsWith('```')) open?.content.push(text);
    else if (open === null) open = { info: text.slice(3).trim(), line: index + 1, content: [] };
    else {
      const [language = '', ...marks] = open.info.split(/\s+/);
      const { line, content } = open;
      found.push({ language, marks, line, length: content.length, content: `${content.join('\n')}\n` });
      open = null;
    }
  });
  return found;
}

/** Value of the mark `name=value`, or null. */
export function markValue(block: Block, name: string): string | null {
  return block.marks.find((mark) => mark.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

/** The Markdown without its fenced blocks. */
export function prose(markdown: string): string {
  return markdown.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
}

/** Rows of the first table below a heading, as cells; heading and rule of the table are left out. */
export function tableBelow(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (start < 0) throw new Error(`There is no heading "${heading}".`);
  const first = lines.findIndex((line, index) => index > start && line.startsWith('|'));
  const rows: string[][] = [];
  for (let index = first + 2; lines[index]?.startsWith('|'); index++) rows.push(cells(lines[index] as string));
  return rows;
}

/** Rows of all tables, as cells; headings and rules are left out. */
export function tableRows(markdown: string): string[][] {
  const lines = prose(markdown).split('\n');
  return lines
    .filter(
      (line, index) => line.startsWith('|') && !/^\|[-|: ]+$/.test(line) && !/^\|[-|: ]+$/.test(lines[index + 1] ?? ''),
    )
    .map(cells);
}

function cells(row: string): string[] {
  return row
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** What stands between backticks in a text. */
export function codeSpans(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
}

/** Anchors that GitHub makes of a page's headings. */
export function anchors(markdown: string): Set<string> {
  const found = new Set<string>();
  for (const [, title = ''] of prose(markdown).matchAll(/^#+ (.*)$/gm)) {
    const anchor = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    let unique = anchor;
    for (let number = 1; found.has(unique); number++) unique = `${anchor}-${number}`;
    found.add(unique);
  }
  return found;
}

export interface Link {
  readonly target: string;
  readonly anchor: string | null;
}

/** Links to files of the project and to places in them. */
export function relativeLinks(markdown: string): Link[] {
  const links: Link[] = [];
  for (const [, address = ''] of prose(markdown).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(address)) continue;
    const [target = '', anchor = null] = address.split('#');
    links.push({ target, anchor });
  }
  return links;
}

export function fromRoot(path: string): string {
  return relative(ROOT, path).replaceAll('\\', '/');
}
