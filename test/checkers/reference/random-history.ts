// Small random histories for fuzzing: overlapping intervals, few values, crashes, failures. The same seed gives the same histories.

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { OperationInput, Outcome } from '../../../src/checkers';
import { History } from '../../../src/checkers';

/** Draws an integer in [0, n). */
export type Draw = (n: number) => number;

export function drawFrom(seed: number): Draw {
  const generator = xoroshiro128plus(Math.imul(seed + 1, 0x9e3779b1) ^ (seed >>> 3));
  return (n) => (generator.next() >>> 0) % n;
}

/** What one operation asks and gets, drawn at random; its times are drawn by `randomHistory`. */
export type OperationDraw = (draw: Draw) => Pick<OperationInput, 'f' | 'input' | 'output'> & {
  readonly key?: unknown;
  readonly outcome?: Outcome;
};

/**
 * Operations of `processes` processes, each one after the other, with random overlaps between processes. About one in `crashes` loses its
 * outcome (its process goes on under a new name); 0: none.
 */
export function randomHistory(
  draw: Draw,
  operation: OperationDraw,
  { size = 6, processes = 3, crashes = 6 } = {},
): History {
  const names = Array.from({ length: processes }, (_, index) => index);
  const open: { input: OperationInput & { return?: number }; slot: number }[] = [];
  const inputs: (OperationInput & { return?: number })[] = [];
  for (let time = 0; inputs.length < size || open.length > 0; time++) {
    const free = names.length - open.length;
    const begin = inputs.length < size && (open.length === 0 || (free > 0 && draw(2) === 0));
    if (begin) {
      const slots = names.map((_, slot) => slot).filter((slot) => open.every((running) => running.slot !== slot));
      const slot = slots[draw(slots.length)] as number;
      const drawn = operation(draw);
      const crashed = drawn.outcome === undefined && crashes > 0 && draw(crashes) === 0;
      const unknown = crashed || drawn.outcome === 'info' || drawn.outcome === 'blocked';
      const input = {
        outcome: crashed ? ('info' as const) : ('ok' as const),
        ...drawn,
        process: names[slot] as number,
        call: time,
      };
      if (unknown) input.output = undefined;
      inputs.push(input);
      if (unknown) names[slot] = processes + inputs.length;
      else open.push({ input, slot });
    } else {
      const [ended] = open.splice(draw(open.length), 1);
      if (ended) ended.input.return = time;
    }
  }
  return History.fromOperations(inputs);
}
