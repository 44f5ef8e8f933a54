// Correct programs that poll must not run into the step bound because the strategy never chose their counterpart.

import { createStrategy, strategyNames } from '../../src/strategies';
import { iterationStart } from './pending';
import { heartbeat, polling } from './programs';
import { runOnce, SiteHistory } from './simulator';

describe.each(strategyNames())('%s', (name) => {
  test.each([polling(50), heartbeat(50)])('does not starve the worker of $name', (program) => {
    const strategy = createStrategy(name);
    const history = new SiteHistory();
    let bound = 0;
    for (let iteration = 0; iteration < 40; iteration++) {
      strategy.begin(iterationStart(iteration, { maxSteps: 4000, conflicts: history }));
      if (runOnce(program, strategy, { history, maxSteps: 4000, lateness: iteration % 2 === 0 }).bound) bound++;
    }
    expect(bound).toBe(0);
  });
});
