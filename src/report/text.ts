// The report as text: short enough to read, complete enough to act on. `describeFinding` gathers, this file lays out.

import type { RaceKind } from '../trace/explain';
import type { NativeObservation, Trace } from '../trace/trace';
import { codeFrame } from './code-frame';
import { counted } from './counted';
import { describeFinding, type FindingReport, type ReportInput } from './finding-report';
import { layout } from './layout';
import { leftOutClause } from './left-out';
import { type Paint, painter } from './paint';
import { selectLines } from './select-lines';
import { atPlace } from './site-lookup';
import { wrapped } from './wrap';

export interface TextReportInput extends ReportInput {
  /** Text of a source file, null if it cannot be had; for code frames. */
  readonly sources: (file: string) => string | null;
  /** Default false. */
  readonly colour?: boolean;
  /** Characters per line. Default 110. */
  readonly width?: number;
}

/** A person can read so many lines without much scrolling. */
const MOST_LINES = 60;
/** Its headings, the line of what was left out, and the empty line before it. */
const LINES_AROUND_SCHEDULE = 4;
const MOST_SCHEDULE_LINES = 24;
const LEAST_SCHEDULE_LINES = 8;
/** The end of a livelock says little. */
const MOST_LIVELOCK_LINES = 10;
const MOST_LATE = 4;
const LEAST_PICTURE_LINES = 12;
/** Its heading, the line of what was left out, and the empty line before it. */
const LINES_AROUND_PICTURE = 3;

const RACE_NAMES: Readonly<Record<RaceKind, string>> = {
  'lost-update': 'lost update of',
  'check-then-act': 'check-then-act on',
  'order-violation': 'order violation on',
  'stale-write': 'stale write of',
  'double-execution': 'double execution of',
  leak: 'leak of',
  limit: 'limit that did not hold,',
  'stale-read': 'stale read of',
  conflict: 'conflict on',
};
const MOST_UNCONTROLLED = 3;
const MOST_OBSERVED = 12;

