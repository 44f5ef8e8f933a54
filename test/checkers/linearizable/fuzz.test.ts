// Every search against plain Wing-Gong, on small random histories with few values, unknown and refused operations: reductions that are not exact pass
// public histories and fail here.

import type { Model, Operation, OperationInput } from '../../../src/checkers';
import { History, illegal, oneOf } from '../../../src/checkers';
import { JustInTimeSearch } from '../../../src/checkers/linearizable/just-in-time';
import { makePart, type PartHistory, partition } from '../../../src/checkers/linearizable/make-part';
import { SmallSearch } from '../../../src/checkers/linearizable/small-search';
import { replayWitness } from '../../../src/checkers/witness';
import { SCALE } from '../reference/fuzz-scale';
import { type Draw, drawFrom, type OperationDraw, randomHistory } from '../reference/random-history';
import { wingGong } from '../reference/wing-gong';

const casRegister: Model<unknown> = {
  name: 'CAS register',
  init: () => null,
  step(state, { f, input, output, outcome }) {
    if (f === 'read')
      return outcome === 'info' || output === undefined || output === state ? state : illegal('another value');
    if (f === 'write') return input;
    const [from, to] = input as [unknown, unknown];
    if (outcome === 'mismatch') return state === from ? illegal('it would have succeeded') : state;
    return state === from ? to : illegal('it would have failed');
  },
  pure: ({ f, outcome }) => f === 'read' || outcome === 'mismatch',
  signature: ({ f, input, output, outcome }) =>
    `${f} ${f === 'read' ? output : input} ${outcome === 'mismatch' || f === 'read' ? outcome : ''}`,
  observes({ f, input, output, outcome }) {
    if (f === 'write' || (outcome === 'info' && f === 'read')) return [];
    if (f === 'read') return output === undefined ? [] : [output];
    return [(input as [unknown, unknown])[0]];
  },
};

/** The same without any hook: nothing but `step`. */
const bareRegister: Model<unknown> = { name: 'bare CAS register', init: casRegister.init, step: casRegister.step };

const registerOperation: OperationDraw = (draw) => {
  const f = ['read', 'read', 'write', 'cas'][draw(4)] as string;
  if (f === 'read') return { f, output: draw(4) === 0 ? null : draw(3) };
  if (f === 'write') return { f, input: draw(3) };
  return draw(2) === 0
    ? { f, input: [draw(3), draw(3)], outcome: 'mismatch' as const }
    : { f, input: [draw(3), draw(3)] };
};

const queue: Model<readonly number[]> = {
  name: 'queue',
  init: () => [],
  step(state, { f, input, output, outcome }) {
    if (f === 'enqueue') return [...state, input as number];
    if (outcome === 'blocked') return state.length === 0 ? illegal('it waits') : state.slice(1);
    if (outcome === 'info') return state.slice(1);
    if (output === null) return state.length === 0 ? state : illegal('it is not empty');
    return state[0] === output ? state.slice(1) : illegal('another head');
  },
  pure: ({ f, output }) => f === 'dequeue' && output === null,
};

const queueOperation: OperationDraw = (draw) => {
  if (draw(2) === 0) return { f: 'enqueue', input: draw(2) };
  if (draw(8) === 0) return { f: 'dequeue', outcome: 'blocked' as const };
  return { f: 'dequeue', output: draw(4) === 0 ? null : draw(2) };
};

/** Adds one or two, nobody knows which. */
const vagueCounter: Model<number> = {
  name: 'vague counter',
  init: () => 0,
  step(state, { f, output, outcome }) {
    if (f === 'add') return oneOf([state + 1, state + 2]);
    return outcome === 'info' || output === state ? state : illegal('another sum');
  },
  pure: ({ f }) => f === 'read',
};

const counterOperation: OperationDraw = (draw) => (draw(2) === 0 ? { f: 'add' } : { f: 'read', output: draw(5) });

/** One lock. Releases that find it free are refused. */
const lock: Model<boolean> = {
  name: 'lock',
  init: () => false,
  step(taken, { f, outcome }) {
    if (f === 'acquire') return taken ? illegal('taken') : true;
    if (outcome === 'mismatch') return taken ? illegal('taken') : taken;
    return taken ? false : outcome === 'info' ? false : illegal('free');
  },
  pure: ({ outcome }) => outcome === 'mismatch',
};

const lockOperation: OperationDraw = (draw) => {
  const f = draw(2) === 0 ? 'acquire' : 'release';
  if (f === 'acquire') return draw(5) === 0 ? { f, outcome: 'blocked' as const } : { f };
  return draw(5) === 0 ? { f, outcome: 'mismatch' as const } : { f };
};

