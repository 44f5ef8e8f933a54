// The boundary to native work, with the built package: what goes through Node's libraries, what Node really does, and what may come to a
// deadlock beside it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JestRun, projectFolder, runJest } from './run-jest';

let run: JestRun;
/** What the summary says of waits outside control, by test. */
let warnings: ReadonlyMap<string, string>;

beforeAll(() => {
  run = runJest('native');
  const said = run.output.matchAll(
    /^ {2}(.+): \d+ schedules?, .*\n {4}Some waits are not under control \(.+?\): (.*)$/gm,
  );
  warnings = new Map(Array.from(said, ([, name = '', places = '']) => [name, places]));
}, 240_000);

const failed = (of: JestRun) => [...of.tests].filter(([, { status }]) => status !== 'passed').map(([name]) => name);

it('no program that is right fails, be it bridged by Node or worked on by it', () => {
  expect(run.tests.size).toBeGreaterThan(30);
  expect(failed(run).sort()).toEqual(['beside an interval', 'definite', 'potential', 'the last event wins']);
});

it('the order of two completions that go through `events.once` is found, shrunk, and under control', () => {
  const message = run.tests.get('the last event wins')?.message ?? '';
  expect(message).toMatch(/Schedule: [12] departures? from the default order/);
  expect(message).not.toMatch(/Waits outside/);
});

it('a deadlock is definite only where nothing is there that may bring anything', () => {
  expect(run.tests.get('definite')?.message).toContain('Reason: Deadlock: nothing can run any more.');
  expect(run.tests.get('potential')?.message).toContain('Reason: Potential deadlock');
});

it('an interval that finds nothing to do hides no deadlock: who waits is named', () => {
  const message = run.tests.get('beside an interval')?.message ?? '';
  expect(message).toContain('Reason: Deadlock');
  expect(message).toMatch(/task 0 \(test\) waits for `woken` at stuck\.test\.js:\d+/);
});

describe('every wait outside control is named by the function of Node and its caller', () => {
  const CALLS: Readonly<Record<string, string>> = {
    'fs/promises': 'fs.promises.readFile',
    'promisify(fs.stat)': 'fs.stat',
    'promisify(zlib.gzip)': 'new Gzip',
    scrypt: 'crypto.scrypt',
    pbkdf2: 'crypto.pbkdf2',
    subtle: 'SubtleCrypto.digest',
    'dns.promises': 'dns.promises.lookup',
    execFile: 'child_process.execFile',
    spawn: 'child_process.spawn',
    socket: 'net.connect',
    Blob: 'Blob.arrayBuffer',
  };
  const source = readFileSync(join(projectFolder('native'), 'names.test.js'), 'utf8').split('\n');
  const kinds = source.flatMap((line, i) => {
    const kind = /^ {2}'?([^':]+)'?: \(\) =>/.exec(line)?.[1];
    return kind === undefined ? [] : [{ kind, line: i + 1 }];
  });

  it('there are kinds', () => expect(kinds.length).toBeGreaterThan(15));

  it.each(kinds)('$kind', ({ kind, line }) => {
    const next = kinds.find((other) => other.line > line)?.line ?? source.length;
    for (const way of ['awaited', 'in a combinator']) {
      const said = warnings.get(`${way}: ${kind}`) ?? '';
      const [, call, at] = /^`(.+?)` at names\.test\.js:(\d+) \(4 times\)/.exec(said) ?? [];
      expect({ way, call }).toEqual({ way, call: CALLS[kind] ?? kind });
      expect(Number(at)).toBeGreaterThanOrEqual(line);
      expect(Number(at)).toBeLessThan(next);
    }
  });

  it('that of a body that is not instrumented, too', () => {
    expect(warnings.get('not instrumented')).toMatch(/^`fs\.stat` \(4 times\)/);
  });
});
