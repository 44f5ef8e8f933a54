import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadTrace, parseTrace, saveTrace, stringifyTrace, type Trace, TraceError } from '../../src/trace';
import { sampleTrace } from './sample-trace';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-format-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const traces = () => join(root, '.lockstep', 'traces');

/** Writes `text` to a file and returns what loading it throws. */
function errorOf(text: string): TraceError {
  const path = join(root, 'trace.json');
  writeFileSync(path, text);
  return thrownBy(() => loadTrace(path));
}

function thrownBy(run: () => unknown): TraceError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(TraceError);
    return error as TraceError;
  }
  throw new Error('nothing was thrown');
}

type TraceContent = { decisions: object[]; events: object[] };

/** The text of a trace whose parsed content was changed by hand, integrity left as it was. */
function edited(change: (content: TraceContent) => void): string {
  const content = JSON.parse(stringifyTrace(sampleTrace()));
  change(content);
  return JSON.stringify(content);
}

/** The text of a trace that claims to be unedited. */
function forged(changes: object): string {
  return stringifyTrace({ ...sampleTrace(), ...changes } as Trace);
}

describe('saving and loading', () => {
  it('gives back what was saved', () => {
    const trace = sampleTrace({ critical: null });
    expect(loadTrace(saveTrace(trace, root))).toEqual(trace);
  });

  it('names the file after test, iteration and seed, in .lockstep/traces', () => {
    expect(saveTrace(sampleTrace(), root)).toBe(join(traces(), 'account-withdraws-twice-iter7-seed12345.json'));
  });

  it('replaces the trace of the same test, seed and iteration', () => {
    saveTrace(sampleTrace({ strategy: 'pct' }), root);
    const path = saveTrace(sampleTrace({ strategy: 'random' }), root);
    expect(readdirSync(traces())).toEqual([basename(path)]);
    expect(loadTrace(path).strategy).toBe('random');
  });

  it('keeps the trace of another test whose name looks the same', () => {
    const first = saveTrace(sampleTrace(), root);
    const second = saveTrace(
      sampleTrace({ test: { file: 'test/other.test.ts', name: ['account', 'withdraws twice'] } }),
      root,
    );
    expect(second).not.toBe(first);
    expect(loadTrace(first).test.file).toBe('test/account.test.ts');
    expect(loadTrace(second).test.file).toBe('test/other.test.ts');
  });

  it('leaves no temporary file behind, not even after an error', () => {
    saveTrace(sampleTrace(), root);
    mkdirSync(join(traces(), 'account-withdraws-twice-iter8-seed12345.json'));
    expect(() => saveTrace(sampleTrace({ iteration: 8 }), root)).toThrow();
    expect(readdirSync(traces()).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('writes one line per field, decision and event', () => {
    const lines = stringifyTrace(sampleTrace()).split('\n');
    expect(lines).toContain('  "seed": 12345,');
    expect(lines.filter((line) => line.startsWith('    {"kind":"'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('    {"type":"'))).toHaveLength(4);
  });
});

describe('a trace that cannot be used', () => {
  it('missing: says where it looked', () => {
    const path = join(root, 'nowhere.json');
    const error = thrownBy(() => loadTrace(path));
    expect(error.code).toBe('missing');
    expect(error.path).toBe(path);
    expect(error.message).toBe(`There is no trace at ${path}. Run the failing test to record one, or check the path.`);
  });

  it('unreadable: a folder is no trace', () => {
    expect(thrownBy(() => loadTrace(root)).code).toBe('unreadable');
  });

  it('truncated: cut off anywhere', () => {
    const text = stringifyTrace(sampleTrace()).trimEnd();
    for (let length = 0; length < text.length; length += 7) {
      expect({ length, code: errorOf(text.slice(0, length)).code }).toEqual({ length, code: 'truncated' });
    }
    expect(errorOf(text.slice(0, -1)).message).toContain(`ends too early, after ${text.length - 1} characters`);
    expect(errorOf('').message).toContain('is empty');
  });

  it('not JSON: other text', () => {
    for (const text of ['step 1 send', 'PK\u0003\u0004', '<html>{</html>', '{} {}', "{'a': 1}"]) {
      expect({ text, code: errorOf(text).code }).toEqual({ text, code: 'not-json' });
    }
  });

  it('foreign: JSON of something else', () => {
    for (const text of ['[]', 'null', '7', '{"name":"package"}', '{"format":"other","version":1}']) {
      const error = errorOf(text);
      expect({ text, code: error.code }).toEqual({ text, code: 'foreign' });
      expect(error.message).toContain(`expected an object with "format": "lockstep-trace", got ${text}`);
    }
  });

  it('newer version: even if the rest is not understood', () => {
    const error = errorOf('{"format":"lockstep-trace","version":2,"whatever":true}');
    expect(error.code).toBe('newer-version');
    expect(error.message).toContain(
      'has trace version 2; this version of Lockstep reads versions up to 1. Update lockstep',
    );
  });

  it('invalid: names the field, what it should be and what it is', () => {
    expect(errorOf(forged({ seed: 'x' })).message).toContain('`seed` should be an integer, got "x"');
    expect(errorOf(forged({ decisions: undefined })).message).toContain('`decisions` is missing');
    expect(errorOf(forged({ test: { file: 'a.ts', name: ['a', 1] } })).message).toContain(
      '`test.name[1]` should be a string, got 1',
    );
    expect(errorOf(forged({ events: [{ type: 'jump' }] })).message).toContain(
      '`events[0].type` should be one of step, fork',
    );
    expect(errorOf(forged({ model: 'auto' })).code).toBe('invalid');
  });

  it('unknown decision: names the kind', () => {
    const [first] = sampleTrace().decisions;
    const error = errorOf(forged({ decisions: [first, { ...first, kind: 'fault' }] }));
    expect(error.code).toBe('unknown-decision');
    expect(error.message).toContain(
      'decision 1 is of the unknown kind "fault"; known kinds are pick, late, choose, native',
    );
  });

  it('inconsistent: a choice beyond the options', () => {
    const [first] = sampleTrace().decisions;
    const error = errorOf(forged({ decisions: [{ ...first, choice: 2 }] }));
    expect(error.code).toBe('inconsistent');
    expect(error.message).toContain('decision 0 takes option 2, but there were only 2 (numbered from 0)');
  });

  it('but the choice of a native completion is the number of the wait, which may be larger', () => {
    const [first] = sampleTrace().decisions;
    const decisions = [{ ...first, kind: 'native', options: 1, choice: 5 }];
    expect(parseTrace(forged({ decisions })).decisions).toEqual(decisions);
  });

  it('edited: any change of content', () => {
    const changes: ((content: TraceContent) => void)[] = [
      (content) => Object.assign(content, { seed: 1 }),
      (content) => Object.assign(content.decisions[0] as object, { choice: 0 }),
      (content) => Object.assign(content, { extra: true }),
      (content) => Object.assign(content, { integrity: undefined }),
      (content) => content.events.pop(),
    ];
    for (const change of changes) expect(errorOf(edited(change)).code).toBe('edited');
    expect(errorOf(edited((content) => Object.assign(content, { seed: 1 }))).message).toContain(
      'was changed after Lockstep wrote it',
    );
  });

  it('but another layout or order of fields is no edit', () => {
    const content = JSON.parse(stringifyTrace(sampleTrace()));
    const reversed = Object.fromEntries(Object.entries(content).reverse());
    expect(parseTrace(JSON.stringify(reversed, null, 4))).toEqual(sampleTrace());
  });

  it('every message names the file and says what to do', () => {
    const texts = [
      stringifyTrace(sampleTrace()).slice(0, 50),
      'x',
      '{}',
      '{"format":"lockstep-trace","version":9}',
      forged({ seed: null }),
      edited((content) => Object.assign(content, { seed: 1 })),
    ];
    for (const text of texts) {
      const { message } = errorOf(text);
      expect(message).toContain(join(root, 'trace.json'));
      expect(message).toMatch(
        /Record the bug again|record the bug again|Update lockstep|A trace is|expected an object/,
      );
    }
  });
});

describe('file names', () => {
  const nameOf = (...name: string[]) => basename(saveTrace(sampleTrace({ test: { file: 'a.ts', name } }), root));

  it('are plain, whatever the title', () => {
    expect(nameOf('Ünïcode & <signs> / "quotes"')).toBe('unicode-signs-quotes-iter7-seed12345.json');
    expect(nameOf('...')).toBe('test-iter7-seed12345.json');
  });

  it('tell long titles and titles in other scripts apart', () => {
    const long = 'x'.repeat(300);
    expect(nameOf(`${long}1`)).not.toBe(nameOf(`${long}2`));
    expect(nameOf(`${long}1`).length).toBeLessThan(130);
    expect(nameOf('支払い')).not.toBe(nameOf('返金'));
    expect(readFileSync(join(traces(), nameOf('支払い')), 'utf8')).toContain('支払い');
  });
});
