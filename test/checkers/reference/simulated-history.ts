// Histories of a real object under concurrent clients: each operation takes effect at one moment between its call and its return. Linearizable by
// construction, unless one result is corrupted. The same seed gives the same history.

import { History, type OperationInput, type Outcome } from '../../../src/checkers';
import type { Draw } from './random-history';

/** The object: draws an operation, and carries it out on the state that it keeps. */
export interface SimulatedObject {
  draw(draw: Draw, number: number): Pick<OperationInput, 'f' | 'input'> & { readonly key?: unknown };
  /** @returns what the operation answers */
  apply(operation: Pick<OperationInput, 'f' | 'input' | 'key'>): {
    readonly output?: unknown;
    readonly outcome?: Outcome;
  };
}

export interface Simulation {
  readonly size: number;
  readonly clients: number;
  /** About one in so many operations loses its outcome, after or without having taken effect; 0: none. */
  readonly crashes?: number;
  /** At most so many of them. */
  readonly maxCrashes?: number;
}

type Draft = { -readonly [Name in keyof OperationInput]: OperationInput[Name] };

interface Running {
  readonly draft: Draft;
  effective: boolean;
}

export function simulatedHistory(draw: Draw, object: SimulatedObject, simulation: Simulation): History {
  return History.fromOperations(simulatedOperations(draw, object, simulation));
}

export function simulatedOperations(draw: Draw, object: SimulatedObject, simulation: Simulation): Draft[] {
  const { size, clients, crashes = 0, maxCrashes = Number.POSITIVE_INFINITY } = simulation;
  const idle: number[] = Array.from({ length: clients }, (_, client) => client);
  const running: Running[] = [];
  const drafts: Draft[] = [];
  let nextProcess = clients;
  let crashed = 0;
  for (let time = 0; drafts.length < size || running.length > 0; ) {
    const choice = draw(3);
    if (drafts.length < size && idle.length > 0 && (choice === 0 || running.length === 0)) {
      const [process = 0] = idle.splice(draw(idle.length), 1);
      const draft: Draft = { process, call: time++, ...object.draw(draw, drafts.length) };
      drafts.push(draft);
      running.push({ draft, effective: false });
      continue;
    }
    const position = draw(Math.max(1, running.length));
    const chosen = running[position];
    if (chosen === undefined) continue;
    const { draft } = chosen;
    const crash = crashes > 0 && crashed < maxCrashes && draw(2 * crashes) === 0;
    if (crash) {
      crashed++;
      draft.outcome = 'info';
      delete draft.output;
      running.splice(position, 1);
      idle.push(nextProcess++);
    } else if (!chosen.effective) {
      chosen.effective = true;
      Object.assign(draft, { outcome: 'ok' }, object.apply(draft));
    } else if (choice !== 1) {
      draft.return = time++;
      running.splice(position, 1);
      idle.push(draft.process as number);
    }
  }
  return drafts;
}

/** Gives one of the completed operations that `selects` a result drawn by `corrupt`; the same history if there is none. */
export function corruptOne(
  draw: Draw,
  history: History,
  selects: (f: string) => boolean,
  corrupt: (draw: Draw, output: unknown) => unknown,
): History {
  const choices = history.operations.filter(({ f, outcome }) => outcome === 'ok' && selects(f));
  const chosen = choices[draw(Math.max(1, choices.length))];
  return History.fromOperations(
    history.operations.map((operation) =>
      operation === chosen ? { ...operation, output: corrupt(draw, operation.output) } : operation,
    ),
  );
}

/** A register with values 0 to `values` - 1, initially null; one in three operations is a compare-and-set unless `cas` is false. */
export function simulatedRegister({
  values = 5,
  cas = true,
}: {
  values?: number;
  cas?: boolean;
} = {}): SimulatedObject {
  let state: unknown = null;
  return {
    draw(draw) {
      const kind = draw(cas ? 3 : 2);
      if (kind === 0) return { f: 'read' };
      if (kind === 1) return { f: 'write', input: draw(values) };
      return { f: 'cas', input: [draw(values), draw(values)] };
    },
    apply({ f, input }) {
      if (f === 'read') return { output: state };
      if (f === 'write') {
        state = input;
        return {};
      }
      const [from, to] = input as [unknown, unknown];
      if (state !== from) return { outcome: 'mismatch' };
      state = to;
      return {};
    },
  };
}

/** A store of strings with few keys and tokens. */
export function simulatedStore({ keys = 2, tokens = 3 } = {}): SimulatedObject {
  const contents = new Map<unknown, string>();
  return {
    draw(draw) {
      const key = `k${draw(keys)}`;
      const kind = draw(5);
      if (kind < 2) return { f: 'get', key };
      return { f: kind < 4 ? 'append' : 'put', key, input: `${draw(tokens)}` };
    },
    apply({ f, key, input }) {
      const content = contents.get(key) ?? '';
      if (f === 'get') return { output: content };
      contents.set(key, f === 'put' ? (input as string) : content + input);
      return {};
    },
  };
}

/** One element of a set, added and removed again and again; every operation says whether it changed anything. */
export function simulatedElement(element: unknown): SimulatedObject {
  let isThere = false;
  return {
    draw: (draw) => ({ f: ['add', 'remove', 'contains'][draw(3)] as string, input: element }),
    apply({ f }) {
      const wasThere = isThere;
      if (f !== 'contains') isThere = f === 'add';
      return { output: f === 'add' ? !wasThere : wasThere };
    },
  };
}
