import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  loadTrace,
  parseTrace,
  saveTrace,
  stringifyTrace,
  TRACE_VERSION,
  type TraceDecision,
  TraceError,
} from '../../src/trace';
import { documentOf } from '../../src/trace/file/encode';
import { forged } from './forge';
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

type TraceContent = { decisions: unknown[][]; events: unknown[][]; tasks: string[] };

/** The text of a trace whose parsed content was changed by hand, integrity left as it was. */
function edited(change: (content: TraceContent) => void): string {
  const content = JSON.parse(stringifyTrace(sampleTrace()));
  change(content);
  return JSON.stringify(content);
}

/** The text of the sample trace with other content, which claims to be unedited. */
function changed(changes: object): string {
  return forged({ ...documentOf(sampleTrace()), ...changes });
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

  it('keeps the trace of another test of the same name in the same file', () => {
    const first = saveTrace(sampleTrace(), root);
    const { test } = sampleTrace();
    const second = saveTrace(sampleTrace({ test: { ...test, occurrence: 2 } }), root);
    expect(basename(second)).toBe('account-withdraws-twice-2-iter7-seed12345.json');
    const lookalike = saveTrace(
      sampleTrace({ test: { file: test.file, name: ['account', 'withdraws twice 2'] } }),
      root,
    );
    expect([first, second, lookalike].map((path) => loadTrace(path).test)).toEqual([
      test,
      { ...test, occurrence: 2 },
      { file: test.file, name: ['account', 'withdraws twice 2'] },
    ]);
    expect(saveTrace(sampleTrace({ test: { ...test, occurrence: 2 } }), root)).toBe(second);
  });

  it('reads a file in front of which an editor has put a byte order mark', () => {
    const path = saveTrace(sampleTrace(), root);
    writeFileSync(path, `\uFEFF${readFileSync(path, 'utf8')}`);
    expect(loadTrace(path)).toEqual(sampleTrace());
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
    expect(
      lines.slice(
        lines.indexOf('  "decisions": ['),
        lines.findIndex((line) => line.startsWith('  "integrity"')),
      ),
    ).toEqual([
      '  "decisions": [',
      '[0,0,2,1,11],',
      '[1,0,2,0,22]',
      '  ],',
      '  "events": [',
      '[0,0,4],',
      '[1,1,4],',
      '["access",1,0,9,1,0,1,1,"80",4],',
      '["end",1,1,-1,0,"error"]',
      '  ],',
    ]);
  });

  it('writes the version of the format, whatever version was read', () => {
    const path = saveTrace(sampleTrace({ version: 1 }), root);
    expect(loadTrace(path).version).toBe(TRACE_VERSION);
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
    const error = errorOf('{"format":"lockstep-trace","version":3,"whatever":true}');
    expect(error.code).toBe('newer-version');
    expect(error.message).toContain(
      'has trace version 3; this version of Lockstep reads versions up to 2. Update lockstep',
    );
  });

  it('invalid: names the field, what it should be and what it is', () => {
    expect(errorOf(changed({ seed: 'x' })).message).toContain('`seed` should be an integer, got "x"');
    expect(errorOf(changed({ decisions: undefined })).message).toContain('`decisions` is missing');
    expect(errorOf(changed({ test: { file: 'a.ts', name: ['a', 1] } })).message).toContain(
      '`test.name[1]` should be a string, got 1',
    );
    expect(errorOf(changed({ model: 'auto' })).code).toBe('invalid');
    expect(errorOf(changed({ version: 0 })).message).toContain('`version` should be an integer of at least 1, got 0');
  });

  it.each([
    ['decisions', [0, 0, 2, 1], '`decisions[0].hash` is missing'],
    ['decisions', [0, 0, 2, 1, 11, 5], '`decisions[0]` should be a list of 5 values, got [0,0,2,1,11,5]'],
    ['decisions', [0, 0, 0, 0, 11], '`decisions[0].options` should be an integer of at least 1, got 0'],
    [
      'decisions',
      [7, 0, 2, 1, 11],
      '`decisions[0].operation` should be an index into `operations`, which has the entries 0 to 1, got 7',
    ],
    ['operations', ['pick', 'await'], '`operations[0].site` is missing'],
    ['sites', [4, 'a.ts', 1, 0, 'f', 'q', ''], '`sites[0].kind` should be one of a, f, y, r, w, m, l, t, d, got "q"'],
    ['events', ['jump', 0, 0, 4], '`events[0].type` should be one of step, fork'],
    ['events', { type: 'suspend' }, '`events[0]` should be a list, got {"type":"suspend"}'],
    ['events', ['suspend', 0, 9, 4], '`events[0].task` should be an index into `tasks`, which has the entries 0 to 1'],
    ['events', ['suspend', -1, 0, 4], '`events[0].step` should be an integer of at least 0, got -1'],
    ['events', ['resume', 0, 0, 4, true], '`events[0].threw` should be 0 or 1, got true'],
    ['events', ['resume', 0, 0, 4, 0, 'x', 1], '`events[0]` should be a list of 4 to 6 values'],
    ['events', ['fork', 0, 0, 4, 0, 5], '`events[0].name` should be an index into `names`, which has the entries'],
    ['events', ['step', 0, 0, 4, 0], '`events[0].kind` should be one of await, completion'],
    ['events', ['choose', 0, 0, 4, 0, 0], '`events[0].options` should be an integer of at least 1, got 0'],
    ['events', ['native', 0, 0, 4, 2], '`events[0].decision` should be an index into `decisions`'],
    ['events', [5, 0, 4], '`events[0].decision` should be an index into `decisions`, which has the entries 0 to 1'],
    ['events', [0, 0], '`events[0].site` is missing'],
  ])('invalid: names the place in a row of %s: %j', (table, row, message) => {
    const error = errorOf(
      changed({
        [table]: [row, ...(table === 'operations' ? [['pick', 'await', '']] : [])].concat(
          table === 'decisions' ? [[1, 0, 2, 0, 22]] : [],
        ),
      }),
    );
    expect(error.code).toBe('invalid');
    expect(error.message).toContain(message);
  });

  it('invalid: an event cannot carry out a decision about what is no operation', () => {
    const operations = [
      ['late', 'late', 'a.ts:1:1'],
      ['pick', 'await', 'a.ts:1:1'],
    ];
    expect(errorOf(changed({ operations })).message).toContain(
      '`events[0].kind` should be the kind of an operation (`operations[0]` says it), got "late"',
    );
  });

  it('unknown decision: names the kind', () => {
    const error = errorOf(
      changed({
        operations: [
          ['late', 'await', ''],
          ['fault', 'await', ''],
        ],
      }),
    );
    expect(error.code).toBe('unknown-decision');
    expect(error.message).toContain(
      'decision 1 is of the unknown kind "fault"; known kinds are pick, late, choose, native',
    );
  });

  it('inconsistent: a choice beyond the options', () => {
    const error = errorOf(
      changed({
        decisions: [
          [0, 0, 2, 2, 11],
          [1, 0, 2, 0, 22],
        ],
      }),
    );
    expect(error.code).toBe('inconsistent');
    expect(error.message).toContain('decision 0 takes option 2, but there were only 2 (numbered from 0)');
  });

  it('but the choice of a native completion is the number of the wait, which may be larger', () => {
    const [first] = sampleTrace().decisions;
    const trace = sampleTrace({
      decisions: [{ ...first, kind: 'native', options: 1, choice: 5 } as TraceDecision],
      events: [],
    });
    expect(parseTrace(stringifyTrace(trace)).decisions).toEqual(trace.decisions);
  });

  it('edited: any change of content', () => {
    const changes: ((content: TraceContent) => void)[] = [
      (content) => Object.assign(content, { seed: 1 }),
      (content) => (content.decisions[0] as unknown[]).splice(3, 1, 0),
      (content) => (content.tasks[0] = '0.7'),
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
      changed({ seed: null }),
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
