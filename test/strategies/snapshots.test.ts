// The same seed gives the same schedules in every release; a change of these snapshots is a breaking change.

import { createStrategy, RandomSource, strategyNames } from '../../src/strategies';
import { askValue, iterationStart } from './pending';
import { noisyUpdate } from './programs';
import { runOnce, SiteHistory } from './simulator';

describe('no regression', () => {
  test.each(strategyNames().filter((name) => !name.startsWith('test-')))('%s', (name) => {
    const strategy = createStrategy(name);
    const history = new SiteHistory();
    const random = new RandomSource();
    const schedules = Array.from({ length: 12 }, (_, iteration) => {
      strategy.begin(
        iterationStart(iteration, { random: random.reseed(42, iteration), maxSteps: 1000, conflicts: history }),
      );
      const lateness = iteration % 2 === 1;
      return (
        runOnce(noisyUpdate(1, 2), strategy, { history, lateness }).order.join('') + (lateness ? ' with lateness' : '')
      );
    });
    expect(schedules).toMatchSnapshot();
    expect(askValue(strategy, 1000)).toMatchSnapshot();
  });
});
