// The report as JSON: it says the same as the text, but structured, so that nobody has to scrape the text.

import { describeFinding, type FindingReport, type ReportInput } from './finding-report';
import { selectLines } from './select-lines';

/** A JSON report has at most so many lines of the schedule. The trace has more. */
const MOST_SCHEDULE_LINES = 500;

/** Plain data, ready for `JSON.stringify`. */
export function jsonReport(input: ReportInput): FindingReport {
  const report = describeFinding(input);
  const { lines } = selectLines(report.schedule, MOST_SCHEDULE_LINES);
  return { ...report, schedule: lines.filter((line) => typeof line !== 'number') };
}
