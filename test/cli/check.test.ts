// `lockstep check`: verdicts, exit codes, errors that name file and line, and nothing half-written.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './project';

/** `0 write 1` … as JSON Lines. */
function jsonLines(
  ...events: (readonly [process: number, type: string, f: string, value?: unknown, key?: string])[]
): string {
  return events
    .map(([process, type, f, value, key]) => `${JSON.stringify({ process, type, f, value, key })}\n`)
    .join('');
}

const FINE = jsonLines([0, 'invoke', 'write', 1], [0, 'ok', 'write'], [0, 'invoke', 'read'], [0, 'ok', 'read', 1]);
const STALE = jsonLines([0, 'invoke', 'write', 1], [0, 'ok', 'write'], [1, 'invoke', 'read'], [1, 'ok', 'read', null]);

let project: Project;
beforeAll(() => {
  project = new Project();
  project.write('fine.jsonl', FINE);
  project.write('stale.jsonl', STALE);
  project.write('empty.jsonl', '\n');
  project.write('broken.jsonl', `${FINE}\n{"process":0,"type":"ok","f":"read"}\n`);
});
afterAll(() => project.remove());

const check = (...given: string[]) => project.run('check', ...given);

describe('the verdict', () => {
  it('ok ends with 0', async () => {
    const { code, out, notes } = await check('fine.jsonl', '--model', 'register');
    expect({ code, notes }).toEqual({ code: 0, notes: '' });
    expect(out).toContain('OK (linearizable, model register)');
  });

  it('violation ends with 1 and shows what contradicts what', async () => {
    const { code, out } = await check('stale.jsonl', '--model', 'register');
    expect(code).toBe(1);
    expect(out).toContain('VIOLATION (linearizable, model register)');
    expect(out).toContain('#1 read');
    expect(out).toContain('line 3');
  });

  it('unknown ends with 4', async () => {
    const processes = Array.from({ length: 13 }, (_, process) => process);
    project.write(
      'hard.jsonl',
      jsonLines(
        ...processes.map((process) => [process, 'invoke', 'increment', 2 ** process] as const),
        ...processes.map((process) => [process, 'ok', 'increment'] as const),
        [99, 'invoke', 'read'],
        [99, 'ok', 'read', 2 ** 21],
      ),
    );
    const { code, out } = await check('hard.jsonl', '--model', 'counter', '--max-configurations', '1000');
    expect(code).toBe(4);
    expect(out).toContain('UNKNOWN (linearizable, model counter)');
  });

  it('is that of the criterion', async () => {
    expect(await check('stale.jsonl', '--model', 'register', '--criterion', 'sequential')).toMatchObject({ code: 0 });
    expect(await check('fine.jsonl', '--criterion', 'causal')).toMatchObject({ code: 0 });
  });

  it('of several files is the worst, and each is named', async () => {
    const { code, out } = await check('fine.jsonl', 'stale.jsonl', '--model', 'register');
    expect(code).toBe(1);
    expect(out).toMatch(/^fine\.jsonl: OK [\s\S]*\nstale\.jsonl: VIOLATION /);
  });

  it('of the standard input', async () => {
    project.input = STALE;
    expect(await check('-', '--model', 'register')).toMatchObject({ code: 1 });
  });
});

