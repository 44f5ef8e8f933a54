import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendResults, readResults, type TestResultEntry } from '../../src/runner/result-document';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-results-'));
  path = join(folder, 'result.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = (name: string): TestResultEntry => ({
  file: 'a.test.ts',
  name: [name],
  outcome: 'pass',
  report: '',
  message: '',
});

describe('the result document', () => {
  it('collects entries, one writer after another', () => {
    appendResults(path, [entry('one')]);
    appendResults(path, [
      { ...entry('two'), outcome: 'bug', trace: '/t.json', shrunk: { from: 3, to: 1, attempts: 9 } },
    ]);
    expect(readResults(path)).toEqual({
      format: 'lockstep-result',
      version: 1,
      tests: [
        entry('one'),
        { ...entry('two'), outcome: 'bug', trace: '/t.json', shrunk: { from: 3, to: 1, attempts: 9 } },
      ],
    });
    expect(readdirSync(folder)).toEqual(['result.json']);
  });

  it('is none where nothing was written', () => {
    expect(readResults(path)).toBeNull();
    writeFileSync(path, '');
    expect(readResults(path)).toBeNull();
  });

  it('is refused if it is something else, with the place named', () => {
    writeFileSync(path, '{"format":"other"}');
    expect(() => readResults(path)).toThrow('is damaged: `format` should be one of lockstep-result, got "other"');
    writeFileSync(
      path,
      JSON.stringify({ format: 'lockstep-result', version: 1, tests: [{ ...entry('x'), outcome: 'maybe' }] }),
    );
    expect(() => readResults(path)).toThrow('`tests[0].outcome` should be one of bug, pass, divergence, skipped');
  });
});
