// Random toy programs, and random schedules of them, from a seed.

import { RandomSource } from '../../../src/strategies/random-source';
import { type Instruction, type Program, runToy, type ToyRun } from './program';

const wait: Instruction = { do: 'await' };
const underLocks = (first: string, second: string): Instruction[] => [
  { do: 'lock', lock: first },
  wait,
  { do: 'lock', lock: second },
  { do: 'unlock', lock: second },
  { do: 'unlock', lock: first },
];

const CHANGE: Instruction[] = [wait, { do: 'read', variable: 'y' }, { do: 'increment', variable: 'y' }];
const WATCH: Instruction[] = [{ do: 'read', variable: 'y' }, wait, { do: 'expectUnchanged', variable: 'y' }];
const LOST_UPDATE: Instruction[] = [{ do: 'read', variable: 'x' }, wait, { do: 'increment', variable: 'x' }];

/** Kinds of programs with one to three blocks per task: locks taken in both orders, lost updates, watchers of changes. */
const KINDS = [
  [underLocks('a', 'b'), underLocks('b', 'a'), CHANGE, WATCH],
  [LOST_UPDATE, CHANGE, WATCH, [wait, wait]],
  [CHANGE, WATCH, WATCH],
];

/** A program from a seed: every other one has a bug that needs one particular order of all its tasks. */
export function generateProgram(seed: number): Program {
  const random = new RandomSource(seed, 0);
  return seed % 2 === 0 ? generateBlocks(random) : generateStages(random);
}

function generateBlocks(random: RandomSource): Program {
  const blocks = KINDS[random.below(KINDS.length)] ?? [];
  const tasks = Array.from({ length: 2 + random.below(2) }, () =>
    Array.from({ length: 1 + random.below(3) }, () => blocks[random.below(blocks.length)] ?? []).flat(),
  );
  const increments = tasks.flat().filter((one) => one.do === 'increment' && one.variable === 'x').length;
  return { tasks, strikes: 1 + random.below(3), forbiddenStage: 0, expected: { x: increments } };
}

function generateStages(random: RandomSource): Program {
  const count = 2 + random.below(3);
  const waits = () => Array.from({ length: 1 + random.below(count === 4 ? 1 : 2) }, () => wait);
  const stages = Array.from({ length: count }, (_, from): Instruction[] => [...waits(), { do: 'stage', from }]);
  const tasks = Array.from({ length: count }, (_, index) => stages.splice(random.below(count - index), 1)[0] ?? []);
  return { tasks, strikes: 1, forbiddenStage: count, expected: {} };
}

/** A random schedule: each decision departs from the default with probability one half. */
export function randomRun(program: Program, seed: number): ToyRun {
  const random = new RandomSource(seed, 1);
  const departures = new Map<number, number>();
  for (let decision = 0; decision < 200; decision++) {
    if (random.below(2) === 1) departures.set(decision, random.below(4) === 0 ? 2 : 1);
  }
  return runToy(program, departures);
}
