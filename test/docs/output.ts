// Compares what a command printed with what a page says it prints.

/** Takes out what differs from run to run: durations, how many schedules fit into a time budget, and how far a search comes in it. */
export function normalised(text: string): string {
  return text
    .replace(/ \(\d+(?:\.\d+)? m?s\)$/gm, '')
    .replace(/^Time: .*\n?/gm, '')
    .replace(/[\d,]+ schedules?, [\d,]+ distinct, [\d.]+ s$/gm, 'N schedules, N distinct, N s')
    .replace(/[\d,]+ schedules? \(all of .*\), [\d,]+ distinct, [\d.]+ s$/gm, 'N schedules (…), N distinct, N s')
    .replace(/(schedules? explored, [\d,]+ distinct), [\d.]+ s$/gm, '$1, N s')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

/** True if `actual` is `expected`, where a line that holds only `…` stands for any number of lines. */
export function matches(actual: string, expected: string): boolean {
  // Each part begins and ends with a line break; neighbours share it.
  const parts = `\n${normalised(expected)}\n`.split(/\n[ \t]*…(?=\n)/);
  const text = `\n${normalised(actual)}\n`;
  const last = parts.pop() as string;
  if (parts.length === 0) return text === last;
  let end = 1;
  for (const [number, part] of parts.entries()) {
    const found = text.indexOf(`${part}\n`, end - 1);
    if (found < 0 || (number === 0 && found > 0)) return false;
    end = found + part.length + 1;
  }
  return text.endsWith(last) && end - 1 <= text.length - last.length;
}

/** Numbers of schedules and iterations, which another release of a strategy changes. */
const NUMBERS = [/\bin iteration \d+ \(\d+ schedules? run\)/g, /-iter\d+-seed\d+/g];

/** What a page says, with the numbers of schedules that the command printed: each kind takes them in turn. */
export function renumbered(expected: string, actual: string): string {
  return NUMBERS.reduce((text, kind) => {
    const printed = actual.match(kind) ?? [];
    let next = 0;
    return text.replace(kind, (old) => printed[next++] ?? printed.at(-1) ?? old);
  }, expected);
}

/** The report of the first finding in a text, as pages print it: without what Jest puts around it. */
export function reportIn(output: string): string {
  const lines = output.split('\n');
  const start = lines.findIndex((line) => /\bLockstep found /.test(line));
  const end = lines.findIndex((line, index) => index > start && /^\s*Replay: /.test(line));
  if (start < 0 || end < 0) return '';
  const depth = (lines[start] as string).search(/\S/);
  return lines
    .slice(start, end + 1)
    .map((line) => line.slice(depth))
    .join('\n')
    .replace(/^BugFound: /, '');
}
