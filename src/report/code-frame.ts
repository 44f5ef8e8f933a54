// Code frames: the few lines around a place, from @babel/code-frame.

import { codeFrameColumns } from '@babel/code-frame';

export interface CodeFrameOptions {
  readonly colour: boolean;
  /** Text of a source file, null if it cannot be had. */
  readonly sources: (file: string) => string | null;
}

/**
 * The frame of a place.
 * @param site `file:line:column`, the column counted from 1
 * @returns lines with the place as a heading; none if the source cannot be had
 */
export function codeFrame(site: string, note: string, { colour, sources }: CodeFrameOptions): string[] {
  const match = /^(.*):(\d+):(\d+)$/.exec(site);
  if (match === null) return [];
  const [, file = '', line, column] = match;
  const source = read(sources, file);
  if (source === null || Number(line) > source.split('\n').length) return [];
  const { text, first } = cut(source, Number(line), Number(column));
  const frame = codeFrameColumns(
    text,
    { start: { line: Number(line), column: Number(column) - first } },
    { linesAbove: 2, linesBelow: 1, highlightCode: colour, forceColor: colour, message: note },
  );
  return [`${file}:${line}`, ...frame.split('\n')];
}

/** A minified file has all of its code in a few lines: of long ones only what is around the place is shown. */
const LONGEST_LINE = 160;

/** @returns the source with its long lines cut, and how many characters were cut off before the place */
function cut(source: string, line: number, column: number): { text: string; first: number } {
  const lines = source.split('\n');
  const shown = lines.slice(Math.max(0, line - 3), line + 1);
  if (shown.every(({ length }) => length <= LONGEST_LINE)) return { text: source, first: 0 };
  const first = Math.max(0, column - LONGEST_LINE / 2);
  return { text: lines.map((text) => text.slice(first, first + LONGEST_LINE)).join('\n'), first };
}

function read(sources: CodeFrameOptions['sources'], file: string): string | null {
  try {
    return sources(file);
  } catch {
    return null;
  }
}