describe('options', () => {
  it('--model-options go to the model', async () => {
    const read = jsonLines([0, 'invoke', 'read'], [0, 'ok', 'read', 7]);
    project.write('seven.jsonl', read);
    expect(await check('seven.jsonl', '--model', 'register')).toMatchObject({ code: 1 });
    expect(await check('seven.jsonl', '--model', 'register', '--model-options', '{"initial":7}')).toMatchObject({
      code: 0,
    });
  });

  it('--independent takes values as tuples, and objects apart', async () => {
    project.write(
      'keys.jsonl',
      jsonLines(
        [0, 'invoke', 'write', ['x', 1]],
        [0, 'ok', 'write', ['x', 1]],
        [0, 'invoke', 'read', ['y', null]],
        [0, 'ok', 'read', ['y', null]],
        [0, 'invoke', 'read', ['z', null]],
        [0, 'ok', 'read', ['z', 5]],
      ),
    );
    const { code, out } = await check('keys.jsonl', '--model', 'register', '--independent');
    expect(code).toBe(1);
    expect(out).toContain('part "z"');
    expect(await check('keys.jsonl', '--model', 'register', '--independent', '--key', 'x')).toMatchObject({ code: 0 });
    expect(await check('keys.jsonl', '--model', 'register', '--independent', '--key', 'w')).toEqual({
      code: 2,
      out: '',
      notes: 'keys.jsonl has no operation on the key "w": its keys are "x", "y", "z".\n',
    });
  });

  it('--mismatch makes refusals of failures', async () => {
    project.write(
      'cas.jsonl',
      jsonLines(
        [0, 'invoke', 'write', 1],
        [0, 'ok', 'write'],
        [0, 'invoke', 'cas', [1, 2]],
        [0, 'fail', 'cas', [1, 2]],
        [0, 'invoke', 'read'],
        [0, 'ok', 'read', 1],
      ),
    );
    expect(await check('cas.jsonl', '--model', 'cas-register')).toMatchObject({ code: 0 });
    expect(await check('cas.jsonl', '--model', 'cas-register', '--mismatch', 'cas')).toMatchObject({ code: 1 });
  });

  it('--json prints verdicts with the operations that say so, once', async () => {
    const { code, out } = await check('stale.jsonl', 'fine.jsonl', '--model', 'register', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      format: 'lockstep-check',
      version: 1,
      results: [
        { file: 'stale.jsonl', verdict: 'violation', operations: 2, criterion: 'linearizable', model: 'register' },
        { file: 'fine.jsonl', verdict: 'ok', witness: [0, 1], evidence: null },
      ],
      exitCode: 1,
    });
  });

  it('--json lists the anomalies of transactions, with their cycles', async () => {
    project.write(
      'skew.jsonl',
      jsonLines(
        [
          0,
          'invoke',
          'txn',
          [
            ['r', 'x', null],
            ['append', 'y', 1],
          ],
        ],
        [
          1,
          'invoke',
          'txn',
          [
            ['r', 'y', null],
            ['append', 'x', 1],
          ],
        ],
        [
          0,
          'ok',
          'txn',
          [
            ['r', 'x', []],
            ['append', 'y', 1],
          ],
        ],
        [
          1,
          'ok',
          'txn',
          [
            ['r', 'y', []],
            ['append', 'x', 1],
          ],
        ],
        [
          0,
          'invoke',
          'txn',
          [
            ['r', 'x', null],
            ['r', 'y', null],
          ],
        ],
        [
          0,
          'ok',
          'txn',
          [
            ['r', 'x', [1]],
            ['r', 'y', [1]],
          ],
        ],
      ),
    );
    const { out } = await check('skew.jsonl', '--criterion', 'serializable', '--json');
    expect((JSON.parse(out) as { results: object[] }).results[0]).toMatchObject({
      verdict: 'violation',
      anomalies: [
        {
          name: 'G2-item',
          alias: 'write skew',
          operations: expect.arrayContaining([0, 1]),
          cycle: { operations: [0, 1], edges: [{ kind: 'rw' }, { kind: 'rw' }] },
        },
      ],
      anomalyCounts: { 'G2-item': 1 },
      weakestViolated: ['repeatable-read'],
      strongestPossible: expect.arrayContaining(['strong-snapshot-isolation']),
    });
  });

  it('--assume takes the order of processes for that of versions', async () => {
    // Process 1 reads the newer value, then the older one.
    project.write(
      'backwards.jsonl',
      jsonLines(
        [0, 'invoke', 'txn', [['w', 'x', 1]]],
        [0, 'ok', 'txn', [['w', 'x', 1]]],
        [0, 'invoke', 'txn', [['w', 'x', 2]]],
        [0, 'ok', 'txn', [['w', 'x', 2]]],
        [
          1,
          'invoke',
          'txn',
          [
            ['r', 'x', null],
            ['w', 'y', 1],
          ],
        ],
        [
          1,
          'ok',
          'txn',
          [
            ['r', 'x', 2],
            ['w', 'y', 1],
          ],
        ],
        [
          2,
          'invoke',
          'txn',
          [
            ['r', 'y', null],
            ['r', 'x', null],
          ],
        ],
        [
          2,
          'ok',
          'txn',
          [
            ['r', 'y', 1],
            ['r', 'x', 1],
          ],
        ],
      ),
    );
    const given = ['backwards.jsonl', '--criterion', 'serializable'];
    expect(await check(...given)).toMatchObject({ code: 0 });
    expect(await check(...given, '--assume', 'sequential-keys')).toMatchObject({ code: 1 });
    const causal = ['backwards.jsonl', '--criterion', 'causal', '--assume', 'sequential-keys'];
    expect(await check(...causal)).toMatchObject({ notes: '' });
  });

  it('--initial is what transactions read before the first write', async () => {
    project.write(
      'zero.jsonl',
      jsonLines(
        [
          0,
          'invoke',
          'txn',
          [
            ['r', 'x', null],
            ['w', 'x', 1],
          ],
        ],
        [
          0,
          'ok',
          'txn',
          [
            ['r', 'x', 0],
            ['w', 'x', 1],
          ],
        ],
      ),
    );
    expect(await check('zero.jsonl', '--criterion', 'serializable')).toMatchObject({ code: 1 });
    expect(await check('zero.jsonl', '--criterion', 'serializable', '--initial', '0')).toMatchObject({ code: 0 });
  });

  it('of a large history what contradicts itself is told, and marked in the page', async () => {
    const events = Array.from({ length: 30 }, (_, value) => [
      [0, 'invoke', 'write', value] as const,
      [0, 'ok', 'write'] as const,
    ]).flat();
    project.write('large.jsonl', jsonLines(...events, [1, 'invoke', 'read'], [1, 'ok', 'read', 28]));
    const { out } = await check('large.jsonl', '--model', 'register', '--html', 'large.html');
    expect(out).toContain('These contradict each other');
    expect(out).toContain('\n  #29 write 29 (process 0, line 59)\n  #30 read -> 28 (process 1, line 61)\n');
    expect(out).not.toContain('#3 write 3');
    expect(readFileSync(join(project.root, 'large.html'), 'utf8')).toContain('These contradict each other');
  });

  it('--html writes a page, whole', async () => {
    const { notes } = await check('stale.jsonl', '--model', 'register', '--html', 'out.html');
    expect(notes).toBe('The history is drawn in out.html.\n');
    expect(readFileSync(join(project.root, 'out.html'), 'utf8')).toMatch(/<html[\s\S]*<\/html>\s*$/);
  });

  it('--html leaves nothing behind if it cannot write', async () => {
    project.write('folder/file', '');
    const before = readdirSync(project.root);
    const { code, notes } = await check('stale.jsonl', '--model', 'register', '--html', 'folder');
    expect(code).toBe(2);
    expect(notes).toContain('cannot be written');
    expect(readdirSync(project.root)).toEqual(before);
    expect(existsSync(join(project.root, 'folder', 'file'))).toBe(true);
  });
});

