// The contract of strategies: every registered one, and some that a user would write, keep it with the engine and with the simulator.

import type { Strategy } from '../../../src';
import { createStrategy, strategies, strategyNames } from '../../../src/strategies';
import { DepthFirst } from '../own/depth-first';
import { SelectivelyUniform } from '../own/selectively-uniform';
import { SourceDpor } from '../own/source-dpor';
import { engine, simulator } from './drivers';
import { Watched } from './watched';

const SCHEDULES = 150;
/** First and last turns of the lessons, and some in between. */
const TURNS = [0, 1, 6, 7, 8, 20, 63, 64, 79, 80, 127, 131, 149];

/** A few lines, and no word of what it remembers. */
class Modest implements Strategy {
  readonly name = 'modest';
  private turn = 0;
  begin({ turn }: { turn: number }): void {
    this.turn = turn;
  }
  pick = (enabled: readonly unknown[]): number => this.turn % enabled.length;
  late = (): boolean => this.turn % 2 === 1;
  choose = (n: number): number => this.turn % n;
}

const MAKERS: [name: string, make: () => Strategy, ends: boolean][] = [
  ...strategyNames().map((name): [string, () => Strategy, boolean] => [
    name,
    () => createStrategy(name),
    name === 'exhaustive',
  ]),
  ['pct of depth 5', strategies.pct({ depth: 5 }), false],
  ['delay by 1', strategies.delay({ delays: 1 }), false],
  ['a portfolio of one’s own', strategies.portfolio(['pos', strategies.pct({ depth: 2 }), () => new Modest()]), false],
  ['modest', () => new Modest(), false],
  ['depth-first', () => new DepthFirst(), true],
  ['SURW', () => new SelectivelyUniform(90), true],
  ['source-DPOR', () => new SourceDpor(), true],
];

describe.each([engine, simulator])('with $name', (driver) => {
  describe.each(MAKERS)('%s', (_name, make, ends) => {
    const watched: Watched[] = [];
    const watch = () => {
      watched.push(new Watched(make()));
      return watched.at(-1) as Watched;
    };
    /** The strategy of the last exploration; there may be one for a model that is not explored. */
    const used = () => watched.filter(({ schedules }) => schedules.length > 0).at(-1) as Watched;
    const explored = async (schedules: number, shifted = false): Promise<Watched> => {
      await driver.explore(watch, schedules, shifted);
      return used();
    };

    test('keeps the contract, in turns from 0 without holes', async () => {
      const { turns, schedules } = await explored(SCHEDULES);
      expect(turns).toEqual(Array.from(turns, (_, index) => index));
      expect(new Set(schedules).size).toBeGreaterThan(1);
    });

    test('the same seed gives the same schedules', async () => {
      expect((await explored(SCHEDULES)).schedules).toEqual((await explored(SCHEDULES)).schedules);
    });

    test('the same schedules, whatever numbers the sites have', async () => {
      expect((await explored(SCHEDULES, true)).schedules).toEqual((await explored(SCHEDULES)).schedules);
    });

    test('remembers no more than it says', async () => {
      const { schedules } = await explored(SCHEDULES);
      for (const turn of TURNS.filter((one) => one < schedules.length)) {
        await driver.reproduce(watch, turn);
        expect([turn, used().schedules.at(-1)]).toEqual([turn, schedules[turn]]);
      }
    });

    test(ends ? 'ends by itself' : 'goes on', async () => {
      await driver.exhaust(watch, 500);
      expect(used().ended).toBe(ends);
      if (ends) expect(used().schedules.length).toBeLessThan(500);
    });
  });
});
