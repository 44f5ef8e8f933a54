// A toy model of a run: small programs over shared variables and locks, scheduled as the engine does it (jobs in order, late
// operations by choice), deterministic, and small enough to try every schedule.

import type { TraceEvent } from '../../../src/engine/event';
import { type Departures, departuresOf, signature, type TraceDecision } from '../../../src/trace';

export type Instruction =
  /** An environment operation: completes at once or late, by choice. */
  | { readonly do: 'await' }
  | { readonly do: 'read'; readonly variable: string }
  /** Writes what was read last, plus one. */
  | { readonly do: 'increment'; readonly variable: string }
  | { readonly do: 'lock'; readonly lock: string }
  | { readonly do: 'unlock'; readonly lock: string }
  /** A strike if the variable is not what was read last. */
  | { readonly do: 'expectUnchanged'; readonly variable: string }
  /** Moves the stage from `from` to the next one, if it is there. */
  | { readonly do: 'stage'; readonly from: number };

export interface Program {
  readonly tasks: readonly (readonly Instruction[])[];
  /** Strikes that make a failure: how deep that bug is. */
  readonly strikes: number;
  /** The stage that must not be reached; 0: none. */
  readonly forbiddenStage: number;
  /** What each variable must be at the end. */
  readonly expected: Readonly<Record<string, number>>;
}

export interface ToyRun {
  readonly signature: string | null;
  readonly decisions: TraceDecision[];
  readonly events: TraceEvent[];
}

interface Strand {
  readonly id: string;
  readonly code: readonly Instruction[];
  readonly number: number;
  next: number;
  lastRead: number;
  after: number;
}