describe('errors', () => {
  it.each([
    [['nowhere.jsonl', '--model', 'register'], 'nowhere.jsonl cannot be read: ENOENT'],
    [['broken.jsonl', '--model', 'register'], 'broken.jsonl: line 6: '],
    [['fine.jsonl', '--model', 'queue'], 'fine.jsonl: '],
    [['empty.jsonl', '--model', 'register'], 'empty.jsonl holds no operation, so nothing was checked.'],
    [['fine.jsonl'], 'lockstep check: the criterion linearizable needs --model, one of register, cas-register,'],
    [['fine.jsonl', '--criterion', 'causal', '--model', 'register'], 'the criterion causal takes no --model.'],
    [['fine.jsonl', '--model', 'registre'], 'got "registre". Did you mean register?'],
    [['fine.jsonl', '--criterion', 'serialisable'], 'got "serialisable". Did you mean serializable?'],
    [['fine.jsonl', '--modell', 'register'], 'unknown option --modell. Did you mean --model?'],
    [['fine.jsonl', '--model', 'register', '--model-options', '7'], '--model-options should be an object in JSON'],
    [['fine.jsonl', '--model', 'register', '--model-options', '{"first":1}'], 'register() has no option `first`'],
    [['fine.jsonl', '--model', 'register', '--model-options', '{"intial":1}'], 'did you mean `initial`? See'],
    [
      ['fine.jsonl', '--criterion', 'causal-memory', '--assume', 'sequential-keys'],
      'the criterion causal-memory takes no --assume',
    ],
    [
      ['fine.jsonl', '--criterion', 'causal', '--model-options', '{"initial":7}'],
      'the criterion causal takes no --model-options',
    ],
    [
      ['fine.jsonl', '--criterion', 'serializable', '--assume', 'x'],
      '--assume should be one of sequential-keys, linear',
    ],
    [['fine.jsonl', '--model', 'register', '--timeout', 'soon'], '--timeout should be a number above 0, got "soon".'],
    [['fine.jsonl', '--model', 'register', '--max-memory', '0'], '--max-memory should be a number above 0, got "0".'],
    [['fine.jsonl', 'stale.jsonl', '--model', 'register', '--html', 'x'], '--html draws one history, got 2 files.'],
    [[], 'lockstep check: expected FILE…'],
  ])('%j: %s', async (given, message) => {
    const { code, out, notes } = await check(...given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toContain(message);
  });

  it('come as JSON where JSON was asked for', async () => {
    const { code, out } = await check('broken.jsonl', '--model', 'register', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ format: 'lockstep-error', code: 'bad-history' });
  });
});

