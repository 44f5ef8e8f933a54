// The first line of a report: what was found, in which test, in which schedule.

import { counted } from './counted';
import type { ReportInput } from './finding-report';

export function headline({ finding, schedules }: ReportInput): string {
  const { verdict, trace } = finding;
  const test = `"${trace.test.name.join(' > ')}"`;
  const where = `in iteration ${trace.iteration}${schedules === undefined ? '' : ` (${counted(schedules, 'schedule')} run)`}`;
  switch (verdict) {
    case 'latent':
      return `Lockstep found a latent bug in ${test}, ${where}`;
    case 'leak':
      return `Lockstep found a failure in ${test} that does not repeat, ${where}: state leaks from one schedule into the next`;
    default:
      return `Lockstep found a bug in ${test}, ${where}`;
  }
}
