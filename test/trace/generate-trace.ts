// Random traces from a seed: every kind of decision and event, odd texts, events that fit their decisions and events that do not.

import type { TraceEvent } from '../../src/engine/event';
import { OPERATION_KIND_NAMES } from '../../src/engine/operation-kinds';
import type { Site } from '../../src/engine/sites';
import { RandomSource } from '../../src/strategies/random-source';
import { siteText, TRACE_VERSION, type Trace, type TraceDecision } from '../../src/trace';
import { sampleTrace } from './sample-trace';

const TASKS = ['0', '0.1', '0.2', '0.2.1', '0.10', ''];
const TEXTS = [
  'undefined',
  '',
  'balance',
  'a "quoted" one',
  'línea\nnueva',
  '支払い',
  '\u2028',
  '\ud83d',
  '0',
  '[object Map]',
];
const SITE_KINDS = ['a', 'f', 'y', 'r', 'w', 'm', 'l', 't'] as const;

export function generateTrace(seed: number): Trace {
  const random = new RandomSource(seed, 0);
  const one = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const flag = () => random.below(2) === 1;
  const sites: Record<number, Site> = {};
  for (let id = 0; id < 1 + random.below(6); id++)
    sites[id * (1 + random.below(3))] = {
      file: one(['src/a.ts', 'test/b.test.ts']),
      line: random.below(90),
      column: random.below(9),
      function: one(TEXTS),
      kind: one(SITE_KINDS),
      text: one(TEXTS),
    };
  const siteIds = [-1, ...Object.keys(sites).map(Number)];
  const time = () => one([0, 0, random.below(1000), random.below(1000) / 8]);
  const decisions: TraceDecision[] = [];
  const events: TraceEvent[] = [];
  let step = 0;

  /** Takes a decision, and returns it with its number. */
  const decide = (kind: TraceDecision['kind'], options: number, site: number): TraceDecision & { decision: number } => {
    const decision = {
      kind,
      options,
      choice: random.below(options),
      task: one(TASKS),
      site: siteText(sites[site]),
      operation: kind === 'pick' || kind === 'late' ? one(OPERATION_KIND_NAMES) : kind,
      hash: random.below(2 ** 31),
    };
    decisions.push(decision);
    return { ...decision, decision: decisions.length - 1 };
  };

  const makers: (() => TraceEvent)[] = [
    () => {
      const site = one(siteIds);
      const { task, operation, options, choice, decision } = decide('pick', 2 + random.below(9), site);
      const said = { task, kind: operation as (typeof OPERATION_KIND_NAMES)[number] };
      return { type: 'step', step: ++step, ...said, site, time: time(), options, choice, decision };
    },
    () => {
      const site = one(siteIds);
      const { task, operation, choice, decision } = decide('late', 2, site);
      const said = { task, kind: operation as (typeof OPERATION_KIND_NAMES)[number] };
      return { type: 'latency', step, ...said, site, late: choice === 1, time: time(), decision };
    },
    () => {
      const { task, options, choice, decision } = decide('choose', 1 + random.below(6), -1);
      return { type: 'choose', step, task, site: one(siteIds), options, choice, decision };
    },
    () => {
      const { task, decision } = decide('native', 1, -1);
      return { type: 'native', step, task, site: one(siteIds), decision };
    },
    // The same as above, where the event and its decision say different things.
    () => {
      const { options, choice, decision } = decide('pick', 2, -1);
      return { type: 'step', step: ++step, task: '0.9', kind: 'timer', site: -1, time: 0, options, choice, decision };
    },
    () => {
      const { decision } = decide('late', 2, -1);
      return { type: 'latency', step, task: one(TASKS), site: -1, kind: 'await', late: flag(), time: 0, decision };
    },
    // What was no choice.
    () => ({
      type: 'step',
      step: ++step,
      task: one(TASKS),
      kind: one(OPERATION_KIND_NAMES),
      site: one(siteIds),
      time: time(),
      options: 1,
      choice: 0,
    }),
    () => ({
      type: 'latency',
      step,
      task: one(TASKS),
      site: one(siteIds),
      kind: 'completion',
      late: flag(),
      time: time(),
    }),
    () => ({ type: 'native', step, task: one(TASKS), site: one(siteIds) }),
    () => ({ type: 'choose', step, task: one(TASKS), site: one(siteIds), options: 1 + random.below(3), choice: 0 }),
    () => ({
      type: 'fork',
      step,
      task: one(TASKS),
      parent: one(TASKS),
      name: one(TEXTS),
      site: one(siteIds),
      agent: one([0, 0, 1, 7]),
    }),
    () => ({ type: 'suspend', step, task: one(TASKS), site: one(siteIds) }),
    () => ({ type: 'resume', step, task: one(TASKS), site: one(siteIds), threw: flag(), value: one(TEXTS) }),
    () => ({ type: 'return', step, task: one(TASKS), site: one(siteIds), threw: flag(), value: one(TEXTS) }),
    () => ({
      type: 'access',
      step,
      task: one(TASKS),
      site: one(siteIds),
      object: random.below(5) - 1,
      key: one(TEXTS),
      name: one(TEXTS),
      write: flag(),
      value: one(TEXTS),
      after: one(siteIds),
    }),
    () => ({ type: 'timer', step, task: one(TASKS), site: one(siteIds), delay: time(), cleared: flag(), time: time() }),
    () => ({ type: 'end', step, task: one(TASKS), site: one(siteIds), time: time(), failure: one([null, ...TEXTS]) }),
  ];
  const count = random.below(60);
  for (let index = 0; index < count; index++) events.push(one(makers)());
  return {
    ...sampleTrace(),
    version: TRACE_VERSION,
    test: { file: one(TEXTS), name: [one(TEXTS), one(TEXTS)] },
    seed: random.below(2 ** 31) * one([1, -1]),
    options: { maxSteps: 1 + random.below(1000), maxLatency: one([null, 0, 2.5]), isolate: flag() },
    sources: Object.fromEntries(TEXTS.slice(random.below(TEXTS.length)).map((text) => [text, 'a1b2'])),
    decisions,
    sites,
    events,
    ...(flag() && { failure: null }),
    ...(flag() && { critical: null }),
    ...(flag() && { leftOut: { events: random.below(9), oversized: flag() } }),
  };
}