/** The whole report of a finding, without a line break at its end. */
export function renderReport(input: TextReportInput): string {
  const report = describeFinding(input);
  const { width = 110, colour = false, sources } = input;
  const paint = painter(colour);
  // A picture says more than a second code frame.
  const places = report.history === null ? report.places : report.places.slice(0, 1);
  const before = [
    [paint('bold', report.headline), ...facts(report)],
    [`${paint('red', 'Reason:')} ${report.reason.text}`],
    sentences(report, paint, width),
  ];
  const after = [
    ...places.map(({ site, note }) => codeFrame(site, note, { colour, sources })),
    late(report, width),
    uncontrolled(report, paint),
    atomic(report),
    report.replay === null ? [] : [`Replay: ${paint('cyan', report.replay)}`],
  ];
  const left = MOST_LINES - lineCount([...before, ...after]) - LINES_AROUND_SCHEDULE;
  const picture = history(report, paint, left - LEAST_SCHEDULE_LINES);
  before.splice(2, 0, picture);
  const room = left - lineCount([picture]);
  const { trace } = input.finding;
  const middle =
    trace.native === undefined ? schedule(report, trace, paint, width, room) : observed(trace.native, paint);
  const sections = [...before, middle, ...after];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** What was seen last of a run on the real event loop. */
function observed({ events, missing }: NativeObservation, paint: Paint): string[] {
  const shown = missing > 0 ? [] : events.slice(-MOST_OBSERVED);
  if (shown.length === 0) return [];
  return [
    paint('yellow', 'Observed last:'),
    ...shown.map(({ at, what, type, place, milliseconds }) => {
      const delay =
        milliseconds === undefined
          ? ''
          : what === 'ran'
            ? `, after a pause of ${milliseconds} ms`
            : ` for ${milliseconds} ms`;
      return `  ${`${at.toFixed(1)} ms`.padStart(10)}  ${type} ${what}${delay}${place === '' ? '' : `  ${place}`}`;
    }),
  ];
}

/** Lines of the sections and the empty ones between them. */
function lineCount(sections: readonly (readonly string[])[]): number {
  const lines = sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n').split('\n').length);
  return lines.reduce((sum, count) => sum + count + 1, 0);
}

function facts({ seed, iteration, strategy, model, native, tracePath, notSaved, leftOut }: FindingReport): string[] {
  return [
    `  seed:       ${seed}`,
    `  iteration:  ${iteration}`,
    ...(native ? [] : [`  strategy:   ${strategy}, model ${model}`]),
    ...(tracePath === null ? [] : [`  trace path: ${tracePath}`]),
    ...(notSaved === null ? [] : [`  trace path: none, since the trace could not be saved (${notSaved})`]),
    ...(leftOut === null ? [] : [`              (${leftOutClause(leftOut)})`]),
  ];
}

/** The drawing of a history. The check that refused the history has made it. */
function history({ history: found }: FindingReport, paint: Paint, room: number): string[] {
  if (found === null) return [];
  const { picture } = found;
  const most = Math.max(LEAST_PICTURE_LINES, room - LINES_AROUND_PICTURE);
  const shown = picture.length > most + 1 ? picture.slice(0, most) : picture;
  const more = picture.length - shown.length;
  return [
    paint('yellow', 'History:'),
    ...shown.map((line) => `  ${line}`.trimEnd()),
    ...(more > 0 ? [`  … ${more} more lines in the trace`] : []),
  ];
}

function sentences(report: FindingReport, paint: Paint, width: number): string[] {
  const { verdict, latent, race, wakes, critical, overlap } = report;
  const lines: string[] = [];
  const say = (label: string, text: string) => {
    const [first = '', ...rest] = wrapped(`${label}: ${text}`, width);
    lines.push(paint('yellow', `${label}:`) + first.slice(label.length + 1), ...rest);
  };
  if (latent !== null) say(verdict === 'latent' ? 'Latent' : 'Assumes', latent);
  if (race !== null) {
    say('Race', `${RACE_NAMES[race.kind]} \`${race.name}\``);
    lines.push(...race.clauses.flatMap((clause) => wrapped(clause, width - 2)).map((line) => `  ${line}`));
  }
  for (const wake of wakes) {
    const [label = '', ...text] = wake.split(': ');
    say(label, text.join(': '));
  }
  if (critical?.sentence) say('Critical', critical.sentence);
  if (overlap !== null) say('Overlap', overlap);
  return lines;
}

function schedule(report: FindingReport, trace: Trace, paint: Paint, width: number, room: number): string[] {
  const most = report.reason.kind === 'step-bound' ? MOST_LIVELOCK_LINES : MOST_SCHEDULE_LINES;
  const { lines, details } = selectLines(report.schedule, Math.max(LEAST_SCHEDULE_LINES, Math.min(most, room)));
  const rows = layout(lines, trace, width).map((row) => (row.includes('<-- FAILED HERE') ? paint('red', row) : row));
  const left = details === 0 ? '' : `; ${counted(details, 'detail')} left out`;
  return [`Schedule: ${summary(report)}${left}`, ...rows];
}

function summary({ departures, shrunk, steps }: FindingReport): string {
  const distance =
    departures === 0 ? 'the default order' : `${counted(departures, 'departure')} from the default order`;
  const from = shrunk === null || shrunk.from === shrunk.to ? '' : `, shrunk from ${shrunk.from}`;
  return `${distance}${from}${steps === 0 ? '' : `, ${counted(steps, 'step')}`}`;
}

function late({ late: operations }: FindingReport, width: number): string[] {
  if (operations.length === 0) return [];
  const shown = operations
    .slice(0, MOST_LATE)
    .flatMap(({ sentence }) => wrapped(sentence, width - 2).map((line) => `  ${line}`));
  const more = operations.length - MOST_LATE;
  return ['Late:', ...shown, ...(more > 0 ? [`  … and ${more} more, see the trace`] : [])];
}

function atomic({ atomic: sites }: FindingReport): string[] {
  if (sites.length === 0) return [];
  const shown = sites
    .slice(0, MOST_UNCONTROLLED)
    .map(({ text, site, count }) => `  \`${text}\`${atPlace(site)} (${counted(count, 'time')})`);
  const more = sites.length - shown.length;
  return ['Not stopped at, since the code around cannot be:', ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])];
}

function uncontrolled({ uncontrolled: sites }: FindingReport, paint: Paint): string[] {
  if (sites.length === 0) return [];
  const shown = sites
    .slice(0, MOST_UNCONTROLLED)
    .map(({ text, site, count }) => `  \`${text}\`${atPlace(site)} (${counted(count, 'wait')})`);
  const more = sites.length - shown.length;
  if (more > 0) shown.push(`  … and ${more} more`);
  return [paint('yellow', 'Not under control, so a replay may differ:'), ...shown];
}