/** Runs the schedule that has `departures`. */
export function runToy(program: Program, departures: Departures): ToyRun {
  const decisions: TraceDecision[] = [];
  const events: TraceEvent[] = [];
  const variables = new Map<string, number>();
  const owners = new Map<string, Strand>();
  const waiting = new Map<string, Strand[]>();
  const jobs: Strand[] = [];
  const pending: Strand[] = [];
  let step = 0;
  let finished = 0;
  let strikes = 0;
  let stage = 0;
  let failure: string | null = null;

  const place = (strand: Strand, instruction: number) => `task${strand.number}.ts:${instruction + 1}:1`;
  const siteOf = (strand: Strand, instruction: number) => strand.number * 100 + instruction;
  const decide = (
    kind: TraceDecision['kind'],
    options: number,
    about: (choice: number) => [Strand, number, string],
  ) => {
    const wanted = departures.get(decisions.length) ?? 0;
    const choice = wanted < options ? wanted : 0;
    const [strand, instruction, operation] = about(choice);
    decisions.push({ kind, options, choice, task: strand.id, site: place(strand, instruction), operation, hash: 0 });
    return choice;
  };
  const access = (strand: Strand, instruction: number, variable: string, write: boolean, value: number) => {
    const object = ['x', 'y', 'a', 'b', 'stage', 'strikes'].indexOf(variable);
    events.push({
      type: 'access',
      step,
      task: strand.id,
      site: siteOf(strand, instruction),
      object,
      key: '',
      name: variable,
      write,
      value: String(value),
      after: strand.after,
    });
  };

  /** Runs a strand until it waits or ends. */
  const advance = (strand: Strand) => {
    while (failure === null) {
      const at = strand.next++;
      const instruction = strand.code[at];
      if (instruction === undefined) {
        finished++;
        return;
      }
      if (instruction.do === 'await') {
        const late = decide('late', 2, () => [strand, at, 'await']) === 1;
        events.push({ type: 'latency', step, task: strand.id, site: siteOf(strand, at), kind: 'await', late, time: 0 });
        strand.after = siteOf(strand, at);
        (late ? pending : jobs).push(strand);
        return;
      }
      if (instruction.do === 'lock') {
        access(strand, at, instruction.lock, true, 1);
        if (owners.has(instruction.lock)) {
          waiting.set(instruction.lock, [...(waiting.get(instruction.lock) ?? []), strand]);
          return;
        }
        owners.set(instruction.lock, strand);
      } else if (instruction.do === 'unlock') {
        access(strand, at, instruction.lock, true, 0);
        const [heir, ...rest] = waiting.get(instruction.lock) ?? [];
        waiting.set(instruction.lock, rest);
        if (heir === undefined) owners.delete(instruction.lock);
        else {
          owners.set(instruction.lock, heir);
          jobs.push(heir);
        }
      } else if (instruction.do === 'stage') {
        access(strand, at, 'stage', true, instruction.from);
        if (stage === instruction.from && ++stage === program.forbiddenStage) failure = 'error | forbidden stage';
      } else {
        const value = variables.get(instruction.variable) ?? 0;
        if (instruction.do === 'increment') {
          variables.set(instruction.variable, strand.lastRead + 1);
          access(strand, at, instruction.variable, true, strand.lastRead + 1);
        } else {
          access(strand, at, instruction.variable, false, value);
          if (instruction.do === 'read') strand.lastRead = value;
          else if (value !== strand.lastRead) {
            access(strand, at, 'strikes', true, strikes + 1);
            if (++strikes === program.strikes) failure = 'error | changed too often';
          }
        }
      }
    }
  };
  const drain = () => {
    for (let job = jobs.shift(); job !== undefined && failure === null; job = jobs.shift()) advance(job);
  };

  const strands = program.tasks.map(
    (code, index): Strand => ({ id: `0.${index + 1}`, code, number: index + 1, next: 0, lastRead: 0, after: -1 }),
  );
  for (const strand of strands) advance(strand);
  drain();
  while (failure === null && pending.length > 0) {
    step++;
    const options = pending.length;
    const about = (choice: number): [Strand, number, string] => [
      pending[choice] as Strand,
      (pending[choice] as Strand).next - 1,
      'await',
    ];
    const choice = options > 1 ? decide('pick', options, about) : 0;
    const [strand] = pending.splice(choice, 1) as [Strand];
    events.push({ type: 'step', step, task: strand.id, kind: 'await', site: strand.after, time: 0, options, choice });
    advance(strand);
    drain();
  }
  if (failure === null && finished < strands.length) {
    const stuck = [...waiting.values()]
      .flat()
      .map((strand) => ({ task: strand.id, name: '', site: place(strand, strand.next - 1) }));
    failure = signature({ kind: 'deadlock', name: 'Error', message: '', site: '', waiting: stuck });
  }
  const wrong = Object.entries(program.expected).find(([variable, value]) => (variables.get(variable) ?? 0) !== value);
  if (failure === null && wrong !== undefined) failure = `error | ${wrong[0]} is wrong`;
  events.push({ type: 'end', step, task: '0', site: -1, time: 0, failure });
  return { signature: failure, decisions, events };
}

/** What `shrink` takes: a trace with just the parts that it reads. */
export function toyTrace(run: ToyRun) {
  const failure = {
    kind: 'error' as const,
    name: '',
    message: '',
    stack: '',
    task: '',
    site: '',
    waiting: [],
    signature: run.signature ?? '',
  };
  return { failure: run.signature === null ? null : failure, decisions: run.decisions, events: run.events };
}

/**
 * Tries every schedule.
 * @returns fewest departures by signature of the failure, or null if there are more than `most` schedules
 */
export function fewestByExhaustion(program: Program, most: number): Map<string, number> | null {
  const fewest = new Map<string, number>();
  let schedules = 0;
  const visit = (departures: Departures, from: number): boolean => {
    if (++schedules > most) return false;
    const run = runToy(program, departures);
    const size = departuresOf(run.decisions).size;
    if (run.signature !== null) fewest.set(run.signature, Math.min(size, fewest.get(run.signature) ?? size));
    for (let index = from; index < run.decisions.length; index++) {
      const { options } = run.decisions[index] as TraceDecision;
      for (let choice = 1; choice < options; choice++) {
        if (!visit(new Map(departures).set(index, choice), index + 1)) return false;
      }
    }
    return true;
  };
  return visit(new Map(), 0) ? fewest : null;
}
