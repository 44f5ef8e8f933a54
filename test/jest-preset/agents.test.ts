// Several agents in one iteration, with the built package: what reports, shrinking and replay make of them.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTrace } from '../../src/trace';
import { projectFolder, ROOT, runJest, runJestIn } from './run-jest';

jest.setTimeout(240_000);

const FOLDER = projectFolder('agents');
const NODES = ['node-22', 'node-24'].map((name) => join(ROOT, 'test/node-versions/node_modules', name, 'bin/node'));
const node24 = NODES[1] as string;
const found = NODES.filter((node) => existsSync(node));
const onNode24 = existsSync(node24) ? it : it.skip;

afterAll(() => rmSync(join(FOLDER, '.lockstep'), { recursive: true, force: true }));

/** The lines of the text on one line each: long ones are folded. */
const unfolded = (message: string) => message.replace(/\n {4,}(?=\S)/g, ' ');

describe('the report of a race between agents', () => {
  const { output, tests } = runJest('agents', { args: ['races'] });
  const messageOf = (name: string) => tests.get(name)?.message ?? 'there is no such test';
  const folder = join(FOLDER, '.lockstep/traces');
  const preemption = readdirSync(folder).find((one) => one.startsWith('one-preemption')) as string;
  const { decisions } = loadTrace(join(folder, preemption));

  it('has a column for each agent and an arrow for each message, by its number', () => {
    const message = messageOf('messages lose an update');
    expect(message).toMatch(/^ +main +agent 1 account\.js \(0\.2\)$/m);
    expect(message).toMatch(/^ +\d* +0\.3: races\.test\.js:12 #1 → agent 1$/m);
    expect(message).toMatch(/^ +\d+ {10,}→ #1 from main, sent at races\.test\.js:12$/m);
    expect(message).toMatch(/^ {10,}account\.js:9 #3 → main$/m);
    expect(message).toMatch(/^ +\d+ +0\.5: → #3 from agent 1, sent at src\/account\.js:9$/m);
    expect(message).toContain('#5 → agent 1, not delivered by the end');
  });

  it('shrinks to the one preemption that it takes, and says what it comes before', () => {
    const message = unfolded(messageOf('one preemption among many'));
    expect(message).toMatch(/Schedule: 1 departure from the default order, shrunk from \d+/);
    expect(message).toMatch(/Critical: the failure needs the worker of task 0\.4 to start before `Atomics\.store/);
    expect(message).toMatch(/task 0\.2 read `shared\[0\]` \(0\) at src\/counter\.js:7/);
    const departures = decisions.filter(({ kind, choice }) => kind !== 'native' && choice !== 0);
    expect(departures.map(({ task, operation }) => [task, operation])).toEqual([['0.4', 'start']]);
    // Many others were possible.
    expect(decisions.filter(({ operation }) => operation === 'memory').length).toBeGreaterThan(20);
  });

  it('is silent on correct code', () => {
    expect(tests.get('many preemptions of correct code')).toEqual({ status: 'passed', message: '' });
    expect(tests.get('accesses that cannot be stopped at')).toEqual({ status: 'passed', message: '' });
  });

  it('names the accesses before which no schedule could stop, and only those', () => {
    const named = output.match(/Some accesses to shared memory are in code that cannot be stopped: .*?\. No/g);
    expect(named).toHaveLength(2);
    for (const one of named ?? [])
      expect(one).toMatch(
        /: `weights\[one\]` at src\/sorts\.js:6 \(\d+ times\), `weights\[other\]` at src\/sorts\.js:6 \(\d+ times\)\. No$/,
      );
    expect(messageOf('accesses that cannot be stopped at, in a failing test')).toMatch(
      /Not stopped at, since the code around cannot be:\n +`weights\[one\]` at src\/sorts\.js:6 \(2 times\)\n/,
    );
  });
});

it('a message is named by the call that sends it, whatever its form', () => {
  runJest('agents', { args: ['forms'] });
  const traces = join(FOLDER, '.lockstep/traces');
  const { events, sites } = loadTrace(join(traces, readdirSync(traces)[0] as string));
  const source = readFileSync(join(FOLDER, 'forms.test.js'), 'utf8').split('\n');
  const forms = events.flatMap((event) => {
    const site = event.type === 'send' ? sites[event.site] : undefined;
    return site === undefined ? [] : [[site.file, /\/\/ (.*)$/.exec(source[site.line - 1] ?? '')?.[1]]];
  });
  expect(forms).toEqual(Array.from({ length: 10 }, (_, index) => ['forms.test.js', `form ${index + 1}`]));
});

describe('the report of a deadlock between agents', () => {
  const options = existsSync(node24) ? { node: node24 } : {};
  const { tests } = runJest('agents', { args: ['deadlocks'], ...options });
  const messageOf = (name: string) => unfolded(tests.get(name)?.message ?? 'there is no such test');

  it('names the cell that is waited for, what it holds and who wrote it last', () => {
    const message = messageOf('mutexes in two orders');
    for (const [agent, task, cell, byte, other, otherTask] of [
      [1, '0.2', 1, 4, 2, '0.4'],
      [2, '0.4', 0, 0, 1, '0.2'],
    ])
      expect(message).toContain(
        `agent ${agent} (worker mutexes.js), task ${task}, waits for a notification of \`cells[${cell}]\` (byte ${byte} of shared buffer 1) ` +
          `at src/mutexes.js:9, which is 1; the last write seen there is by agent ${other} (worker mutexes.js), task ${otherTask}, at src/mutexes.js:9`,
      );
    expect(message).toContain('main waits for the end of agent 1 (worker mutexes.js), which is blocked');
    expect(message).toMatch(/mutexes\.js:9 waits for ever \(reads cells\[0\]: 1\)/);
    expect(message).not.toContain('Lost wake-up');
  });

  onNode24('names who holds a lock, who waits for it, and the ring', () => {
    const message = messageOf('locks in two orders');
    expect(message).toContain(
      'the lock "b" is held by task 0.4 of agent 2 (worker web-locks.js), which asked for it at src/web-locks.js:11; ' +
        'task 0.2 of agent 1 (worker web-locks.js) waits for it, asked for at src/web-locks.js:13',
    );
    expect(message).toContain("wait for each other's locks: none of them can go on");
  });

  it('names whose message is waited for', () => {
    const message = messageOf('nobody answers');
    expect(message).toContain('main waits for a message of agent 1 (worker silent.js)');
    expect(message).toContain('agent 1 (worker silent.js) waits for a message of its parent, main');
  });

  it('names who has the other end of a port', () => {
    const message = messageOf('each waits for the other to speak');
    expect(message).toMatch(
      /main: MessagePort 1 made at deadlocks\.test\.js:\d+:\d+ waits for a message; the other end is with agent 1/,
    );
    expect(message).toMatch(
      /agent 1 \(worker listener\.js\): MessagePort 3 made at .* waits for a message; the other end is with main/,
    );
  });

  it('names the worker whose end is waited for, and why it lives; not a message that nobody waits for', () => {
    const message = messageOf('the end of a worker that listens');
    expect(message).toContain(
      'main waits for the end of agent 1 (worker silent.js), which lives as long as it listens for messages',
    );
    expect(message).not.toContain('main waits for a message');
  });

  it('says who has notified, too', () => {
    expect(messageOf('a notification that came too early')).toMatch(
      /main, task 0, waits for a notification of `shared\[0\]` \(byte 0 of shared buffer 1\) at deadlocks\.test\.js:\d+, which is 0; the last notification seen there is by agent 1 \(worker \[worker eval\]\.js\), task 0\.2,/,
    );
  });

  it.each(['mutexes in one order', 'one of them speaks'])('is not made of correct code: %s', (name) => {
    expect(tests.get(name)).toEqual({ status: 'passed', message: '' });
  });

  onNode24('is not made of locks in one order', () => {
    expect(tests.get('locks in one order')).toEqual({ status: 'passed', message: '' });
  });
});

describe('traces of several agents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-agents-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    cpSync(FOLDER, folder, { recursive: true });
    rmSync(join(folder, '.lockstep'), { recursive: true, force: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });

  const record = (node: string) => {
    runJestIn(folder, { args: ['-t', 'messages lose|one preemption|nobody answers'], node });
    const traces = join(folder, '.lockstep/traces');
    return readdirSync(traces).map((name) => [name, readFileSync(join(traces, name), 'utf8')]);
  };
  const replay = (node: string, name: string) => {
    const { status, stdout, stderr } = spawnSync(node, [join(ROOT, 'lib/src/cli/main.js'), 'replay', name], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', LOCKSTEP_TIME_BUDGET: '' },
    });
    return { status, output: stdout + stderr };
  };

  it('are the same under every version of Node, and replay under each', () => {
    const own = record(process.execPath);
    expect(own).toHaveLength(3);
    for (const node of found) {
      expect(record(node)).toEqual(own);
      for (const name of ['messages lose', 'one preemption', 'nobody answers']) {
        const { status, output } = replay(node, name);
        expect(output).toContain('Reproduced: the recorded failure');
        expect(status).toBe(1);
      }
    }
  });

  it('say at which decision a worker whose file has changed goes another way', () => {
    record(process.execPath);
    const file = join(folder, 'src/counter.js');
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, source.replace('const seen', 'Atomics.load(shared, 3);\nconst seen'));
    const { status, output } = replay(process.execPath, 'one preemption');
    writeFileSync(file, source);
    expect(status).toBe(3);
    expect(output).toMatch(/left its trace at decision 6 of \d+: .* at src\/counter\.js:7:/);
    expect(output).toContain('Sources changed since the trace was recorded: src/counter.js.');
  });
});
