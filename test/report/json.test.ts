import { jsonReport } from '../../src/report';
import { CASES } from './cases';

const report = (name: string) => jsonReport({ finding: CASES[name] as (typeof CASES)[string], tracePath: 'a.json' });

describe('the report as data', () => {
  it.each(Object.keys(CASES))('of %s survives JSON unchanged', (name) => {
    expect(JSON.parse(JSON.stringify(report(name)))).toEqual(report(name));
  });

  it('says the same as the text, in fields', () => {
    expect(report('lost-update')).toMatchObject({
      format: 'lockstep-report',
      version: 1,
      verdict: 'bug',
      test: { file: 'test/account.test.ts', name: ['account', 'withdraws twice'] },
      seed: 12345,
      iteration: 7,
      strategy: 'pos',
      tracePath: 'a.json',
      reason: { kind: 'error', name: 'JestAssertionError', site: 'test/account.test.ts:10:30' },
      race: { kind: 'lost-update', name: 'this.balance' },
      shrunk: { from: 9, to: 1, attempts: 41 },
      departures: 1,
      critical: { kind: 'removal', decision: 0 },
      late: [{ operation: 'load', site: 'test/account.test.ts:3:3', task: '0.1', completed: true }],
      replay: 'npx lockstep replay a.json',
    });
    expect(report('lost-update').schedule.at(-1)).toMatchObject({ mark: 'failed', text: '<-- FAILED HERE' });
  });

  it('of a deadlock has who waits for what', () => {
    expect(report('deadlock').reason.waiting).toContain(
      'task 0.1 (transfer) waits for `to.acquire()` at src/transfer.ts:3',
    );
  });

  it('of a timeout says how slow the operation must be', () => {
    expect(report('timeout-race').late).toMatchObject([{ operation: 'server.get', completed: false, took: 100 }]);
  });

  it('of a latent finding names the await that would have to be slow', () => {
    expect(report('latent').latent).toContain('`MemoryRepository.load` at src/memory-repository.ts:8');
    expect(report('lost-update').latent).toBeNull();
  });

  it('of a very long run keeps to a size that can be read', () => {
    expect(report('step-bound').schedule.length).toBeLessThanOrEqual(500);
    expect(report('step-bound').steps).toBe(1000);
  });
});
