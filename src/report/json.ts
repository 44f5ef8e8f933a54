// The report as JSON: the same as the text, structured, so that nobody has to scrape it.

import { describeFinding, type FindingReport, type ReportInput } from './finding-report';
import { selectLines } from './select-lines';

/** Lines of the schedule in a JSON report; the trace has them all. */
const MOST_SCHEDULE_LINES = 500;

/** Plain data, ready for `JSON.stringify`. */
export function jsonReport(input: ReportInput): FindingReport {
  const report = describeFinding(input);
  const { lines } = selectLines(report.schedule, MOST_SCHEDULE_LINES);
  return { ...report, schedule: lines.filter((line) => typeof line !== 'number') };
}
