// The schedule of a trace without events, as lines: they say what was decided, since nothing says what happened.

import { wordsFor } from '../engine/operation-kinds';
import { microtasksOf } from '../engine/recorded-decision';
import { scheduled } from '../trace/departures';
import type { Trace, TraceDecision } from '../trace/trace';
import { delayed, happening } from './happening';
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
      text: decisionText(decision, operationName(siteAt(trace, decision.site))),
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

/** @param name of the operation in the source, '' if it is not known */
function decisionText({ kind, choice, options, operation }: TraceDecision, name: string): string {
  const { noun, happens } = wordsFor(operation);
  const subject = name || noun;
  switch (kind) {
    case 'late':
      return choice === 0 ? `${subject} ${happens} at once` : delayed(subject, microtasksOf({ kind, choice }), happens);
    case 'choose':
      return `draws ${choice} of ${options}`;
    case 'native':
      return happening(kind, name);
    case 'pick':
      return `${subject} ${happens} (option ${choice + 1} of ${options})`;
  }
}
