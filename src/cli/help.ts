// The help texts of `lockstep`.

import { CRITERIA } from '../checkers/criteria';
import { historyFormats } from '../checkers/history/formats';
import { MODELS } from '../checkers/model-names';

const TRACE_ARGUMENT = `  TRACE          a trace file, as named in the report of a failure
  "test title"   a part of the test's name; takes its newest trace in .lockstep/traces`;

const LONGEST = 120;

/** Names in lines that begin with a label. */
function listed(label: string, names: readonly string[]): string {
  const lines = [label];
  for (const name of names) {
    const line = lines.at(-1) as string;
    if (`${line} ${name},`.length <= LONGEST) lines[lines.length - 1] = `${line} ${name},`;
    else lines.push(`    ${name},`);
  }
  return lines.join('\n').replace(/,$/, '');
}

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
  --format json    the whole trace; docs/trace.schema.json describes it
  --format events  one JSON object per line and event
  --format history the history that an expectation refused, as JSON Lines: what \`lockstep check -\` reads
`,
  check: `Usage: lockstep check FILE… [--criterion CRITERION] [--model MODEL] [OPTIONS]

Says of each history whether it is consistent, and shows what contradicts what if it is not.

  FILE                    a history; - is the standard input
  --criterion CRITERION   what to check it for; by default linearizable
  --model MODEL           what one object does, for the criteria linearizable and sequential
  --model-options JSON    options of the model: '{"initial":0}', '{"permits":3}'
  --initial JSON          what is read before the first write, for the causal criteria and the session guarantees
  --format FORMAT         of the files; by default auto: by their look
  --independent           values are tuples [key, value], as jepsen.independent makes them
  --key KEY               only the operations on this key
  --mismatch NAMES        failures of these operations (separated by commas) were refusals: the compare of a cas that did not match
  --max-configurations N  give up behind so many configurations: the same on every machine
  --max-memory MIB        give up when the search needs so many MiB
  --timeout MS            give up behind so many real milliseconds
  --html OUT              draw the history into one HTML page
  --json                  print the results as JSON

${listed('Criteria:', Object.keys(CRITERIA))}.
${listed('Models:', Object.keys(MODELS))}.
${listed(
  'Formats:',
  historyFormats.map(({ name }) => name),
)}.

Exit codes: 0 all are consistent, 1 one is not, 2 the command could not be carried out, 4 one could not be decided.
`,
};

/** The help of a command, or the general one. */
export function helpText(command?: string): string {
  return (command === undefined ? undefined : COMMANDS[command]) ?? GENERAL;
}

/** The names of the commands. */
export const commandNames: readonly string[] = Object.keys(COMMANDS);
