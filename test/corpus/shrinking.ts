// How well the failing bodies shrink: departures as found, after shrinking, and the fewest by brute force. The figures go to a JSON
// file per test file, from which benchmarks/shrink.js makes its table.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { explore, type Finding } from 'lockstep';
import { type Fewest, fewestDepartures } from './exhaustive';
import type { Pair } from './pair';

const folder = process.env.LOCKSTEP_CORPUS_SHRINK;

export const shrinking = folder !== undefined;

/** Schedules that the exhaustive search may run per body. */
const MOST = Number(process.env.LOCKSTEP_CORPUS_MOST ?? 100_000);
/** Of the findings of the first seeds, the one with the most departures is shrunk. */
const SEEDS = 10;

export interface Shrinking {
  readonly name: string;
  readonly label: string;
  readonly seed: number;
  readonly iteration: number;
  readonly found: number;
  readonly shrunk: number;
  /** What shrinking says of itself. */
  readonly provenFewest: boolean;
  readonly attempts: number;
  /** CPU milliseconds of finding and shrinking. */
  readonly time: number;
  readonly exhaustive: Fewest;
  /** Schedules that the exhaustive search might run. */
  readonly most: number;
  readonly seeds: number;
}

export function measureShrinking(subject: Pair): void {
  test(`${subject.name}: how small the failure becomes`, async () => {
    const { body } = subject.failing;
    const options = { ...subject.options, strategy: 'random', model: 'host', timeBudget: 60_000 } as const;
    let longest: { finding: Finding; seed: number } | null = null;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { finding } = await explore(body, { ...options, seed, shrink: 0 });
      if (finding !== null && (longest === null || size(finding) > size(longest.finding))) longest = { finding, seed };
    }
    if (longest === null) throw new Error(`${subject.name}: not found with ${SEEDS} seeds.`);
    const { seed } = longest;
    const before = process.cpuUsage();
    const { finding } = await explore(body, { ...options, seed });
    const { user, system } = process.cpuUsage(before);
    if (finding?.shrunk == null) throw new Error(`${subject.name}: not shrunk (${finding?.verdict}).`);
    const { iteration } = longest.finding.trace;
    const exhaustive = await fewestDepartures(body, { ...options, seed, iteration }, subject.bug, MOST);
    save({
      name: subject.name,
      label: subject.failing.label,
      seed,
      iteration,
      found: finding.shrunk.from,
      shrunk: finding.shrunk.to,
      provenFewest: finding.shrunk.fewest,
      attempts: finding.shrunk.attempts,
      time: (user + system) / 1000,
      exhaustive,
      most: MOST,
      seeds: SEEDS,
    });
  }, 600_000);
}

function size({ trace }: Finding): number {
  return trace.decisions.filter(({ kind, choice }) => kind !== 'native' && choice !== 0).length;
}

function save(result: Shrinking): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${basename(expect.getState().testPath ?? 'unknown')}.json`);
  writeFileSync(file, JSON.stringify([...load(file), result], null, 2));
}

function load(file: string): Shrinking[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
