// Breaks a sentence into lines at its spaces; a word that is longer than a line is broken where the line ends.

/** @param indent stands before every line but the first, which keeps the spaces that it begins with */
export function wrapText(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = text.slice(0, text.length - text.trimStart().length);
  let empty = true;
  for (const word of text.trim().split(' ')) {
    const joined = empty ? line + word : `${line} ${word}`;
    empty = false;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = lines.length > 0 ? indent + word : line + word;
    for (; line.length > width; line = indent + line.slice(width)) lines.push(line.slice(0, width));
  }
  return line.trim() === '' ? lines : [...lines, line];
}

/** Puts as many parts into a line as fit. A part that is longer than a line is broken. */
export function packText(parts: readonly string[], width: number, gap = '   '): string[] {
  const lines: string[] = [];
  for (const part of parts.flatMap((long) => wrapText(long, width, '  '))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + gap.length + part.length <= width) lines[lines.length - 1] += gap + part;
    else lines.push(part);
  }
  return lines;
}
