// Growable shared buffers: each look at the length may come before or after a `grow` of another agent; `grow` and `byteLength` order what is around them.

import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { instrumentedSource } from '../../support/program';

const { explore } = runtime.api;

const OPTIONS = { iterations: 400, timeBudget: 0, latent: 'off', mustExplore: false, seed: 1 } as const;

type Body = (spawn: typeof spawnAgent, seen: Set<unknown>) => Promise<void>;

/** Two agents; `sab` has 4 bytes of at most 16, `a` and `d` follow its length. */
const program = (one: string, two: string): Body =>
  instrumentedSource(`async (spawn, seen) => {
    "use strict";
    const sab = new SharedArrayBuffer(4, { maxByteLength: 16 });
    const a = new Int32Array(sab), d = new DataView(sab);
    await new Promise((resolve) => {
      let left = 2;
      const done = () => void (--left === 0 && resolve());
      spawn('one', () => { ${one}; done(); });
      spawn('two', () => { ${two}; done(); });
    });
  }`) as Body;

async function outcomes(body: Body): Promise<{ readonly seen: readonly unknown[]; readonly races: readonly string[] }> {
  const seen = new Set<unknown>();
  const { warnings, finding } = await explore(() => body(spawnAgent, seen), OPTIONS);
  expect(finding?.error).toBeUndefined();
  return { seen: [...seen].sort(), races: warnings.filter((warning) => warning.startsWith('Data race')) };
}

describe('an agent stops before', () => {
  test.each([
    ['grow', 'sab.grow(8)', 'try { sab.grow(6); seen.add(1) } catch { seen.add(2) }', [1, 2]],
    ['byteLength of the buffer', 'sab.grow(8)', 'seen.add(sab.byteLength)', [4, 8]],
    ['length of an array', 'sab.grow(8)', 'seen.add(a.length)', [1, 2]],
    ['byteLength of an array', 'sab.grow(8)', 'seen.add(a.byteLength)', [4, 8]],
    ['byteLength of a view', 'sab.grow(8)', 'seen.add(d.byteLength)', [4, 8]],
    ['an element that is not there yet', 'sab.grow(8)', 'seen.add(String(a[1]))', ['0', 'undefined']],
    ['a write that is lost', 'sab.grow(8); seen.add(Atomics.load(a, 1))', 'a[1] = 3', [0, 3]],
    [
      'bytes of a view that are not there yet',
      'sab.grow(8)',
      'try { seen.add(d.getInt32(4)) } catch { seen.add("none") }',
      [0, 'none'],
    ],
    ['iteration', 'sab.grow(8)', 'let n = 0; for (const x of a) n++; seen.add(n)', [1, 2]],
    ['spread', 'sab.grow(8)', 'seen.add([...a].length)', [1, 2]],
    ['bulk methods', 'sab.grow(8); seen.add(Atomics.load(a, 1))', 'a.fill(7)', [0, 7]],
  ])('%s', async (_name, one, two, expected) => {
    expect((await outcomes(program(one, two))).seen).toEqual(expected);
  });
});

describe('data races', () => {
  test.each([
    ['of new bytes', 'sab.grow(8); a[1] = 1', 'a[1]', true],
    ['of a method that touches all, also what is new', 'sab.grow(8); a[1] = 1', 'a.fill(7)', true],
    ['what a length of a view does not order', 'a[0] = 1; sab.grow(8)', 'if (a.length === 2) a[0]', true],
    ['what byteLength of the buffer orders', 'a[0] = 1; sab.grow(8)', 'if (sab.byteLength === 8) a[0]', false],
    ['what another grow orders', 'a[0] = 1; sab.grow(8)', 'try { sab.grow(4) } catch { a[0] }', false],
    ['grow and looks', 'sab.grow(8)', 'a.length; sab.byteLength; a[5]; d.byteLength', false],
    ['bytes beside each other', 'sab.grow(8); a[1] = 1', 'a[0] = 1', false],
  ])('%s: %#', async (_name, one, two, expected) => {
    const { races } = await outcomes(program(one, two));
    expect(races.length > 0).toBe(expected);
  });
});

it('is what it is outside of an iteration', () => {
  const grow = instrumentedSource(`() => {
    const sab = new SharedArrayBuffer(4, { maxByteLength: 16 });
    const a = new Int32Array(sab);
    sab.grow(8);
    return [sab.byteLength, a.length, sab.growable, SharedArrayBuffer.prototype.grow.length, SharedArrayBuffer.prototype.grow.name];
  }`) as () => unknown;
  expect(grow()).toEqual([8, 2, true, 1, 'grow']);
});
