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
  const frame = codeFrameColumns(
    source,
    { start: { line: Number(line), column: Number(column) } },
    { linesAbove: 2, linesBelow: 1, highlightCode: colour, forceColor: colour, message: note },
  );
  return [`${file}:${line}`, ...frame.split('\n')];
}

function read(sources: CodeFrameOptions['sources'], file: string): string | null {
  try {
    return sources(file);
  } catch {
    return null;
  }
}