describe('a file that cannot be judged', () => {
  const DEEP = 200_000;
  const nested = (open: string, close: string) => open.repeat(DEEP) + close.repeat(DEEP);
  const event = (value: string) => `{"process":0,"type":"invoke","f":"write","value":${value}}`;

  it.each([
    ['open brackets', '['.repeat(DEEP)],
    ['closed brackets', nested('[', ']')],
    ['braces of EDN', nested('{:a ', '}')],
    ['brackets in an event', event(nested('[', ']'))],
    ['objects in an event', event(nested('{"a":', '}').replace('}', '1}'))],
    ['brackets in an array of events', `[${event(nested('[', ']'))}]`],
    ['brackets in operations', `[{"ClientId":0,"Input":${nested('[', ']')},"Call":0,"Output":1,"Return":1}]`],
    ['brackets in EDN', `{:process 0, :type :invoke, :f :write, :value ${nested('[', ']')}}`],
    ['tags of EDN', `{:process 0, :type :invoke, :f :write, :value ${'#a '.repeat(DEEP)} 1}`],
    ['discarded values without an end', '#_ '.repeat(100_000)],
  ])('because of 200,000 %s ends in an answer', async (_, text) => {
    project.write('deep.txt', text);
    const { code, out, notes } = await check('deep.txt', '--model', 'register');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toMatch(/^deep\.txt(?:: line \d+: | is in none of the formats)/);
    expect(notes).not.toContain('lockstep failed');
  });

  it('but 100,000 discarded values are passed over', async () => {
    const values = ' 7'.repeat(100_000);
    project.write(
      'discards.edn',
      `${'#_ '.repeat(100_000)}${values} {:process 0, :type :invoke, :f :read} {:process 0, :type :ok, :f :read}`,
    );
    expect(await check('discards.edn', '--model', 'register')).toMatchObject({ code: 0 });
  });

  it('and a long string of brackets is no depth', async () => {
    project.write('text.jsonl', jsonLines([0, 'invoke', 'write', '["\\['.repeat(DEEP)], [0, 'ok', 'write']));
    expect(await check('text.jsonl', '--model', 'register')).toMatchObject({ code: 0 });
  });

  it.each([
    [['broken.jsonl', 'fine.jsonl'], 2],
    [['fine.jsonl', 'nowhere.jsonl', 'empty.jsonl'], 2],
    [['nowhere.jsonl', 'stale.jsonl'], 1],
  ])('loses only itself: %j', async (files, expected) => {
    const { code, out, notes } = await check(...files, '--model', 'register');
    expect(code).toBe(expected);
    for (const file of files) {
      if (/^(?:fine|stale)/.test(file))
        expect(out).toContain(`${file}: ${file === 'fine.jsonl' ? 'OK' : 'VIOLATION'} `);
      else expect(notes).toContain(`${file}`);
    }
  });

  it('is told in JSON beside the verdicts of the others', async () => {
    const { code, out } = await check('broken.jsonl', 'fine.jsonl', '--model', 'register', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      results: [{ file: 'fine.jsonl', verdict: 'ok' }],
      errors: [
        { file: 'broken.jsonl', code: 'bad-history', message: expect.stringContaining('broken.jsonl: line 6: ') },
      ],
      exitCode: 2,
    });
  });
});

