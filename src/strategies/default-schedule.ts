// The undisturbed schedule.

import { DepartureSchedule } from './departure-schedule';

/**
 * What happens when nobody interferes: every environment operation completes at once, the first enabled operation is taken, every
 * data choice is 0. It has the iterations 0 and 1 of each exploration, so that a
 * test that always fails says so, and one that does not repeat.
 */
export class DefaultSchedule extends DepartureSchedule {
  override readonly name: string = 'default';

  constructor() {
    super(new Map());
  }
}
