// Timers and immediates are known by the place of the call that set them.

import type { TraceEvent } from '../../src/engine/event';
import { siteTable } from '../../src/engine/site-table';
import { outcomeOf } from '../support/iterate';
import { instrumented } from '../support/program';

/** The text of the site of each event of a type. */
async function textsOf(type: 'timer' | 'step' | 'fork', body: () => unknown): Promise<(string | undefined)[]> {
  const { events, failure } = await outcomeOf(body);
  expect(failure).toBeNull();
  return events
    .filter((event: TraceEvent) => event.type === type)
    .map((event) => {
      const site = siteTable.site(event.site);
      return site?.kind === 't' ? site.text : undefined;
    });
}

const tick = instrumented(
  () =>
    new Promise<void>((done) => {
      const interval = setInterval(() => {
        clearInterval(interval);
        setImmediate(done);
      }, 7);
    }),
);

it('when they are set, when they run, and as tasks', async () => {
  expect(await textsOf('timer', tick)).toEqual(['setInterval(() => { clearInterval(interval); setImmediate(d…']);
  expect(await textsOf('step', tick)).toEqual([
    'setInterval(() => { clearInterval(interval); setImmediate(d…',
    'setImmediate(done)',
  ]);
});

it('although the arguments set timers of their own', async () => {
  const nested = instrumented(async () => {
    const inner = () => {
      setTimeout(() => {}, 1);
      return 2;
    };
    setTimeout(() => {}, inner());
  });
  expect(await textsOf('timer', nested)).toEqual(['setTimeout(() => {}, 1)', 'setTimeout(() => {}, inner())']);
});

it('not those that were set by a reference to the function: no place is better than a wrong one', async () => {
  const indirect = instrumented(async () => {
    const later = setTimeout;
    setTimeout(() => {}, 1);
    later(() => {}, 2);
  });
  expect(await textsOf('timer', indirect)).toEqual(['setTimeout(() => {}, 1)', undefined]);
});

it('outside a schedule they are the native ones', async () => {
  const outside = instrumented(() => setTimeout(() => {}, 1));
  const timer = outside();
  clearTimeout(timer);
  expect(timer.constructor.name).toBe('Timeout');
});