describe('--clock ignore', () => {
  const events = [
    { process: 0, type: 'invoke', f: 'write', value: 1, time: 20 },
    { process: 0, type: 'ok', f: 'write', time: 10 },
  ];

  it('is what the message recommends, and takes the order of the file', async () => {
    project.write('clocks.jsonl', events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    const { code, notes } = await check('clocks.jsonl', '--model', 'register');
    expect(code).toBe(2);
    expect(notes).toContain('`lockstep check --clock ignore`');
    expect(await check('clocks.jsonl', '--model', 'register', '--clock', 'ignore')).toMatchObject({
      code: 0,
      notes: '',
    });
    expect((await check('clocks.jsonl', '--model', 'register', '--clock', 'off')).notes).toContain(
      '--clock should be one of check, ignore, got "off"',
    );
  });
});

it.each(['fine.jsonl', 'fine.json', 'fine.edn'])('a byte order mark in front of %s is no error', async (file) => {
  const array = `[${FINE.trim().split('\n').join(',')}]`;
  const edn = '{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type :ok, :f :read, :value nil}\n';
  const text = file.endsWith('.jsonl') ? FINE : file.endsWith('.json') ? array : edn;
  project.write(`bom-${file}`, `\uFEFF${text}`);
  project.input = `\uFEFF${text}`;
  expect(await check(`bom-${file}`, '--model', 'register')).toMatchObject({ code: 0, notes: '' });
  expect(await check('-', '--model', 'register')).toMatchObject({ code: 0, notes: '' });
});

const DATA = join(__dirname, '..', '..', '..', 'shared', 'data', 'histories');
const isThere = existsSync(DATA);

/** Names of histories with whether they are linearizable. */
const VERDICTS = isThere
  ? [...readFileSync(join(DATA, 'README.md'), 'utf8').matchAll(/^\| (\w[\w-]+) \|.*\| (NOT )?linearizable \|/gm)].map(
      ([, name = '', not]) => ({ name, code: not === undefined ? 0 : 1 }),
    )
  : [];

(isThere ? describe : describe.skip)('the public histories (needs ../shared/data/histories)', () => {
  it('of etcd have their verdicts, in one command', async () => {
    const etcd = VERDICTS.filter(({ name }) => name.startsWith('etcd_')).slice(0, 40);
    const files = etcd.map(({ name }) => join(DATA, 'jepsen', `${name}.log`));
    const { out } = await check(...files, '--model', 'cas-register', '--json');
    const { results } = JSON.parse(out) as { results: { verdict: string }[] };
    expect(results.map(({ verdict }) => (verdict === 'ok' ? 0 : 1))).toEqual(etcd.map(({ code }) => code));
    expect(results).toHaveLength(40);
  });

  it('of a key-value store have theirs', async () => {
    const store = VERDICTS.filter(({ name }) => /^c\d/.test(name));
    for (const { name, code } of store) {
      const given = [join(DATA, 'kv', `${name}.txt`), '--model', 'map', '--model-options', '{"initial":""}'];
      expect({ name, ...(await check(...given)) }).toMatchObject({ name, code });
    }
    expect(store).toHaveLength(6);
  });
});