const SUBJECTS: readonly (readonly [string, Model<never>, OperationDraw, number])[] = [
  ['CAS register with all hooks', casRegister as Model<never>, registerOperation, 8000],
  ['CAS register without hooks', bareRegister as Model<never>, registerOperation, 4000],
  ['queue with blocked operations', queue as Model<never>, queueOperation, 6000],
  ['counter with several next states', vagueCounter as Model<never>, counterOperation, 4000],
  ['lock with blocked operations', lock as Model<never>, lockOperation, 6000],
];

const SEARCHES = {
  return: { order: 'return' },
  call: { order: 'call' },
  thrifty: { order: 'return', thrifty: true },
} as const;

function judged(history: History, model: Model): { expected: boolean; part: PartHistory } {
  const [part] = partition(history.operations, model);
  return { expected: wingGong(history.operations, model), part: part as PartHistory };
}

function shape(draw: Draw): { size: number; processes: number; crashes: number } {
  return { size: 3 + draw(5), processes: 2 + draw(3), crashes: draw(3) === 0 ? 0 : 3 + draw(5) };
}

describe.each(SUBJECTS)('%s', (_name, subject, operation, runs) => {
  const model = subject as unknown as Model;

  test.each(['small', 'return', 'call', 'thrifty'] as const)(
    '%s search agrees with Wing-Gong, and its orders replay',
    (kind) => {
      const draw = drawFrom(kind.length * 1000 + runs);
      let legal = 0;
      for (let run = 0; run < runs * SCALE; run++) {
        const history = randomHistory(draw, operation, shape(draw));
        const { expected, part } = judged(history, model);
        if (expected) legal++;
        const made = makePart(part);
        const search = kind === 'small' ? new SmallSearch(made) : new JustInTimeSearch(made, SEARCHES[kind]);
        const verdict = search.run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
        if (verdict !== (expected ? 'ok' : 'violation')) throw new Error(`${verdict}: ${show(history)}`);
        if (!expected) continue;
        const numbers = typeof search.order === 'function' ? search.order() : search.order;
        const order = numbers.map((number) => made.operations[number] as Operation);
        const problem = replayWitness(part.operations, order, model, 'real time');
        if (problem !== null) throw new Error(`${problem}: ${show(history)}`);
      }
      expect(legal).toBeGreaterThan(runs * SCALE * 0.05);
      expect(legal).toBeLessThan(runs * SCALE * 0.95);
    },
  );

  test.each(['return', 'call', 'thrifty'] as const)(
    '%s search agrees with Wing-Gong among so many operations that are open all the time that sets of them take several words',
    (kind) => {
      const draw = drawFrom(kind.length * 2000 + runs);
      const wide = amongPassersBy(model);
      for (let run = 0; run < (runs / 40) * SCALE; run++) {
        const history = randomHistory(draw, operation, shape(draw));
        const expected = wingGong(history.operations, model) ? 'ok' : 'violation';
        const { operations } = History.fromOperations([...passersBy(draw), ...history.operations]);
        const part = { key: undefined, operations, model: wide };
        const made = makePart(part);
        const search = new JustInTimeSearch(made, SEARCHES[kind]);
        const verdict = search.run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
        if (verdict !== expected) throw new Error(`${verdict}: ${show(history)}`);
        if (verdict !== 'ok') continue;
        const order = search.order().map((number) => made.operations[number] as Operation);
        const problem = replayWitness(operations, order, wide, 'real time');
        if (problem !== null) throw new Error(`${problem}: ${show(history)}`);
      }
    },
  );
});

/** Operations that pass by leave every state as it is; of some of them the model does not say so. */
function amongPassersBy(model: Model): Model {
  const passes = ({ f }: Operation) => f.startsWith('pass');
  return {
    ...model,
    step: (state, operation) => (passes(operation) ? state : model.step(state, operation)),
    pure: (operation) => (passes(operation) ? operation.f === 'pass purely' : model.pure?.(operation) === true),
    ...(model.signature && {
      signature: (operation) => (passes(operation) ? operation.f : model.signature?.(operation)),
    }),
    ...(model.observes && { observes: (operation) => (passes(operation) ? [] : model.observes?.(operation)) }),
  };
}

/** They are called first and hold the first bits; up to 70 of each sort. */
function passersBy(draw: Draw): OperationInput[] {
  return ['pass', 'pass purely', 'pass unseen'].flatMap((f) =>
    Array.from({ length: [0, 31, 33, 70][draw(4)] as number }, (_, index): OperationInput => {
      const input = { process: `${f} ${index}`, f, call: -1 };
      return f === 'pass unseen' ? { ...input, outcome: 'info' } : { ...input, return: 1000 + index };
    }),
  );
}

function show(history: History): string {
  return history.operations
    .map(
      ({ process, f, input, output, outcome, call, return: end }) =>
        `${process}: ${f} ${JSON.stringify(input)} -> ${JSON.stringify(output)} ${outcome} [${call}, ${end}]`,
    )
    .join('\n');
}
