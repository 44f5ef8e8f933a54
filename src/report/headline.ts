// The first line of a report: what was found, in which test, in which schedule.

import type { NativeObservation } from '../trace/trace';
import { counted } from './counted';
import type { ReportInput } from './finding-report';

function native(test: string, { runs, failed }: NativeObservation['again'], iteration: number, all = 0): string {
  const where = `in run ${iteration}${all === 0 ? '' : ` (${counted(all, 'run')})`}`;
  const again = runs === 0 ? '' : `; disturbed in the same way, ${failed} of ${counted(runs, 'run')} failed again`;
  return `Lockstep saw a failure of ${test} on the real event loop, ${where}, which cannot be replayed${again}`;
}

export function headline({ finding, schedules }: ReportInput): string {
  const { verdict, trace } = finding;
  const test = `"${trace.test.name.join(' > ')}"`;
  const where = `in iteration ${trace.iteration}${schedules === undefined ? '' : ` (${counted(schedules, 'schedule')} run)`}`;
  if (trace.native !== undefined) return native(test, trace.native.again, trace.iteration, schedules);
  switch (verdict) {
    case 'latent':
      return `Lockstep found a latent bug in ${test}, ${where}`;
    case 'leak':
      return `Lockstep found a failure in ${test} that does not repeat, ${where}: state leaks from one schedule into the next`;
    default:
      return `Lockstep found a bug in ${test}, ${where}`;
  }
}
