// The trace of a test that starts many tasks at once, as the engine records it: each reads a number, waits, and writes what it has read plus
// one.

import type { TraceEvent } from '../../src/engine/event';
import type { Site, SiteKind } from '../../src/engine/sites';
import { RandomSource } from '../../src/strategies/random-source';
import { siteText, type Trace, type TraceDecision } from '../../src/trace';
import { sampleTrace } from './sample-trace';

const site = (line: number, column: number, inside: string, kind: SiteKind, text: string): Site => ({
  file: 'test/deposits.test.ts',
  line,
  column,
  function: inside,
  kind,
  text,
});

const SITES = {
  1: site(3, 18, 'deposit', 'f', 'deposit'),
  2: site(4, 19, 'deposit', 'r', 'account.balance'),
  3: site(5, 4, 'deposit', 'a', 'bank.answer(amount)'),
  4: site(6, 4, 'deposit', 'w', 'account.balance'),
  5: site(10, 2, '', 'a', 'Promise.all(all)'),
  6: site(11, 6, '', 'r', 'account.balance'),
};

/** With `late: true` all answers of the bank are late, and every step is a choice. */
export function manyTasks(count: number, late = true): Trace {
  const random = new RandomSource(1, 0);
  const decisions: TraceDecision[] = [];
  const events: TraceEvent[] = [];
  const object = 1;
  const decide = (kind: TraceDecision['kind'], options: number, choice: number, task: string, place: Site) =>
    decisions.push({
      kind,
      options,
      choice,
      task,
      site: siteText(place),
      operation: 'await',
      hash: random.below(2 ** 31),
    }) - 1;
  const access = (step: number, task: string, at: number, write: boolean, value: number, after: number): void => {
    events.push({
      type: 'access',
      step,
      task,
      site: at,
      object,
      key: 'balance',
      name: 'account.balance',
      write,
      value: String(value),
      after,
    });
  };

  for (let index = 1; index <= count; index++) {
    const task = `0.${index}`;
    events.push({ type: 'resume', step: 0, task, site: 1, threw: false, value: 'undefined' });
    access(0, task, 2, false, 0, 1);
    const decision = decide('late', 2, late ? 1 : 0, task, SITES[3]);
    events.push({ type: 'latency', step: 0, task, site: 3, kind: 'await', late, time: 0, decision });
    events.push({ type: 'suspend', step: 0, task, site: 3 });
  }
  events.push({ type: 'suspend', step: 0, task: '0', site: 5 });
  for (let index = 1; index <= count; index++)
    events.push({ type: 'fork', step: 0, task: `0.${index}`, parent: '0', name: 'deposit', site: 1, agent: 0 });
  const waiting = Array.from({ length: count }, (_, index) => `0.${index + 1}`);
  let step = 0;
  while (waiting.length > 0) {
    const options = waiting.length;
    const choice = late ? random.below(options) : 0;
    const task = waiting[choice] as string;
    waiting[choice] = waiting[options - 1] as string;
    waiting.pop();
    if (late) {
      step++;
      const decision = options > 1 ? decide('pick', options, choice, task, SITES[3]) : undefined;
      events.push({
        type: 'step',
        step,
        task,
        kind: 'await',
        site: 3,
        time: 0,
        options,
        choice,
        ...(decision !== undefined && { decision }),
      });
    }
    events.push({ type: 'resume', step, task, site: 3, threw: false, value: '1' });
    access(step, task, 4, true, 1, 3);
    events.push({ type: 'return', step, task, site: 1, threw: false, value: 'undefined' });
  }
  events.push({
    type: 'resume',
    step,
    task: '0',
    site: 5,
    threw: false,
    value: '[undefined, undefined, undefined, …]',
  });
  access(step, '0', 6, false, 1, 5);
  events.push({ type: 'end', step, task: '0', site: 5, time: 0, failure: 'error: Error: lost an update' });
  return sampleTrace({ sites: SITES, decisions, events });
}
