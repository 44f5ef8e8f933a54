// Random values of every kind that files must not lose, and random histories with them.

import type { Annotation, OperationInput, Outcome } from '../../../src/checkers';
import { History } from '../../../src/checkers';
import type { Draw } from '../reference/random-history';

const PLAIN: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -7,
  0.5,
  1e-7,
  2 ** 53 - 1,
  2 ** 53,
  1e300,
  5n,
  2n ** 70n,
  -(2n ** 64n),
  '',
  'a b',
  ':keyword',
  'quote " backslash \\ line\nbreak',
  'ünïcode 😀 \u2028',
  '$undefined',
  'nil',
];
const ODD: readonly unknown[] = [Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, undefined];
const NAMES = ['a', 'b c', '__proto__', '$bigint', 'x/y', '', '1'];

function pick<Item>(draw: Draw, items: readonly Item[]): Item {
  return items[draw(items.length)] as Item;
}

/** @param depth how many collections deep */
export function randomValue(draw: Draw, depth = 3): unknown {
  const some = <Item>(make: () => Item): Item[] => Array.from({ length: draw(4) }, make);
  const inner = () => randomValue(draw, depth - 1);
  switch (draw(depth > 0 ? 10 : 6)) {
    case 0:
      return pick(draw, ODD);
    case 6:
      return some(inner);
    case 7:
      return Object.fromEntries(some(() => [pick(draw, NAMES), inner()]));
    case 8:
      // A Map of names would be read from EDN as an object.
      return new Map([[draw(9), inner()], ...some((): [unknown, unknown] => [draw(9), inner()])]);
    case 9:
      return draw(2) === 0 ? new Set(some(inner)) : new Date(draw(2 ** 31) * 1000 + 1);
    default:
      return pick(draw, PLAIN);
  }
}

const OUTCOMES: readonly Outcome[] = ['ok', 'ok', 'ok', 'fail', 'mismatch', 'info', 'blocked'];

/** Operations and annotations at random times, many of them equal, with values of every kind. */
export function randomRichHistory(draw: Draw): History {
  const optional = () => (draw(3) === 0 ? undefined : randomValue(draw));
  const operations = Array.from({ length: draw(8) }, (): OperationInput => {
    const call = draw(8);
    return {
      process: draw(4) === 0 ? pick(draw, ['client', 'x y']) : draw(4),
      f: pick(draw, ['read', 'txn', 'compare and set', 'Élan']),
      key: draw(2) === 0 ? undefined : randomValue(draw),
      input: optional(),
      output: optional(),
      outcome: pick(draw, OUTCOMES),
      call,
      return: call + draw(4),
      error: draw(3) === 0 ? 'why' : undefined,
    };
  });
  const annotations = Array.from({ length: draw(3) }, (): Annotation => {
    return { process: 'nemesis', f: 'kill', value: optional(), time: draw(9) + 0.5, line: 0 };
  });
  annotations.sort((a, b) => a.time - b.time);
  return History.fromOperations(operations, annotations);
}
