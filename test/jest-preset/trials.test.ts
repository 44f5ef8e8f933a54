// Small inputs from real programs, each with its right verdict, run with the built package and default options. Where a checkout has none of
// them, each is reported as skipped, by name.

import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JestRun, ROOT, runJestIn } from './run-jest';

const TRIALS = join(ROOT, '..', 'shared', 'trials');

interface Trial {
  /** Of the file, or of a folder of files. */
  readonly name: string;
  /** The tests that are to fail: parts of their messages that must be there, and must not. Of all others only their names count. */
  readonly fails: Readonly<Record<string, { readonly says?: RegExp; readonly not?: RegExp }>>;
  /** Plain tests that measure by the real clock: on a busy machine they may fail with or without the preset. */
  readonly byRealTime?: RegExp;
  /** Tests whose body gives no choice may say so. */
  readonly unearned?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const found = { says: /Lockstep found a bug/ };

const trials: readonly Trial[] = [
  { name: 'thread-pool', fails: {} },
  { name: 'native-continuations', fails: {}, byRealTime: /^plain promisified fake twice/ },
  { name: 'time-out-against-native', fails: {}, byRealTime: /^plain: \d+ times/ },
  { name: 'timers-and-globals', fails: {} },
  { name: 'fake-timers-visible', fails: {} },
  {
    name: 'interval-deadlock',
    fails: {
      'host, interval': { says: /Reason: Deadlock[\s\S]*waits for `woken`[\s\S]*Schedule: 1 departure/ },
      'host, no interval': { says: /Reason: Deadlock[\s\S]*waits for `woken`[\s\S]*Schedule: 1 departure/ },
    },
  },
  { name: 'leftover-state', fails: { 'config is in order': found, 'config is in order, isolate': found } },
  {
    name: 'slow-body',
    fails: { 'racy but slow': found },
    unearned: ['slow, nothing concurrent', 'slow, nothing concurrent 2', 'fast, nothing concurrent'],
  },
  { name: 'many-decisions', fails: { 'many decisions': found } },
  { name: 'many-tasks', fails: {}, env: { NT: '10000' } },
  {
    name: 'critical-immediate',
    fails: { 'b is first': { ...found, not: /completes? late; if it completes at once/ } },
  },
  {
    name: 'rtl',
    fails: { 'user-event racy': found, 'fireEvent racy': found, 'fetch racy': found },
  },
];

/** The trial in a project of its own, with the packages of this one. */
function run({ name, env = {} }: Trial): JestRun {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'lockstep-trial-'));
  try {
    const source = join(TRIALS, name);
    if (existsSync(source)) cpSync(source, folder, { recursive: true });
    else cpSync(`${source}.test.js`, join(folder, `${name}.test.js`));
    cpSync(join(TRIALS, 'config.js'), join(folder, 'config.js'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    writeFileSync(join(folder, 'jest.config.js'), "module.exports = { preset: 'lockstep' };");
    return runJestIn(folder, { env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isThere = ({ name }: Trial) => existsSync(join(TRIALS, name)) || existsSync(join(TRIALS, `${name}.test.js`));

describe.each(trials.map((trial) => [trial.name, trial] as const))('%s', (_, trial) => {
  (isThere(trial) ? it : it.skip)(
    'has the right verdict',
    () => {
      const { tests, failedFiles, output } = run(trial);
      expect([...failedFiles]).toEqual([]);
      if (tests.size === 0) throw new Error(output);
      const failed = [...tests].filter(([name, { status }]) => status !== 'passed' && !trial.byRealTime?.test(name));
      const isUnearned = ([name, { message }]: (typeof failed)[number]) =>
        (trial.unearned ?? []).includes(name) && message.includes('proves');
      expect(
        failed
          .filter((one) => !isUnearned(one))
          .map(([name]) => name)
          .sort(),
      ).toEqual(Object.keys(trial.fails).sort());
      for (const [name, { says, not }] of Object.entries(trial.fails)) {
        const { message } = tests.get(name) as { message: string };
        if (says) expect(message).toMatch(says);
        if (not) expect(message).not.toMatch(not);
      }
    },
    240_000,
  );
});
