// What the reports of the failing bodies name, for the benchmark of explanations: each is explored with the default settings, and the
// causes that its report names go to a JSON file per test file, from which benchmarks/explanations.js makes its table.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { explore } from 'lockstep';
import { describeFinding, type FindingReport } from '../../lib/src/report/finding-report';
import type { Pair } from './pair';

const folder = process.env.LOCKSTEP_CORPUS_EXPLAIN;

export const explaining = folder !== undefined;

/** As data: the benchmark judges it by the truths of `benchmarks/explanations/truths.json`. */
export interface Explanation {
  readonly name: string;
  readonly label: string;
  readonly report: FindingReport;
}

export function recordExplanation(subject: Pick<Pair, 'name' | 'failing' | 'options'>): void {
  test(`${subject.name}: what the report names`, async () => {
    const result = await explore(subject.failing.body, { ...subject.options, seed: 1, timeBudget: 60_000 });
    const { finding } = result;
    if (finding === null) throw new Error(`${subject.name}: not found.`);
    const report = describeFinding({ finding, tracePath: null, schedules: result.schedules });
    save({ name: subject.name, label: subject.failing.label, report });
  }, 120_000);
}

function save(explanation: Explanation): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${basename(expect.getState().testPath ?? 'unknown')}.json`);
  writeFileSync(file, JSON.stringify([...load(file), explanation], null, 2));
}

function load(file: string): Explanation[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
