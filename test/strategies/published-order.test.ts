// What is published of these strategies on these programs must come out here too: who finds what, and by how much. Exact figures differ,
// since the programs are smaller; the order must not. Seeds are fixed, so nothing is left to chance.

import { createStrategy, type Strategy } from '../../src/strategies';
import { accounts, noisyUpdate, reorder, stale, twostage } from './programs';
import { meanSchedules, type Program } from './simulator';

const CAP = 300;

/** Mean schedules to the first bug of the named strategies, over 5 seeds, with the history of conflicts. */
function means<Name extends string>(program: Program, ...names: Name[]): Record<Name, number> {
  const measured = names.map((name) => {
    const make = (): Strategy => createStrategy(name);
    return [name, meanSchedules(program, make, { trials: 5, cap: CAP, history: true }).mean];
  });
  return Object.fromEntries(measured) as Record<Name, number>;
}

describe('one task of many must stop between two steps', () => {
  test('reorder_3: the random walk hardly ever, PCT in tens, POS with conflict history in a few', () => {
    const { random, pct, pos } = means(reorder(2), 'random', 'pct', 'pos');
    expect(random).toBeGreaterThan(250);
    expect(pct).toBeLessThan(150);
    expect(pos).toBeLessThan(20);
  });

  test('reorder_10: only POS with conflict history, in tens', () => {
    const { random, pct, pos, portfolio } = means(reorder(9), 'random', 'pct', 'pos', 'portfolio');
    expect(random).toBe(CAP);
    expect(pct).toBeGreaterThan(200);
    expect(pos).toBeLessThan(30);
    expect(portfolio).toBeLessThan(4 * 30);
  });

  test('twostage_20, in locks: PCT in hundreds, POS with conflict history in tens', () => {
    const { random, pct, pos } = means(twostage(10, 10), 'random', 'pct', 'pos');
    expect(random).toBe(CAP);
    expect(pct).toBeGreaterThan(50);
    expect(pos).toBeLessThan(30);
  });
});

test('stale_8, a victim stays behind for long: PCT and delays in tens, the random walk never, POS in hundreds', () => {
  const { random, pct, idpct, pos, delay } = means(stale(8), 'random', 'pct', 'idpct', 'pos', 'delay');
  expect(random).toBe(CAP);
  expect(pct).toBeLessThan(60);
  expect(idpct).toBeLessThan(60);
  expect(delay).toBeLessThan(60);
  expect(pos).toBeGreaterThan(60);
});

test('a lost update amid noise: the random walk and POS at once, PCT later', () => {
  const { random, pct, pos } = means(noisyUpdate(8, 4), 'random', 'pct', 'pos');
  expect(random).toBeLessThan(15);
  expect(pos).toBeLessThan(10);
  expect(pct).toBeGreaterThan(2 * random);
});

test('the depth need not be known: IDPCT is never far from PCT', () => {
  for (const program of [reorder(2), stale(8), noisyUpdate(3, 8), twostage(1, 1)]) {
    const { pct, idpct } = means(program, 'pct', 'idpct');
    expect(idpct).toBeLessThan(5 * pct);
  }
});

test('no blind spot: the portfolio finds each of them', () => {
  for (const program of [
    reorder(2),
    reorder(9),
    stale(8),
    twostage(1, 1),
    twostage(10, 10),
    noisyUpdate(8, 4),
    accounts(4, 3),
  ])
    expect(means(program, 'portfolio').portfolio).toBeLessThan(120);
});
