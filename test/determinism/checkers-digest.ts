// One text for everything that a check says and a generator draws: streams, verdicts, orders, patterns, configuration counts, pictures.

import { createHash } from 'node:crypto';
import {
  type CheckResult,
  checkCausal,
  checkLinearizable,
  checkSequentialConsistency,
  checkTransactions,
  drawHtml,
  formatResult,
  generate,
  type History,
  models,
} from '../../src/checkers';
import { randomReadsAndWrites } from '../checkers/causal/distinct-writes';
import { drawFrom } from '../checkers/reference/random-history';
import { corruptOne, simulatedHistory, simulatedRegister } from '../checkers/reference/simulated-history';
import { simulate } from '../checkers/reference/simulated-store';

/** Digests by subject; the same seed gives the same ones in every process. Models are made anew, since what was checked before is remembered by model. */
export async function digestOf(seed: number): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const [name, tell] of Object.entries(SUBJECTS)) {
    digests[name] = createHash('sha256')
      .update(JSON.stringify(tell(seed)))
      .digest('hex');
  }
  return digests;
}

const SUBJECTS: Readonly<Record<string, (seed: number) => unknown>> = {
  generators(seed) {
    const drawn: unknown[] = [];
    const clients = generate.mix([
      generate.random([{ f: 'read' }, (random) => ({ f: 'write', input: random.below(1000) })]),
      generate.weighted([
        [{ f: 'increment' }, 3],
        [(random, process) => ({ f: 'pick', input: [process, random.pick(['a', 'b', 'c'])] }), 2],
      ]),
    ]);
    const faults = generate.random([{ f: 'kill' }, { f: 'heal' }]);
    generate
      .withFaults(clients.take(200), faults, { probability: 0.2 })
      .each((operation) => drawn.push(operation), { seed });
    return drawn;
  },
  linearizable: (seed) =>
    registers(seed).map((history) => told(checkLinearizable(history, models.casRegister()), history)),
  sequential: (seed) =>
    registers(seed).map((history) => told(checkSequentialConsistency(history, models.casRegister()), history)),
  causal(seed) {
    const draw = drawFrom(seed);
    const histories = Array.from({ length: 20 }, () => randomReadsAndWrites(draw, 12));
    return histories.map((history) =>
      (['CC', 'CCv', 'CM'] as const).map((variant) => told(checkCausal(history, { variant }), history)),
    );
  },
  transactions(seed) {
    const draw = drawFrom(seed);
    return (['list-append', 'rw-register'] as const).flatMap((kind) =>
      (['none', 'stale-read', 'lost-update'] as const).map((bug) => {
        const store = { isolation: 'snapshot-isolation', bug, kind, transactions: 30, clients: 4, keys: 3 } as const;
        const history = simulate(draw, store);
        const result = checkTransactions(history);
        return [told(result, history), result.anomalies.map(({ name, text }) => [name, text])];
      }),
    );
  },
};

/** Small and large ones; every second one has a result that may be impossible. */
function registers(seed: number): History[] {
  return [6, 12, 40, 300].flatMap((size) => {
    const draw = drawFrom(seed + size);
    const history = simulatedHistory(draw, simulatedRegister(), { size, clients: 4, crashes: 20 });
    const changed = corruptOne(
      draw,
      history,
      (f) => f === 'read',
      () => 3,
    );
    return [history, changed];
  });
}

/** All of a result, and both of its pictures. */
function told(result: CheckResult, history: History): unknown {
  const { verdict, reason, witness, stuck, pattern, statistics } = result;
  const numbers = (operations: CheckResult['witness'] | undefined) => operations?.map(({ index }) => index);
  return [
    verdict,
    reason,
    numbers(witness),
    stuck && [numbers(stuck.order), stuck.state, stuck.candidates.map(({ reason: why }) => why)],
    pattern && [pattern.name, pattern.text, numbers(pattern.operations)],
    statistics,
    formatResult(result, { history }),
    drawHtml(history, result),
  ];
}
