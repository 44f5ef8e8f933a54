// Reading the arguments of one command, with errors that name what was given and what there is.

import { parseArgs } from 'node:util';
import { nearestName } from '../checkers/nearest-name';
import { CommandError } from './command-error';

export interface OptionDescription {
  readonly type: 'boolean' | 'string';
  /** Words that the option may have. */
  readonly words?: readonly string[];
}

export interface CommandArguments {
  /** The first argument that is no option. */
  readonly subject: string;
  /** All arguments that are no options. There is more than one only if the command takes several. */
  readonly subjects: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  /** The arguments behind `--`. */
  readonly rest: readonly string[];
}

/**
 * @param subject how the help calls the argument, `TRACE`; with an ellipsis behind it there may be several, `FILE…`
 * @throws CommandError `usage`
 */
export function readArguments(
  command: string,
  subject: string,
  options: Readonly<Record<string, OptionDescription>>,
  given: readonly string[],
): CommandArguments {
  const fail = (problem: string): never => {
    throw new CommandError('usage', `lockstep ${command}: ${problem} See \`lockstep ${command} --help\`.`);
  };
  const end = given.indexOf('--');
  const own = end === -1 ? given : given.slice(0, end);
  const { tokens } = parseArgs({
    args: [...own],
    options: typesOf(options),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const description = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (description === undefined)
      fail(
        `unknown option ${token.rawName}.${meant(token.name, Object.keys(options), '--')} It takes ${optionList(options)}.`,
      );
    else if (description.type === 'boolean') {
      if (token.value !== undefined)
        fail(`the option --${token.name} takes no value, got ${JSON.stringify(token.value)}.`);
      flags.add(token.name);
    } else values.set(token.name, word(token.name, token.value, description, fail));
  }
  const [first, second] = positionals;
  if (first === undefined || first === '') fail(`expected ${subject}.`);
  if (second !== undefined && !subject.endsWith('…'))
    fail(`expected one ${subject}, got a second one: ${JSON.stringify(second)}. Quote titles with spaces.`);
  return {
    subject: first as string,
    subjects: positionals,
    flags,
    values,
    rest: end === -1 ? [] : given.slice(end + 1),
  };
}

function word(
  name: string,
  value: string | undefined,
  { words }: OptionDescription,
  fail: (problem: string) => never,
): string {
  const expected = words === undefined ? 'a value' : words.join(', ');
  if (value === undefined || value === '')
    return fail(`the option --${name} needs ${words === undefined ? expected : `one of ${expected}`}.`);
  if (words !== undefined && !words.includes(value))
    return fail(`--${name} should be one of ${expected}, got ${JSON.stringify(value)}.${meant(value, words)}`);
  return value;
}

/** A sentence that names what was probably meant, if there is something similar enough. */
function meant(given: string, names: readonly string[], prefix = ''): string {
  const nearest = nearestName(given, names);
  return nearest === null ? '' : ` Did you mean ${prefix}${nearest}?`;
}

function typesOf(options: Readonly<Record<string, OptionDescription>>): Record<string, { type: 'boolean' | 'string' }> {
  return Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]));
}

function optionList(options: Readonly<Record<string, OptionDescription>>): string {
  return Object.keys(options)
    .map((name) => `--${name}`)
    .join(', ');
}
