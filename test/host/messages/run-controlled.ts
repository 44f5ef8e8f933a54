// Runs programs in the undisturbed schedule of an iteration.

import { outcomeOf } from '../../support/iterate';
import { instrumentedSource } from '../../support/program';
import { type Record, TOOLS } from './run-natively';

export async function runControlled(source: string): Promise<Record> {
  const lines: string[] = [];
  const body = instrumentedSource(
    `(push) => { const threads = () => require('node:worker_threads'); return (${source})((${TOOLS})(push)); }`,
  ) as (push: (line: string) => void) => unknown;
  const { failure } = await outcomeOf(() => body((line) => lines.push(line)));
  return { lines, uncaught: failure === null ? null : String(failure.error) };
}
