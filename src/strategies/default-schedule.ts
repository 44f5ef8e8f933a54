// The undisturbed schedule.

import { DeviationSchedule } from './deviation-schedule';

/**
 * What happens when nobody interferes: every environment operation completes at once, the first enabled operation is taken, every
 * data choice is 0. The runner gives it iteration 0 of each exploration, so that a test that always fails says so.
 */
export class DefaultSchedule extends DeviationSchedule {
  override readonly name: string = 'default';

  constructor() {
    super(new Map());
  }
}
