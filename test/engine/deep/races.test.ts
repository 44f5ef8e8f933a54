// Data races: found on racy programs, whatever the schedule; silent on programs in which something orders the accesses.

import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { instrumentedSource } from '../../support/program';
import { algorithms } from './algorithms';

const { explore } = runtime.api;

const OPTIONS = { iterations: 300, timeBudget: 0, latent: 'off', mustExplore: false, seed: 1 } as const;

type Body = (spawn: typeof spawnAgent) => Promise<void>;

/** Two agents; `a` is an Int32Array, `b` the same bytes as Int8Array, `w` others as BigInt64Array. */
const program = (one: string, two: string): Body =>
  instrumentedSource(`async (spawn) => {
    const sab = new SharedArrayBuffer(16);
    const a = new Int32Array(sab), b = new Int8Array(sab), w = new BigInt64Array(sab, 8);
    await new Promise((resolve) => {
      let left = 2;
      const done = () => void (--left === 0 && resolve());
      spawn('one', () => { ${one}; done(); });
      spawn('two', () => { ${two}; done(); });
    });
  }`) as Body;

async function racesOf(body: Body): Promise<readonly string[]> {
  const { warnings, finding } = await explore(() => body(spawnAgent), OPTIONS);
  expect(finding?.error).toBeUndefined();
  return warnings.filter((warning) => warning.startsWith('Data race'));
}

describe('is one', () => {
  test.each([
    ['a write and a read', 'a[0] = 1', 'a[0]'],
    ['two writes', 'a[0] = 1', 'a[0] = 2'],
    ['an update', 'a[0]++', 'a[0]'],
    ['a plain write and an atomic read', 'a[0] = 1', 'Atomics.load(a, 0)'],
    ['an atomic write and a plain read', 'Atomics.store(a, 0, 1)', 'a[0]'],
    ['overlapping bytes', 'a[0] = 1', 'b[3]'],
    ['atomics of two sizes', 'Atomics.store(a, 0, 1)', 'Atomics.load(b, 1)'],
    ['bulk methods', 'a.fill(1)', 'a[3]'],
    [
      'a write to one place that a flag of another does not order',
      'Atomics.store(a, 1, 1); a[0] = 1',
      'while (Atomics.load(a, 1) === 0); a[0]',
    ],
    ['a plain flag', 'a[0] = 1; a[1] = 1', 'if (a[1] === 1) a[0]'],
    [
      'a flag that another plain write hides',
      'a[0] = 1; Atomics.store(a, 1, 1); a[1] = 1',
      'if (Atomics.load(a, 1) === 1) a[0]',
    ],
    ['DataView', 'new DataView(sab).setInt16(2, 1)', 'a[0]'],
  ])('%s', async (_name, one, two) => {
    expect(await racesOf(program(one, two))).not.toEqual([]);
  });
});

describe('is none', () => {
  test.each([
    ['two reads', 'a[0]', 'a[0]'],
    ['neighbours', 'b[0] = 1', 'b[1] = 1'],
    ['atomics of one size', 'Atomics.add(a, 0, 1)', 'Atomics.add(a, 0, 1)'],
    ['a flag', 'a[0] = 1; Atomics.store(a, 1, 1)', 'while (Atomics.load(a, 1) === 0); a[0] = 2'],
    ['a flag that is seen or not', 'a[0] = 1; Atomics.store(a, 1, 1)', 'if (Atomics.load(a, 1) === 1) a[0] = 2'],
    [
      'a chain of two flags',
      'a[0] = 1; Atomics.store(a, 1, 1); while (Atomics.load(a, 2) === 0); a[0] = 3',
      'while (Atomics.load(a, 1) === 0); a[0] = 2; Atomics.store(a, 2, 1)',
    ],
    ['an exchange', 'a[0] = 1; Atomics.exchange(a, 1, 1)', 'while (Atomics.compareExchange(a, 1, 1, 2) !== 1); a[0]'],
    ['a bigint flag', 'a[0] = 1; Atomics.store(w, 0, 1n)', 'while (Atomics.load(w, 0) === 0n); a[0]'],
    [
      'wait and notify',
      'a[0] = 1; Atomics.store(a, 1, 1); Atomics.notify(a, 1)',
      'while (Atomics.load(a, 1) === 0) Atomics.wait(a, 1, 0); a[0]',
    ],
    ['notify alone', 'a[0] = 1; while (Atomics.notify(a, 1) === 0)', 'if (Atomics.wait(a, 1, 0) === "ok") a[0]'],
  ])('%s', async (_name, one, two) => {
    expect(await racesOf(program(one, two))).toEqual([]);
  });

  test.each(['peterson', 'dekker', 'ticketLock', 'treiber', 'seqlock', 'ring', 'mutex', 'condition', 'doubleChecked'])(
    'the algorithm %s',
    async (name) => {
      const found = await racesOf((spawn) => algorithms[name]!.run(spawn, true, 1));
      // The body is told by a promise that the agents share, which no agents do: it orders nothing.
      expect(found.filter((race) => !race.includes('by main'))).toEqual([]);
    },
  );

  it('between what starts an agent and the agent', async () => {
    const body = instrumentedSource(`async (spawn) => {
      const a = new Int32Array(new SharedArrayBuffer(8));
      a[0] = 1;
      await new Promise((resolve) => {
        spawn('one', () => {});
        a[0] = 2;
        spawn('two', () => { a[0] = 3; resolve(); });
      });
    }`) as Body;
    expect(await racesOf(body)).toEqual([]);
  });
});

describe('says', () => {
  const body = program('a[0] = 1', 'b[3]');

  it('which accesses, whose, and which bytes', async () => {
    const [warning] = await racesOf(body);
    expect(warning).toMatch(
      /^Data race: the (?:write `a\[0\]`|read `b\[3\]`) at program-\d+\.js:\d+ by (?:one|two) \(task 0\.[12]\) and the (?:write `a\[0\]`|read `b\[3\]`) at program-\d+\.js:\d+ by (?:one|two) \(task 0\.[12]\) touch byte 3 of shared buffer 1, and nothing orders them\. They differ in the bytes that they touch, so a value may be torn\.$/,
    );
  });

  it('fails, if the option says so', async () => {
    const { finding } = await explore(() => body(spawnAgent), { ...OPTIONS, dataRaces: 'fail' });
    expect((finding?.error as Error | undefined)?.message).toMatch(/^Data race: /);
  });

  it('nothing, if the option says so', async () => {
    const { warnings } = await explore(() => body(spawnAgent), { ...OPTIONS, dataRaces: 'off' });
    expect(warnings.filter((warning) => warning.startsWith('Data race'))).toEqual([]);
  });
});
