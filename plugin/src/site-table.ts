// The sites of one file, in the form in which the header hands them to the runtime.

import type { types as t } from '@babel/core';

/** As `SiteKind` of the runtime: await, function, yield, read, write, method, loop, host call, deadline. */
export type SiteKind = 'a' | 'f' | 'y' | 'r' | 'w' | 'm' | 'l' | 't' | 'd';

const LONGEST_TEXT = 60;

export class SiteTable {
  /** Kind, line, column, function and text of each site, one after the other. */
  readonly entries: (string | number)[] = [];
  /** One place has one site of a kind, in however many forms its function is compiled. */
  private readonly known = new Map<t.Node, Partial<Record<SiteKind, number>>>();
  private line = 0;

  constructor(private readonly code: string) {}

  get size(): number {
    return this.entries.length / 5;
  }

  /** The index within the file of the site of this kind at `node`, which is added unless there is one. */
  add(kind: SiteKind, node: t.Node, functionName: string, text: string = this.source(node)): number {
    let known = this.known.get(node);
    if (known === undefined) this.known.set(node, (known = {}));
    known[kind] ??= this.append(kind, node, functionName, text);
    return known[kind];
  }

  private append(kind: SiteKind, node: t.Node, functionName: string, text: string): number {
    this.line = node.loc?.start.line ?? this.line;
    this.entries.push(kind, this.line, node.loc?.start.column ?? 0, functionName, text);
    return this.size - 1;
  }

  /** The source text of a node on one line, shortened. */
  source(node: t.Node): string {
    if (node.start == null || node.end == null) return '';
    const text = this.code.slice(node.start, Math.min(node.end, node.start + 4 * LONGEST_TEXT)).replace(/\s+/g, ' ');
    return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
  }

  /**
   * `strings`: function names and texts, each once. `rows`: one per site, of kind, lines since the row before, column, function, text;
   * the last two as numbers of strings.
   */
  packed(): { strings: string[]; rows: string } {
    const numbers = new Map<unknown, number>();
    const number = (text: unknown) => {
      if (!numbers.has(text)) numbers.set(text, numbers.size);
      return numbers.get(text);
    };
    const rows: string[] = [];
    let last = 0;
    for (let index = 0; index < this.entries.length; index += 5) {
      const [kind, line, column, name, text] = this.entries.slice(index, index + 5);
      rows.push(`${kind}${Number(line) - last},${column},${number(name)},${number(text)}`);
      last = Number(line);
    }
    return { strings: [...numbers.keys()] as string[], rows: rows.join(' ') };
  }
}
