// The command line: which command is meant, and what becomes of its errors.

import { version } from '../runner/version';
import { CommandError } from './command-error';
import { dumpTrace } from './dump-trace';
import { EXIT, type ExitCode } from './exit-codes';
import { commandNames, helpText } from './help';
import { replay, shrink } from './replay';
import type { Surroundings } from './surroundings';

type Command = (given: readonly string[], surroundings: Surroundings) => Promise<ExitCode>;

/** The checkers are loaded only if they are needed: this takes longer than most commands do. */
const check: Command = (given, surroundings) =>
  (require('./check') as typeof import('./check')).check(given, surroundings);

const COMMANDS: Readonly<Record<string, Command>> = { replay, shrink, 'dump-trace': dumpTrace, check };

/** Carries out a command line (without `node` and the program's own name). Never rejects. */
export async function runCommandLine(given: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    return await dispatch(given, surroundings);
  } catch (error) {
    const known = error instanceof CommandError;
    const message = known ? error.message : `lockstep failed: ${(error as Error)?.stack ?? String(error)}`;
    if (asksForJson(given)) {
      surroundings.out(
        `${JSON.stringify({ format: 'lockstep-error', version: 1, code: known ? error.code : 'internal', message })}\n`,
      );
    } else surroundings.note(`${message}\n`);
    return EXIT.usage;
  }
}

async function dispatch(given: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = given;
  const options = ownOptions(given);
  if (name === undefined) {
    surroundings.note(helpText());
    return EXIT.usage;
  }
  if (options.includes('--help') || options.includes('-h')) {
    surroundings.out(helpText(name));
    return EXIT.ok;
  }
  if (name === '--version' || name === '-v') {
    surroundings.out(`${version}\n`);
    return EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const what = name.startsWith('-') ? 'option' : 'command';
    throw new CommandError(
      'usage',
      `lockstep: unknown ${what} ${JSON.stringify(name)}. Commands are ${commandNames.join(', ')}. See \`lockstep --help\`.`,
    );
  }
  return command(rest, surroundings);
}

/** Arguments before `--` are for lockstep, those behind it for Jest. */
function ownOptions(given: readonly string[]): readonly string[] {
  const end = given.indexOf('--');
  return end === -1 ? given : given.slice(0, end);
}

function asksForJson(given: readonly string[]): boolean {
  return ownOptions(given).includes('--json');
}
