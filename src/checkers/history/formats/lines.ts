// The lines of a text, one at a time: no array of a million strings.

export interface Line {
  /** Without blanks around it; never empty. */
  readonly content: string;
  /** 1-based. */
  readonly line: number;
  /** A line break follows. */
  readonly ended: boolean;
}

/** Lines that are not blank. */
export function* lines(text: string): Generator<Line> {
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const content = text.slice(start, end < 0 ? text.length : end).trim();
    line++;
    if (content !== '') yield { content, line, ended: end >= 0 };
    if (end < 0) return;
    start = end + 1;
  }
}
