// Replays of traces: strictly, as a prefix, and as near as the code still allows.

import { ReplayDivergence } from '../../src/runner/bug-found';
import type { ReplayMode } from '../../src/runner/environment-variables';
import { resolveOptions } from '../../src/runner/resolve-options';
import { runtime } from '../../src/runtime';
import type { Trace } from '../../src/trace';
import { instrumented } from '../support/program';

const { explore, replaySubject } = runtime.api;

const racing = async (steps: number) => {
  const order: string[] = [];
  const step = async (name: string) => {
    for (let i = 0; i < steps; i++) await null;
    order.push(name);
  };
  await Promise.all([step('a'), step('b')]);
  if (order[0] === 'b') throw new Error('b came first');
};

const body = instrumented(racing, { environment: true, file: 'racing.js' });

function replay(subject: () => unknown, trace: Trace, mode: ReplayMode, shrink = false) {
  const options = resolveOptions({});
  return replaySubject({ body: subject, test: trace.test }, options, trace, { mode, shrink, tracePath: null });
}

let trace: Trace;
beforeAll(async () => {
  const { finding } = await explore(() => body(2), { iterations: 300, timeBudget: 0, seed: 3 });
  if (finding === null) throw new Error('nothing was found');
  trace = finding.trace;
});

it('strict: the same failure, with the same trace', async () => {
  const { finding, sameBug } = await replay(() => body(2), trace, 'strict');
  expect(sameBug).toBe(true);
  expect(finding?.trace.decisions).toEqual(trace.decisions);
  expect(finding?.trace.events).toEqual(trace.events);
  expect(finding?.error).toEqual(new Error('b came first'));
});

it('strict: a trace that was read back from JSON replays as well', async () => {
  const read = JSON.parse(JSON.stringify(trace)) as Trace;
  expect(await replay(() => body(2), read, 'strict')).toMatchObject({ sameBug: true });
});

it.each([
  ['more decisions than the trace has', 3],
  ['fewer decisions than the trace has', 1],
])('strict: a body with %s diverges', async (_case, steps) => {
  const divergence = await replay(() => body(steps), trace, 'strict').catch((error) => error);
  expect(divergence).toBeInstanceOf(ReplayDivergence);
  expect(divergence.decision).toBeGreaterThanOrEqual(0);
  expect(divergence.message).toContain('left its trace at decision');
});

it('strict: another operation in the chosen place diverges, and says which was expected', async () => {
  const other = instrumented(racing, { environment: true, file: 'other.js' });
  const divergence = await replay(() => other(2), trace, 'strict').catch((error) => error);
  expect(divergence).toBeInstanceOf(ReplayDivergence);
  expect(divergence.detail).toContain('racing.js');
  expect(divergence.detail).toContain('other.js');
});

it('strict: a body that swallows every error diverges all the same', async () => {
  const swallowing = instrumented(
    async (choose: (n: number) => number) => {
      const task = async () => {
        try {
          choose(3);
        } catch {}
        await null;
      };
      await Promise.all([task(), task()]);
    },
    { environment: true },
  );
  await expect(replay(() => swallowing(runtime.api.choose), trace, 'strict')).rejects.toThrow(ReplayDivergence);
});

it('nearest: finds the bug again in a body with more steps', async () => {
  expect(await replay(() => body(3), trace, 'nearest')).toMatchObject({ sameBug: true });
});

it('nearest: a body without the bug passes', async () => {
  const fixed = instrumented(async () => {
    await null;
  });
  expect(await replay(() => fixed(), trace, 'nearest')).toMatchObject({ finding: null, sameBug: false });
});

it('prefix: follows the trace as far as it fits', async () => {
  expect(await replay(() => body(2), trace, 'prefix')).toMatchObject({ sameBug: true });
});

it('another failure is not the same bug', async () => {
  const worse = instrumented(
    async () => {
      await racingWith(new RangeError('something else'));
      async function racingWith(error: Error) {
        throw error;
      }
    },
    { environment: true },
  );
  const { finding, sameBug } = await replay(() => worse(), trace, 'nearest');
  expect(finding?.error).toBeInstanceOf(RangeError);
  expect(sameBug).toBe(false);
});

it('a replay may shrink again', async () => {
  const { finding } = await explore(() => body(2), { iterations: 300, timeBudget: 0, seed: 3, shrink: 0 });
  const { finding: shrunk } = await replay(() => body(2), finding?.trace as Trace, 'strict', true);
  expect(shrunk?.shrunk).toMatchObject({ to: 1, fewest: true });
});
