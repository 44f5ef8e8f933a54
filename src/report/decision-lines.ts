// The schedule of a trace without events, as lines: what was decided, for want of what happened.

import { scheduled } from '../trace/deviations';
import type { Trace, TraceDecision } from '../trace/trace';
import type { ScheduleLine } from './schedule';
import { fileAndLine, operationName, siteAt } from './site-lookup';

export function decisionLines(trace: Trace): ScheduleLine[] {
  const critical = trace.critical ? scheduled(trace.decisions)[trace.critical.decision] : undefined;
  const lines = trace.decisions.map((decision, index): ScheduleLine => {
    const isCritical = decision === critical;
    return {
      step: index,
      task: decision.task,
      place: fileAndLine(decision.site),
      text: decisionText(decision, operationName(siteAt(trace, decision.site)) || decision.operation),
      mark: isCritical ? 'critical' : null,
      weight: isCritical ? 3 : decision.choice === 0 ? 1 : 2,
    };
  });
  const { failure } = trace;
  if (failure === null) return lines;
  const place = fileAndLine(failure.site);
  return [
    ...lines,
    { step: lines.length, task: failure.task, place, text: '<-- FAILED HERE', mark: 'failed', weight: 3 },
  ];
}

function decisionText({ kind, choice, options }: TraceDecision, operation: string): string {
  switch (kind) {
    case 'late':
      return choice === 1 ? `${operation} is delayed` : `${operation} completes at once`;
    case 'choose':
      return `draws ${choice} of ${options}`;
    case 'native':
      return `${operation} settles, uncontrolled`;
    default:
      return `${operation} runs (option ${choice + 1} of ${options})`;
  }
}
