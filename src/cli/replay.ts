// `lockstep replay` and `lockstep shrink`: run the schedule of a trace again, in the project's Jest.

import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { counted } from '../report/counted';
import { REPLAY_MODES, type ReplayMode } from '../runner/environment-variables';
import type { TestResultEntry } from '../runner/result-document';
import { readArguments } from './arguments';
import { EXIT, type ExitCode } from './exit-codes';
import { type FoundTrace, findTrace } from './find-trace';
import { replayInJest } from './jest-process';
import type { Surroundings } from './surroundings';

/** What `--json` prints. */
export interface ReplayAnswer {
  readonly format: 'lockstep-replay';
  readonly version: 1;
  readonly command: 'replay' | 'shrink';
  /** Absolute path of the trace that was replayed. */
  readonly trace: string;
  readonly test: { readonly file: string; readonly name: readonly string[] };
  readonly mode: ReplayMode;
  readonly outcome: TestResultEntry['outcome'];
  /** The test failed in the replay. */
  readonly reproduced: boolean;
  readonly message: string;
  /** The report as text, without colour. */
  readonly report: string;
  /** Departures before and after, if the trace was shrunk. */
  readonly shrunk: NonNullable<TestResultEntry['shrunk']> | null;
  /** Absolute path of the trace of this run. */
  readonly newTrace: string | null;
  readonly exitCode: ExitCode;
}

/** `lockstep replay TRACE|"test title" [--mode …] [--json] [-- jest arguments]` */
export async function replay(given: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const options = { mode: { type: 'string', words: REPLAY_MODES }, json: { type: 'boolean' } } as const;
  const { subject, values, flags, rest } = readArguments('replay', 'TRACE or "test title"', options, given);
  const mode = (values.get('mode') ?? 'strict') as ReplayMode;
  return run('replay', subject, mode, rest, flags.has('json'), surroundings);
}

/** `lockstep shrink TRACE|"test title" [--json] [-- jest arguments]` */
export async function shrink(given: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { subject, flags, rest } = readArguments(
    'shrink',
    'TRACE or "test title"',
    { json: { type: 'boolean' } },
    given,
  );
  return run('shrink', subject, 'strict', rest, flags.has('json'), surroundings);
}

async function run(
  command: ReplayAnswer['command'],
  subject: string,
  mode: ReplayMode,
  jestArguments: readonly string[],
  json: boolean,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const found = findTrace(subject, surroundings.cwd);
  noteOthers(found, surroundings);
  const colour = surroundings.colour && !json;
  const entry = await replayInJest(
    { found, mode, shrink: command === 'shrink', jestArguments },
    { ...surroundings, colour },
  );
  const answer = answerOf(command, found, mode, entry);
  surroundings.out(json ? `${JSON.stringify(answer, null, 2)}\n` : textOf(answer, entry.report, surroundings.cwd));
  return answer.exitCode;
}

function answerOf(
  command: ReplayAnswer['command'],
  found: FoundTrace,
  mode: ReplayMode,
  entry: TestResultEntry,
): ReplayAnswer {
  return {
    format: 'lockstep-replay',
    version: 1,
    command,
    trace: found.path,
    test: found.trace.test,
    mode,
    outcome: entry.outcome,
    reproduced: entry.outcome === 'bug',
    message: stripVTControlCharacters(entry.message),
    report: stripVTControlCharacters(entry.report),
    shrunk: entry.shrunk ?? null,
    newTrace: entry.trace ?? null,
    exitCode: entry.outcome === 'bug' ? EXIT.bug : entry.outcome === 'divergence' ? EXIT.divergence : EXIT.ok,
  };
}

function textOf(answer: ReplayAnswer, report: string, cwd: string): string {
  const verdict = {
    bug: `Reproduced: ${answer.message}`,
    pass: `Not reproduced: ${answer.message}`,
    divergence: `Diverged: ${answer.message}`,
    skipped: `Not run: ${answer.message}`,
  }[answer.outcome];
  const shown =
    answer.outcome === 'divergence' ? [report || verdict] : [...(report === '' ? [] : [report, '']), verdict];
  if (answer.shrunk !== null) {
    const { from, to, attempts } = answer.shrunk;
    shown.push(
      `Shrunk from ${from} to ${counted(to, 'departure')} from the default order, in ${counted(attempts, 'run')}.`,
    );
    if (answer.newTrace !== null) shown.push(`Trace: ${relative(cwd, answer.newTrace)}`);
  }
  return `${shown.join('\n')}\n`;
}

function noteOthers({ others, trace }: FoundTrace, { note }: Surroundings): void {
  if (others.length === 0) return;
  note(
    `The title fits ${others.length + 1} tests; taking the newest trace, of "${trace.test.name.join(' > ')}". Others: ${others.slice(0, 3).join('; ')}.\n`,
  );
}
