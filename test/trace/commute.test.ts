import type { TraceEvent } from '../../src/engine/event';
import { type Departures, departuresOf, shrink } from '../../src/trace';
import { commuted } from '../../src/trace/shrink/commute';
import { generateProgram, randomRun } from './toy/generate';
import { runToy } from './toy/program';

const decision = (kind: 'pick' | 'late', options: number, choice: number) => ({ kind, options, choice });
const latency = (task: string, step = 0): TraceEvent => ({
  type: 'latency',
  step,
  task,
  site: 1,
  kind: 'await',
  late: true,
  time: 0,
});
const step = (number: number, task: string, options: number, choice: number): TraceEvent => ({
  type: 'step',
  step: number,
  task,
  kind: 'await',
  site: 1,
  time: 0,
  options,
  choice,
});
const write = (number: number, task: string, object: number): TraceEvent => ({
  type: 'access',
  step: number,
  task,
  site: 2,
  object,
  key: 'x',
  name: 'x',
  write: true,
  value: '1',
  after: 1,
});
const end = (number: number): TraceEvent => ({
  type: 'end',
  step: number,
  task: '0',
  site: -1,
  time: 0,
  failure: 'error',
});

/** Tasks 0.1, 0.2 and 0.3 begin late operations, which complete in the order 0.2, 0.1, 0.3; each step then writes an object. */
function threeSteps(objects: readonly [number, number, number]) {
  return {
    decisions: [
      ...Array.from({ length: 3 }, () => decision('late', 2, 1)),
      decision('pick', 3, 1),
      decision('pick', 2, 0),
    ],
    events: [
      ...['0.1', '0.2', '0.3'].map((task) => latency(task)),
      step(1, '0.2', 3, 1),
      write(1, '0.2', objects[0]),
      step(2, '0.1', 2, 0),
      write(2, '0.1', objects[1]),
      step(3, '0.3', 1, 0),
      write(3, '0.3', objects[2]),
      end(3),
    ],
  };
}

describe('reordering independent steps', () => {
  it('puts steps that share nothing into the default order', () => {
    const { decisions, events } = threeSteps([1, 2, 3]);
    expect(commuted(decisions, events)).toEqual(new Map([0, 1, 2].map((late) => [late, 1])));
  });

  it('keeps the order of steps that write the same state', () => {
    const { decisions, events } = threeSteps([1, 1, 2]);
    expect(commuted(decisions, events)).toBeNull();
  });

  it('keeps the order of steps with a task in common', () => {
    const { decisions, events } = threeSteps([1, 2, 3]);
    const joined = events.map((event) =>
      event.type === 'access' && event.step === 2 ? { ...event, task: '0.2' } : event,
    );
    expect(commuted(decisions, joined)).toBeNull();
  });

  it('moves nothing across a step that has to do with time', () => {
    const { decisions, events } = threeSteps([1, 2, 3]);
    const timer: TraceEvent = { type: 'timer', step: 1, task: '0.2', site: 3, delay: 5, cleared: false, time: 0 };
    expect(commuted(decisions, [...events.slice(0, 5), timer, ...events.slice(5)])).toBeNull();
  });

  it('proposes nothing where events and decisions do not fit, or there are no events', () => {
    const { decisions, events } = threeSteps([1, 2, 3]);
    expect(commuted(decisions, [])).toBeNull();
    expect(commuted([...decisions, decision('pick', 7, 3)], events)).toBeNull();
    expect(
      commuted(
        decisions,
        events.filter((event) => event.type !== 'latency'),
      ),
    ).toBeNull();
  });

  it('is what shrinking tries first', () => {
    const { decisions, events } = threeSteps([1, 2, 3]);
    const failure = {
      kind: 'error',
      name: '',
      message: '',
      stack: '',
      task: '',
      site: '',
      waiting: [],
      signature: 'x',
    };
    const tried: Departures[] = [];
    shrink({ failure, decisions, events } as unknown as Parameters<typeof shrink>[0], (departures) => {
      tried.push(departures);
      return {
        signature: 'x',
        decisions: decisions.map((one, index) => ({ ...one, choice: departures.get(index) ?? 0 })),
      };
    });
    expect(tried[1]).toEqual(commuted(decisions, events));
  });

  it('changes nothing about the outcome of random toy programs, whose every access is recorded', () => {
    let proposals = 0;
    for (let seed = 0; seed < 1800; seed++) {
      const program = generateProgram(seed % 600);
      const run = randomRun(program, seed + 1000 * (seed % 3));
      const proposal = commuted(run.decisions, run.events);
      if (proposal === null) continue;
      proposals++;
      const again = runToy(program, proposal);
      expect({ seed, signature: again.signature }).toEqual({ seed, signature: run.signature });
      expect(departuresOf(again.decisions)).toEqual(proposal);
      expect(proposal.size).toBeLessThan(departuresOf(run.decisions).size);
    }
    expect(proposals).toBeGreaterThan(60);
  });
});
