// The sites of one file, in the form in which the header hands them to the runtime.

import type { types as t } from '@babel/core';

/** As `SiteKind` of the runtime: await, function, yield, read, write, method, loop, host call. */
export type SiteKind = 'a' | 'f' | 'y' | 'r' | 'w' | 'm' | 'l' | 't';

const LONGEST_TEXT = 60;

export class SiteTable {
  /** Function names and texts, each once. */
  readonly strings: string[] = [];
  private readonly rows: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** One place has one site of a kind, in however many forms its function is compiled. */
  private readonly known = new Map<t.Node, Partial<Record<SiteKind, number>>>();
  private line = 0;

  constructor(private readonly code: string) {}

  get size(): number {
    return this.rows.length;
  }

  /** One row per site: kind, lines since the row before, column, function, text; the last two as numbers of strings. */
  get packed(): string {
    return this.rows.join(' ');
  }

  /** The index within the file of the site of this kind at `node`, which is added unless there is one. */
  add(kind: SiteKind, node: t.Node, functionName: string, text: string = this.source(node)): number {
    let known = this.known.get(node);
    if (known === undefined) this.known.set(node, (known = {}));
    known[kind] ??= this.append(kind, node, functionName, text);
    return known[kind];
  }

  private append(kind: SiteKind, node: t.Node, functionName: string, text: string): number {
    const line = node.loc?.start.line ?? this.line;
    const column = node.loc?.start.column ?? 0;
    this.rows.push(`${kind}${line - this.line},${column},${this.intern(functionName)},${this.intern(text)}`);
    this.line = line;
    return this.rows.length - 1;
  }

  /** The source text of a node on one line, shortened. */
  source(node: t.Node): string {
    if (node.start == null || node.end == null) return '';
    const text = this.code.slice(node.start, Math.min(node.end, node.start + 4 * LONGEST_TEXT)).replace(/\s+/g, ' ');
    return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
  }

  private intern(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.strings.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }
}
