// A whole trace as text: what it is of, why it failed, and every line of its schedule.

import { raceOf } from '../trace/explain';
import type { Trace } from '../trace/trace';
import { counted } from './counted';
import { criticalSentence } from './critical';
import { layout } from './layout';
import { leftOutClause } from './left-out';
import { reasonOf } from './reason';
import { scheduleLines } from './schedule';

const WIDTH = 140;

/** Without a line break at its end. */
export function renderTrace(trace: Trace): string {
  const race = raceOf(trace);
  const critical = trace.critical ? criticalSentence(trace.critical, trace) : null;
  const { options } = trace;
  const history = trace.failure?.history;
  return [
    `Trace of "${trace.test.name.join(' > ')}" in ${trace.test.file}`,
    `  lockstep:   ${trace.lockstep}, format ${trace.version}`,
    `  seed:       ${trace.seed}`,
    `  iteration:  ${trace.iteration}`,
    `  strategy:   ${trace.strategy}, model ${trace.model}`,
    `  options:    maxSteps ${options.maxSteps}, maxLatency ${options.maxLatency ?? 'none'}, isolate ${options.isolate}`,
    `  sources:    ${counted(Object.keys(trace.sources).length, 'file')}`,
    '',
    `Reason: ${reasonOf(trace).text}`,
    ...(history === undefined ? [] : ['', 'History:', ...history.picture.map((line) => `  ${line}`.trimEnd())]),
    ...(race === null ? [] : ['', `Race: ${race.sentence}`]),
    ...(critical === null ? [] : ['', `Critical: ${critical}`]),
    '',
    `Schedule: ${counted(trace.decisions.length, 'decision')}, ${counted(trace.events.length, 'event')}`,
    ...(trace.leftOut === undefined ? [] : [`  ${sentence(leftOutClause(trace.leftOut))}`]),
    ...layout(scheduleLines(trace, race), trace, WIDTH),
  ].join('\n');
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
