// How many schedules each strategy needs until it finds the bug of a failing body, over several seeds. The figures go to a JSON
// file per test file, from which benchmarks/corpus.js makes its table.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { explore, type StrategyName } from 'lockstep';
import type { Pair } from './pair';

const folder = process.env.LOCKSTEP_CORPUS_MEASURE;

export const measuring = folder !== undefined;

export const STRATEGIES: readonly StrategyName[] = ['random', 'pct', 'fair-pct', 'idpct', 'pos', 'portfolio'];
const SEEDS = Number(process.env.LOCKSTEP_CORPUS_SEEDS ?? 20);
/** An exploration gives up after this many schedules. */
const MOST = 5000;

export interface Measurement {
  readonly name: string;
  readonly label: string;
  /** Percentage of failing random schedules under the toy scheduler, where known. */
  readonly toy: number | null;
  /** Schedules until the bug was found, one figure per seed; null: not within `most`. */
  readonly schedules: Readonly<Record<string, readonly (number | null)[]>>;
  readonly most: number;
}

export function measure(subject: Pair): void {
  test(`${subject.name}: schedules until the bug is found`, async () => {
    const schedules: Record<string, (number | null)[]> = {};
    for (const strategy of STRATEGIES) {
      schedules[strategy] = [];
      for (let seed = 1; seed <= SEEDS; seed++) {
        const limits = { iterations: MOST, timeBudget: 0, shrink: 0 };
        const result = await explore(subject.failing.body, { ...subject.options, ...limits, strategy, seed });
        schedules[strategy].push(result.finding === null ? null : result.schedules);
      }
    }
    save({ name: subject.name, label: subject.failing.label, toy: subject.toy ?? null, schedules, most: MOST });
  }, 600_000);
}

function save(measurement: Measurement): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${basename(expect.getState().testPath ?? 'unknown')}.json`);
  writeFileSync(file, JSON.stringify([...load(file), measurement], null, 2));
}

function load(file: string): Measurement[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
