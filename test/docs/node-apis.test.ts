// The table of Node's APIs in docs/uncontrolled.md is what running each of them, with the built package, finds out. UPDATE_DOCS=1 writes it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJest } from '../jest-preset/run-jest';
import { ROOT, readPage } from './markdown';

jest.setTimeout(240_000);

const PAGE = 'docs/uncontrolled.md';
const HEAD = [
  '| API | what it is | a timer of virtual time | its order is explored | a replay repeats it |',
  '|---|---|---|---|---|',
];

interface Row {
  readonly api: string;
  readonly kind: string;
  readonly time: string;
  readonly explored: string;
  readonly replay: string;
}

function measured(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-apis-'));
  try {
    const file = join(folder, 'table.json');
    const { tests } = runJest('apis', { env: { API_TABLE: file } });
    expect([...tests].filter(([, { status }]) => status !== 'passed')).toEqual([]);
    const rows = JSON.parse(readFileSync(file, 'utf8')) as Row[];
    return rows.map(
      ({ api, kind, time, explored, replay }) => `| ${api} | ${kind} | ${time} | ${explored} | ${replay} |`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('the table of APIs says what comes of running them', () => {
  const lines = readPage(PAGE).split('\n');
  const start = lines.indexOf(HEAD[0] as string);
  expect(start).toBeGreaterThan(0);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  const table = [...HEAD, ...measured()];
  if (process.env.UPDATE_DOCS === '1') {
    lines.splice(start, length, ...table);
    writeFileSync(join(ROOT, PAGE), lines.join('\n'));
  } else expect(lines.slice(start, start + length)).toEqual(table);
});
