// The help of `lockstep check`, with the names that its options may have.

import { CRITERIA } from '../checkers/criteria';
import { historyFormats } from '../checkers/history/formats';
import { MODELS } from '../checkers/model-names';

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

export const CHECK_HELP = `Usage: lockstep check FILE… [--criterion CRITERION] [--model MODEL] [OPTIONS]

Says of each history whether it is consistent, and shows what contradicts what if it is not.

  FILE                    a history; - is the standard input
  --criterion CRITERION   what to check it for; by default linearizable
  --model MODEL           what one object does, for the criteria linearizable and sequential
  --model-options JSON    options of the model: '{"initial":0}', '{"permits":3}'
  --initial JSON          what is read before the first write, for the criteria that take no model
  --assume ASSUMPTION     sequential-keys or linearizable-keys: for transactions that write, what is taken for granted of each key
  --format FORMAT         of the files; by default auto: by their look
  --independent           values are tuples [key, value], as jepsen.independent makes them
  --clock ignore          the time of events may go back, as the clocks of several machines do; their order is that of the file
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

Exit codes: 0 all are consistent, 1 one is not, 2 the command could not be carried out or a file could not be judged, 4 one\ncould not be decided. A file that cannot be read does not keep the others from being checked.
`;
