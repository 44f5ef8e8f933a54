// One text for everything that a seed determines: hashes of schedules, results, findings with their traces.

import { createHash } from 'node:crypto';
import { runtime } from '../../src/runtime';
import { instrumentedSource } from '../support/program';
import { PROGRAMS } from './programs';

const { tryIteration, explore } = runtime.api;

/** The digest of all programs (without shrinking, which is bounded by real time) under a seed; the same in every process. */
export async function digestOf(seed: number): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [name, source] of Object.entries(PROGRAMS)) {
    const body = instrumentedSource(source, { file: `${name}.js`, environment: true }) as () => unknown;
    const seen: unknown[] = [];
    for (const strategy of ['random', 'pct', 'pos'] as const)
      for (let iteration = 0; iteration < 20; iteration++) {
        const { hash, steps, choices, virtualTime } = await tryIteration(body, { seed, strategy, iteration });
        seen.push([hash, steps, choices, virtualTime]);
      }
    const { finding, schedules, distinct, maxChoices } = await explore(body, {
      seed,
      iterations: 150,
      timeBudget: 0,
      shrink: 0,
    });
    seen.push(schedules, distinct, maxChoices, finding === null ? null : comparable(finding.trace));
    digests[name] = createHash('sha256').update(JSON.stringify(seen)).digest('hex');
  }
  return digests;
}

/** Stacks hold frames of Node itself, which differ between versions; sources are all files that the process has loaded so far. */
function comparable<T extends { failure: object | null }>(trace: T): object {
  return { ...trace, sources: {}, failure: { ...trace.failure, stack: '' } };
}
