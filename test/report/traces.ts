// Traces made by hand, one per kind of failure, as the engine would record them; with the sources that they talk about.

import type { TraceEvent } from '../../src/engine/event';
import type { Site, SiteKind } from '../../src/engine/sites';
import { signature, TRACE_VERSION, type Trace, type TraceDecision, type TraceFailure } from '../../src/trace';
import type { Finding } from '../../src/trace/finding';

export const SOURCES: Readonly<Record<string, string>> = {
  'src/account.ts': [
    "import type { Repository } from './repository';",
    '',
    'export class Account {',
    '  constructor(private readonly repository: Repository) {}',
    '',
    '  async withdraw(amount: number): Promise<void> {',
    '    const balance = await this.repository.load();',
    '    if (balance < amount) throw new RangeError("not enough");',
    '    await this.repository.save(balance - amount);',
    '  }',
    '}',
  ].join('\n'),
  'test/account.test.ts': [
    'const repository = {',
    '  balance: 100,',
    '  async load() { return this.balance; },',
    '  async save(balance: number) { this.balance = balance; },',
    '};',
    '',
    "ctest('withdraws twice', async () => {",
    '  const account = new Account(repository);',
    '  await Promise.all([account.withdraw(20), account.withdraw(30)]);',
    '  expect(repository.balance).toBe(50);',
    '});',
  ].join('\n'),
  'src/transfer.ts': [
    'export async function transfer(from: Lock, to: Lock) {',
    '  await from.acquire();',
    '  await to.acquire();',
    '  to.release();',
    '  from.release();',
    '}',
  ].join('\n'),
};

export const sources = (file: string): string | null => SOURCES[file] ?? null;

/** Sites by id. */
function siteTable(): Record<number, Site> {
  const site = (file: string, line: number, column: number, inside: string, kind: SiteKind, text: string): Site => ({
    file,
    line,
    column,
    function: inside,
    kind,
    text,
  });
  return {
    1: site('test/account.test.ts', 3, 2, 'load', 'f', 'load'),
    2: site('test/account.test.ts', 3, 24, 'load', 'r', 'this.balance'),
    3: site('test/account.test.ts', 4, 2, 'save', 'f', 'save'),
    4: site('test/account.test.ts', 4, 32, 'save', 'w', 'this.balance'),
    5: site('src/account.ts', 7, 20, 'Account.withdraw', 'a', 'this.repository.load()'),
    6: site('src/account.ts', 9, 4, 'Account.withdraw', 'a', 'this.repository.save(balance - amount)'),
    7: site('test/account.test.ts', 9, 2, '', 'a', 'Promise.all([account.withdraw(20), account.withdraw(30)])'),
    8: site('test/account.test.ts', 9, 21, '', 'f', 'Account.withdraw'),
    9: site('src/transfer.ts', 2, 2, 'transfer', 'a', 'from.acquire()'),
    10: site('src/transfer.ts', 3, 2, 'transfer', 'a', 'to.acquire()'),
    11: site('src/fetch.ts', 12, 6, 'withTimeout', 't', 'setTimeout(reject, 100)'),
    12: site('test/fetch.test.ts', 5, 10, 'server.get', 'a', 'null'),
    13: site('src/fetch.ts', 20, 2, 'load', 'a', 'withTimeout(server.get(url))'),
    14: site('src/poll.ts', 4, 4, 'poll', 'a', 'sleep(10)'),
    15: site('src/poll.ts', 6, 4, 'poll', 'a', 'job.status()'),
    16: site('src/memory-repository.ts', 8, 2, 'MemoryRepository.load', 'a', 'this.ready'),
  };
}

const base = { stack: '', task: '0', site: '', waiting: [] };

export function failureOf(
  changes: Partial<TraceFailure> & Pick<TraceFailure, 'kind' | 'name' | 'message'>,
): TraceFailure {
  const failure = { ...base, ...changes };
  return { ...failure, signature: signature(failure) };
}

export function traceOf(changes: Partial<Trace> & Pick<Trace, 'failure'>): Trace {
  return {
    format: 'lockstep-trace',
    version: TRACE_VERSION,
    lockstep: '0.1.0',
    test: { file: 'test/account.test.ts', name: ['account', 'withdraws twice'] },
    seed: 12345,
    iteration: 7,
    strategy: 'pos',
    model: 'host',
    options: { maxSteps: 10_000, maxLatency: null, isolate: false },
    sources: {},
    decisions: [],
    sites: siteTable(),
    events: [],
    ...changes,
  };
}

export function findingOf(trace: Trace, changes: Partial<Finding> = {}): Finding {
  return { verdict: 'bug', trace, shrunk: null, error: new Error(trace.failure?.message), ...changes };
}

const at = (step: number, task: string, site: number) => ({ step, task, site });
export const fork = (task: string, name: string, site: number): TraceEvent => ({
  type: 'fork',
  ...at(0, task, site),
  parent: '0',
  name,
  agent: 0,
});
export const suspend = (step: number, task: string, site: number): TraceEvent => ({
  type: 'suspend',
  ...at(step, task, site),
});
export const resume = (step: number, task: string, site: number, value = 'undefined'): TraceEvent => ({
  type: 'resume',
  ...at(step, task, site),
  threw: false,
  value,
});
export const late = (step: number, task: string, site: number, time = 0): TraceEvent => ({
  type: 'latency',
  ...at(step, task, site),
  kind: 'completion',
  late: true,
  time,
});
export const completes = (step: number, task: string, site: number, options = 1, choice = 0, time = 0): TraceEvent => ({
  type: 'step',
  ...at(step, task, site),
  kind: 'completion',
  time,
  options,
  choice,
});
export const fires = (step: number, task: string, site: number, time: number, options = 1, choice = 0): TraceEvent => ({
  type: 'step',
  ...at(step, task, site),
  kind: 'timer',
  time,
  options,
  choice,
});
export const read = (step: number, task: string, site: number, value: string, after = -1): TraceEvent => ({
  type: 'access',
  ...at(step, task, site),
  object: 1,
  key: 'balance',
  name: 'this.balance',
  write: false,
  value,
  after,
});
export const write = (step: number, task: string, site: number, value: string, after: number): TraceEvent => ({
  type: 'access',
  ...at(step, task, site),
  object: 1,
  key: 'balance',
  name: 'this.balance',
  write: true,
  value,
  after,
});
export const end = (step: number, task: string, failure: string, time = 0): TraceEvent => ({
  type: 'end',
  ...at(step, task, -1),
  time,
  failure,
});
export const decision = (
  kind: TraceDecision['kind'],
  options: number,
  choice: number,
  task: string,
  site: string,
  operation: string,
): TraceDecision => ({ kind, options, choice, task, site, operation, hash: 1 });
