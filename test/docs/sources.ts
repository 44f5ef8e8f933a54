// The texts in the project's sources: literals, with those joined by + as one and an ellipsis for what is put in.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, types as t } from '@babel/core';
import { fromRoot, ROOT } from './markdown';

export interface SourceText {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
  /** It is an argument of `new …Error(…)`. */
  readonly thrown: boolean;
}

export interface SourceComment {
  /** Relative to the root. */
  readonly file: string;
  /** Comments on lines that follow each other are one. */
  readonly text: string;
}

const FOLDERS = ['src', 'jest-preset', 'plugin/src'];

function filesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.[jt]s$/.test(path) && !/\.d\.ts$|node_modules|fixtures/.test(path))
      .map((path) => join(ROOT, folder, path)),
  );
}

export function sourceTexts(): SourceText[] {
  return filesIn(FOLDERS)
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => textsOf(readFileSync(path, 'utf8'), fromRoot(path)));
}

/** Those of the sources, the tests and the benchmarks. */
export function sourceComments(): SourceComment[] {
  return filesIn([...FOLDERS, 'test', 'benchmarks']).flatMap((path) =>
    commentsOf(readFileSync(path, 'utf8'), fromRoot(path)),
  );
}

function parse(source: string) {
  return parseSync(source, { configFile: false, babelrc: false, parserOpts: { plugins: ['typescript'] } });
}

export function commentsOf(source: string, file: string): SourceComment[] {
  const found: { file: string; text: string; end: number }[] = [];
  for (const { type, value, loc } of parse(source)?.comments ?? []) {
    const last = found.at(-1);
    const text = value.replace(/^\s*\* ?/gm, '').trim();
    const start = loc?.start.line ?? 0;
    const end = loc?.end.line ?? 0;
    if (type === 'CommentLine' && last?.end === start - 1) {
      last.text += ` ${text}`;
      last.end = end;
    } else found.push({ file, text, end: type === 'CommentLine' ? end : -1 });
  }
  return found.map(({ text }) => ({ file, text }));
}

export function textsOf(source: string, file: string): SourceText[] {
  const found: SourceText[] = [];
  visit(parse(source), false, (text, thrown) => found.push({ file, text, thrown }));
  return found;
}

function visit(node: unknown, thrown: boolean, tell: (text: string, thrown: boolean) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, thrown, tell);
  if (!isNode(node)) return;
  const text = textOf(node);
  if (text !== null) tell(text, thrown);
  const isError = node.type === 'NewExpression' && t.isIdentifier(node.callee) && /Error$/.test(node.callee.name);
  for (const key of t.VISITOR_KEYS[node.type] ?? []) {
    const child: unknown = (node as unknown as Record<string, unknown>)[key];
    if (text !== null && isTextPart(node)) visitInside(child, thrown, tell);
    else visit(child, isError ? key === 'arguments' : keepsMessage(node) && thrown, tell);
  }
}

/** Literals inside a text that has been told as a whole are only told if they stand in what is put in. */
function visitInside(child: unknown, thrown: boolean, tell: (text: string, thrown: boolean) => void): void {
  for (const node of Array.isArray(child) ? child : [child]) {
    if (!isNode(node) || node.type === 'TemplateElement' || node.type === 'StringLiteral') continue;
    if (isTextPart(node))
      for (const key of t.VISITOR_KEYS[node.type] ?? []) visitInside((node as never)[key], thrown, tell);
    else visit(node, false, tell);
  }
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function isTextPart(node: t.Node): boolean {
  return node.type === 'TemplateLiteral' || node.type === 'BinaryExpression';
}

/** The message of an error may be one of two. */
function keepsMessage(node: t.Node): boolean {
  return node.type === 'ConditionalExpression';
}

/** Text of a literal, a template, or a sum of such; null for other expressions. */
function textOf(node: t.Node): string | null {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.map((quasi) => quasi.value.cooked ?? '').join('…');
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return null;
  const left = textOf(node.left);
  const right = textOf(node.right);
  return left === null && right === null ? null : `${left ?? '…'}${right ?? '…'}`;
}
