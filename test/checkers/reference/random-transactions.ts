// Small random transactional histories: reads that are right, stale or wrong by chance, crashes and failures, overlaps in real time.

import type { OperationInput } from '../../../src/checkers';
import { History } from '../../../src/checkers';
import type { Draw } from './random-history';

export interface Shape {
  readonly transactions: number;
  readonly processes: number;
  readonly keys: number;
  readonly steps: number;
  /** One in so many loses its outcome or fails; 0: none. */
  readonly crashes: number;
}

type Step = [string, unknown, unknown];

/** Lists: appends of 1, 2, … in a random final order per key; reads are prefixes of it, followed by the transaction's own appends. */
export function randomListAppend(draw: Draw, shape: Shape): History {
  const inputs = plan(draw, shape, 'append');
  const orders = new Map<unknown, unknown[]>();
  for (const step of inputs.flatMap(({ outcome, input }) =>
    outcome === 'fail' && draw(8) > 0 ? [] : (input as Step[]),
  )) {
    if (step[0] !== 'append') continue;
    const order = orders.get(step[1]) ?? [];
    order.splice(order.length - draw(Math.min(2, order.length + 1)), 0, step[2]);
    orders.set(step[1], order);
  }
  return complete(inputs, (key, own) => {
    const order = (orders.get(key) ?? []).filter((element) => !own.includes(element) || draw(20) === 0);
    const back = draw(3) === 0 ? draw(order.length + 1) : Math.min(order.length, draw(2));
    const list = order.slice(0, order.length - back);
    return [...list, ...own];
  });
}

/** Registers: writes of 1, 2, …; reads return any value written to the key, the transaction's own if there is one. */
export function randomReadWrite(draw: Draw, shape: Shape): History {
  const inputs = plan(draw, shape, 'w');
  const steps = inputs.flatMap(({ outcome, input }) => (outcome === 'fail' && draw(8) > 0 ? [] : (input as Step[])));
  return complete(inputs, (key, own) => {
    if (own.length > 0 && draw(20) > 0) return own.at(-1);
    const written = steps.filter((step) => step[0] === 'w' && step[1] === key).map(([, , value]) => value);
    return [null, ...written][draw(written.length + 1)];
  });
}

function plan(draw: Draw, { transactions, processes, keys, steps, crashes }: Shape, write: string): OperationInput[] {
  let value = 0;
  const free = Array.from({ length: processes }, () => 0);
  let time = 0;
  return Array.from({ length: transactions }, (_, number) => {
    const process = draw(processes);
    const input = Array.from({ length: 1 + draw(steps) }, (): Step => {
      const key = 'xyz'[draw(keys)];
      return draw(2) === 0 ? ['r', key, null] : [write, key, ++value];
    });
    const call = Math.max((free[process] as number) + 1, time + draw(3));
    time = call;
    const end = call + 1 + draw(6);
    free[process] = end;
    const drawn = crashes > 0 ? draw(2 * crashes) : 2;
    const outcome = drawn === 0 ? 'info' : drawn === 1 ? 'fail' : 'ok';
    if (outcome === 'info') free[process] = call;
    const name = outcome === 'info' ? processes + number : process;
    return { process: name, f: 'txn', input, call, return: end, outcome } as const;
  });
}

function complete(inputs: readonly OperationInput[], read: (key: unknown, own: unknown[]) => unknown): History {
  return History.fromOperations(
    inputs.map((operation) => {
      if (operation.outcome !== 'ok') return operation;
      const own: Step[] = [];
      const output = (operation.input as Step[]).map((step): Step => {
        const mine = own.filter(([, key]) => key === step[1]).map(([, , value]) => value);
        if (step[0] === 'r') return ['r', step[1], read(step[1], mine)];
        own.push(step);
        return step;
      });
      return { ...operation, output };
    }),
  );
}
