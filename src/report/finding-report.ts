// A finding as structured data: everything that a report says, before it is laid out. The text report prints this data, and the JSON report
// consists of it.

import type { Site } from '../engine/sites';
import { type Race, raceOf } from '../trace/explain';
import type { FailedHistory } from '../trace/failed-history';
import type { Finding } from '../trace/finding';
import { leftOutOf } from '../trace/format';
import { siteText } from '../trace/site-text';
import type { CriticalPair, LeftOut, Trace } from '../trace/trace';
import { type AgentOfRun, Agents } from './agents';
import { criticalSentence } from './critical';
import { headline } from './headline';
import { type LateOperation, lateOperations } from './late-operations';
import { latentSentence } from './latent';
import { overlapSentence } from './overlap';
import { placesToShow } from './places';
import { type Reason, reasonOf } from './reason';
import { type ScheduleLine, scheduleLines } from './schedule';
import { wakeSentence } from './wakes';

/** What a report is made from. */
export interface ReportInput {
  readonly finding: Finding;
  /** Where the trace was saved, as the user should type it; null if it was not. */
  readonly tracePath: string | null;
  /** Why it could not be saved, if that was tried. */
  readonly notSaved?: string | null | undefined;
  /** Schedules that were run until the finding. */
  readonly schedules?: number;
  /** Uncontrolled sites with the number of waits. */
  readonly uncontrolled?: readonly { readonly site: Site | null; readonly count: number }[];
  /** Accesses to shared memory before which no schedule could stop, with the number of times. */
  readonly atomic?: readonly { readonly site: Site | null; readonly count: number }[];
  /** What to type to see the failure again. Default: `npx lockstep replay <trace path>`. */
  readonly replay?: string;
}

export interface FindingReport {
  readonly format: 'lockstep-report';
  readonly version: 1;
  readonly verdict: Finding['verdict'];
  /** The run was one on the real event loop: there is nothing to replay. */
  readonly native: boolean;
  readonly headline: string;
  readonly test: Trace['test'];
  readonly seed: number;
  readonly iteration: number;
  readonly strategy: string;
  readonly model: Trace['model'];
  readonly tracePath: string | null;
  /** Why there is no file of the trace, if one was to be written; else null. */
  readonly notSaved: string | null;
  /** What the file of the trace lacks, so that it stays small; null if it lacks nothing, or if there is none. */
  readonly leftOut: LeftOut | null;
  readonly reason: Reason;
  /** The history that an expectation refused, drawn and as events; else null. */
  readonly history: FailedHistory | null;
  readonly race: Race | null;
  /** Further differences from a passing schedule, the likelier first. */
  readonly otherRaces: readonly Race[];
  /** Which overlap it takes, where no single decision makes the difference; else null. */
  readonly overlap: string | null;
  /** Of a deadlock: who should have ended the waits. */
  readonly wakes: readonly string[];
  /** The awaits that would have to be slow, for a finding of the model `await`; else null. */
  readonly latent: string | null;
  /** Departures before and after shrinking. */
  readonly shrunk: Finding['shrunk'];
  /** Departures of the reported schedule from the default order. */
  readonly departures: number;
  readonly steps: number;
  readonly critical: (CriticalPair & { readonly sentence: string | null }) | null;
  readonly late: readonly LateOperation[];
  readonly schedule: readonly ScheduleLine[];
  /** The agents and whose tasks are theirs; empty if there is none but the main agent. */
  readonly agents: readonly AgentOfRun[];
  /** Where code frames help: place and what happened there. */
  readonly places: readonly { readonly site: string; readonly note: string }[];
  /** Waits: what was waited for, where it was begun, how often. */
  readonly uncontrolled: readonly { readonly text: string; readonly site: string; readonly count: number }[];
  /** Accesses to shared memory before which no schedule could stop: what is accessed, where, how often. */
  readonly atomic: readonly { readonly text: string; readonly site: string; readonly count: number }[];
  readonly replay: string | null;
}

/** Gathers what there is to say about a finding. */
export function describeFinding(input: ReportInput): FindingReport {
  const { finding, tracePath } = input;
  const { trace } = finding;
  const agents = new Agents(trace);
  const race = raceOf(trace);
  const critical = trace.critical ? { ...trace.critical, sentence: criticalSentence(trace.critical, trace) } : null;
  const late = lateOperations(trace);
  const isAssumed = finding.verdict === 'latent' || (trace.model === 'await' && late.length > 0);
  const latent = isAssumed ? latentSentence(late) : null;
  return {
    format: 'lockstep-report',
    version: 1,
    verdict: finding.verdict,
    native: trace.native !== undefined,
    headline: headline(input),
    test: trace.test,
    seed: trace.seed,
    iteration: trace.iteration,
    strategy: trace.strategy,
    model: trace.model,
    tracePath,
    notSaved: input.notSaved ?? null,
    leftOut: (tracePath === null ? trace.leftOut : leftOutOf(trace)) ?? null,
    reason: reasonOf(trace),
    history: trace.failure?.history ?? null,
    race,
    otherRaces: trace.explanation?.causes.slice(1) ?? [],
    overlap: trace.explanation?.overlap ? overlapSentence(trace.explanation.overlap) : null,
    wakes: (trace.explanation?.wakes ?? []).map(wakeSentence),
    latent,
    shrunk: finding.shrunk,
    departures: trace.decisions.filter((decision) => decision.kind !== 'native' && decision.choice !== 0).length,
    steps: stepsOf(trace),
    critical,
    late,
    schedule: scheduleLines(trace, race),
    agents: agents.areSeveral ? agents.all : [],
    places: placesToShow(race, trace, latent === null ? [] : late.map((operation) => operation.site)),
    uncontrolled: placed(input.uncontrolled, 'native code'),
    atomic: placed(input.atomic, 'an access'),
    replay:
      trace.native !== undefined
        ? null
        : (input.replay ?? (tracePath === null ? null : `npx lockstep replay ${quoted(tracePath)}`)),
  };
}

function placed(sites: ReportInput['uncontrolled'], nameless: string): FindingReport['uncontrolled'] {
  return (sites ?? []).map(({ site, count }) => ({
    text: site?.text ?? nameless,
    site: site === null || site.file === '' ? '' : siteText(site),
    count,
  }));
}

/** If events of some steps are left out, the last event still says how many steps there were. */
function stepsOf({ events, leftOut }: Trace): number {
  return leftOut === undefined ? events.filter((event) => event.type === 'step').length : (events.at(-1)?.step ?? 0);
}

function quoted(path: string): string {
  return /[^\w./\\:@%+=-]/.test(path) ? JSON.stringify(path) : path;
}
