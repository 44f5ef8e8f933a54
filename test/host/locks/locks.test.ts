// Web Locks as Node 24 has them. The Node that runs Jest may have none, so a process of Node 24 is asked.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { simulation } from '../../../src/engine/simulation';
import { HostAgent, hostAgent } from '../../../src/host/host-agent';
import { type GrantedLock, LockRequest } from '../../../src/host/locks/lock-table';
import { outcomeOf, verdictOf } from '../../support/iterate';
import { instrumented } from '../../support/program';

const node = join(__dirname, '../../node-versions/node_modules/node-24/bin/node');
const script = join(__dirname, '../../fixtures/locks/run.js');
const onNode24 = existsSync(node) ? it : it.skip;

function found<Result>(module: string): Result {
  const output = execFileSync(node, ['--no-warnings', script, module], { encoding: 'utf8' });
  return JSON.parse(output) as Result;
}

onNode24(
  'programs note the same under the undisturbed schedule as natively',
  () => {
    const programs = found<Record<string, { native: unknown[]; controlled: unknown[]; failure: unknown }>>('order');
    expect(Object.keys(programs).length).toBeGreaterThan(10);
    for (const [name, { native, controlled, failure }] of Object.entries(programs)) {
      expect(native.length).toBeGreaterThan(0);
      expect({ name, failure, notes: controlled }).toEqual({ name, failure: null, notes: native });
    }
  },
  120_000,
);

onNode24(
  'races and deadlocks are found, their correct twins are silent, and no lock is left behind',
  () => {
    const twins = found<Record<string, { racy: string; correct: string; held: number }>>('twins');
    expect(twins).toEqual({
      'the callback does not wait for its work': { racy: 'bug: error', correct: 'passed', held: 0 },
      'a writer that takes the lock as a reader': { racy: 'bug: error', correct: 'passed', held: 0 },
      'two locks in two orders': { racy: 'bug: deadlock', correct: 'passed', held: 0 },
      'work goes on although the lock was stolen': { racy: 'bug: error', correct: 'passed', held: 0 },
      'a check outside of the lock': { racy: 'bug: error', correct: 'passed', held: 0 },
    });
  },
  240_000,
);

it('where the realm has no locks, an iteration has none', async () => {
  const body = instrumented(async (note: (value: unknown) => void) => {
    note(typeof navigator === 'undefined' ? 'none' : typeof (navigator as { locks?: unknown }).locks);
  });
  const outside = typeof navigator === 'undefined' ? 'none' : typeof (navigator as { locks?: unknown }).locks;
  const notes: unknown[] = [];
  expect(await verdictOf(() => body((value) => notes.push(value)))).toBe('passed');
  expect(notes).toEqual([outside]);
});

describe('locks of several agents', () => {
  const from = (agent: HostAgent, mode: 'shared' | 'exclusive', callback: (lock: GrantedLock | null) => unknown) => {
    const { agent: current } = simulation;
    simulation.enter(agent);
    const request = new LockRequest('a', mode, callback);
    simulation.enter(current);
    return request;
  };

  it('are the same, and another agent is told in an event of its own', async () => {
    const notes: string[] = [];
    const { failure } = await outcomeOf(async () => {
      const { locks } = hostAgent();
      const worker = new HostAgent();
      expect(worker.locks).toBe(locks);
      locks.request(from(worker, 'exclusive', () => void notes.push('worker')));
      locks.request(from(hostAgent(), 'exclusive', () => void notes.push('main')));
      notes.push('asked');
    });
    expect(failure).toBeNull();
    expect(notes).toEqual(['asked']);
  });

  it('what an agent has held is free when it has ended', async () => {
    const notes: string[] = [];
    await outcomeOf(async () => {
      const { locks } = hostAgent();
      const worker = new HostAgent();
      locks.request(from(worker, 'exclusive', () => new Promise(() => {})));
      locks.request(from(worker, 'exclusive', () => void notes.push('never')));
      locks.request(from(hostAgent(), 'exclusive', () => void notes.push('main')));
      notes.push('asked');
      locks.left(worker);
      expect(locks.look()).toEqual({ held: [], pending: [] });
    });
    expect(notes).toEqual(['asked', 'main']);
  });
});
