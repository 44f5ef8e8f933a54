// The help texts of `lockstep`.

const TRACE_ARGUMENT = `  TRACE          a trace file, as named in the report of a failure
  "test title"   a part of the test's name; takes its newest trace in .lockstep/traces`;

const EXIT_CODES = `Exit codes: 0 not reproduced, 1 the failure was reproduced, 2 the command could not be carried out,
3 the replay left its trace.`;

const GENERAL = `lockstep: finds, replays and explains concurrency bugs

Usage: lockstep COMMAND …

  replay TRACE        run the schedule of a trace again
  shrink TRACE        look for the smallest schedule with the same failure
  dump-trace TRACE    print a trace
  check FILE…         say whether recorded histories are consistent

  --help              this text, or that of a command
  --version           the version of lockstep

Bugs are found by the tests themselves: ctest(…) under Jest with the preset 'lockstep'.
`;

const COMMANDS: Readonly<Record<string, string>> = {
  replay: `Usage: lockstep replay TRACE|"test title" [--mode MODE] [--json] [-- JEST ARGUMENTS]

Runs the test of a trace in the project's Jest, under the schedule of the trace.

${TRACE_ARGUMENT}
  --mode strict  stop at the first difference from the trace (default)
  --mode prefix  follow the trace, then go on at random
  --mode nearest follow the trace as far as it fits, and the default order otherwise: after edits
  --json         print the outcome as JSON

${EXIT_CODES}
`,
  shrink: `Usage: lockstep shrink TRACE|"test title" [--json] [-- JEST ARGUMENTS]

Looks for the schedule with the fewest departures from the default order that still fails in the same way, and writes its trace.

${TRACE_ARGUMENT}
  --json         print the outcome as JSON

${EXIT_CODES}
`,
  'dump-trace': `Usage: lockstep dump-trace TRACE|"test title" [--format FORMAT]

${TRACE_ARGUMENT}
  --format text    for people (default)
  --format json    the trace, with an object for each decision and event; docs/trace.schema.json describes it
  --format events  one JSON object per line and event
  --format history the history that an expectation refused, as JSON Lines: what \`lockstep check -\` reads
  --format html    a page with the schedule as a timeline: a lane for each task, to zoom and search
  --format mermaid a sequence diagram in the language of Mermaid: a participant for each agent, an arrow for each message
`,
};

/** It has the names of models and formats. To know them, the checkers are loaded, so this is done only when somebody asks for it. */
function checkHelp(): string {
  return (require('./check-help') as typeof import('./check-help')).CHECK_HELP;
}

/** The help of a command, or the general one. */
export function helpText(command?: string): string {
  if (command === 'check') return checkHelp();
  return (command === undefined ? undefined : COMMANDS[command]) ?? GENERAL;
}

/** The names of the commands. */
export const commandNames: readonly string[] = [...Object.keys(COMMANDS), 'check'];
