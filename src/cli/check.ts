// `lockstep check`: are recorded histories consistent?

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CheckResult, History } from '../checkers';
import { check as checkHistory } from '../checkers/check';
import { CRITERIA, type CriterionName } from '../checkers/criteria';
import { type Evidence, evidence } from '../checkers/evidence';
import { type FormatName, historyFormats, readHistory } from '../checkers/history/formats';
import { HistoryError } from '../checkers/history/history-error';
import { MODELS, modelNamed } from '../checkers/model-names';
import { formatResult } from '../checkers/pictures';
import { VERSION_ASSUMPTIONS, type VersionAssumption } from '../checkers/transactions/read-write-register';
import { type CommandArguments, readArguments } from './arguments';
import { answerOf } from './check-answer';
import { CommandError } from './command-error';
import { EXIT, type ExitCode } from './exit-codes';
import type { Surroundings } from './surroundings';
import { writePicture } from './write-picture';

const OPTIONS = {
  criterion: { type: 'string', words: Object.keys(CRITERIA) },
  model: { type: 'string', words: Object.keys(MODELS) },
  'model-options': { type: 'string' },
  format: { type: 'string', words: ['auto', ...historyFormats.map(({ name }) => name)] },
  independent: { type: 'boolean' },
  clock: { type: 'string', words: ['check', 'ignore'] },
  key: { type: 'string' },
  mismatch: { type: 'string' },
  initial: { type: 'string' },
  assume: { type: 'string', words: VERSION_ASSUMPTIONS },
  'max-configurations': { type: 'string' },
  'max-memory': { type: 'string' },
  timeout: { type: 'string' },
  html: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export interface CheckedFile {
  /** As it was given. */
  readonly file: string;
  readonly history: History;
  readonly result: CheckResult;
  /** The fewest operations that contradict each other; empty if nothing smaller than the history is known. */
  readonly core: Evidence['core'];
}

/** A file that could not be read or judged. */
export interface RefusedFile {
  readonly file: string;
  readonly error: CommandError;
}

/** `lockstep check FILE… [--criterion …] [--model …] …` */
export async function check(given: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const args = readArguments('check', 'FILE…', OPTIONS, given);
  const { subjects, flags, values } = args;
  const html = values.get('html');
  if (html !== undefined && subjects.length > 1) usage(`--html draws one history, got ${subjects.length} files.`);
  const judge = judgeFor(args);
  const checked: CheckedFile[] = [];
  const refused: RefusedFile[] = [];
  for (const file of subjects) {
    const one = attempt(file, () => judge(file, textOf(file, surroundings)));
    if ('error' in one) {
      // One of several loses only itself.
      if (subjects.length === 1) throw one.error;
      refused.push(one);
      if (!flags.has('json')) surroundings.note(`${one.error.message}\n`);
      continue;
    }
    checked.push(one);
    if (!flags.has('json')) surroundings.out(textFor(one, subjects.length > 1));
  }
  const exitCode = exitCodeFor(checked, refused);
  if (html !== undefined) {
    const path = resolve(surroundings.cwd, html);
    writePicture(path, checked[0] as CheckedFile);
    surroundings.note(`The history is drawn in ${html}.\n`);
  }
  if (flags.has('json')) surroundings.out(`${answerOf(checked, refused, exitCode)}\n`);
  return exitCode;
}

function attempt(file: string, work: () => CheckedFile): CheckedFile | RefusedFile {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError && error.code !== 'usage') return { file, error };
    throw error;
  }
}

function usage(problem: string): never {
  throw new CommandError('usage', `lockstep check: ${problem} See \`lockstep check --help\`.`);
}

function judgeFor({ flags, values }: CommandArguments): (file: string, text: string) => CheckedFile {
  const criterion = (values.get('criterion') ?? 'linearizable') as CriterionName;
  const model = values.get('model');
  const needsModel = CRITERIA[criterion] === 'model';
  if (needsModel && model === undefined)
    usage(`the criterion ${criterion} needs --model, one of ${Object.keys(MODELS).join(', ')}.`);
  if (!needsModel && model !== undefined) usage(`the criterion ${criterion} takes no --model.`);
  if (!needsModel && values.get('model-options') !== undefined)
    usage(`the criterion ${criterion} takes no --model-options; --initial is what is read before the first write.`);
  const modelOptions = jsonObject('model-options', values.get('model-options'));
  const budget = {
    maxConfigurations: positive('max-configurations', values.get('max-configurations')),
    maxMemory: scaled(positive('max-memory', values.get('max-memory')), 2 ** 20),
    timeout: positive('timeout', values.get('timeout')),
  };
  const reading = {
    format: (values.get('format') ?? 'auto') as FormatName | 'auto',
    independent: flags.has('independent'),
    clock: values.get('clock') as 'check' | 'ignore' | undefined,
    mismatch: values.get('mismatch')?.split(','),
  };
  const key = values.get('key');
  const initial = jsonOption(values.get('initial'));
  if (needsModel && initial !== undefined)
    usage(`the criterion ${criterion} takes no --initial; --model-options has what the model begins with.`);
  const assume = values.get('assume') as VersionAssumption | undefined;
  if (assume !== undefined && CRITERIA[criterion] !== 'transactions' && criterion !== 'causal')
    usage(`the criterion ${criterion} takes no --assume, which is for isolation levels.`);
  // If the model does not take an option, the command was wrong, whatever the files hold.
  if (model !== undefined) asUsage(() => modelNamed(model, modelOptions));

  return (file, text) =>
    aboutFile(file, () => {
      const whole = readHistory(text, { ...reading, name: file });
      if (whole.length === 0)
        throw new CommandError('bad-history', `${file} holds no operation, so nothing was checked.`);
      const history = key === undefined ? whole : onKey(whole, key, file);
      const specification = model === undefined ? undefined : modelNamed(model, modelOptions, hasKeys(history));
      const result = checkHistory(history, { criterion, model: specification, initial, assume, ...budget });
      return { file, result, ...evidence(history, specification, result) };
    });
}

function hasKeys(history: History): boolean {
  return history.operations.some(({ key }) => key !== undefined);
}

/** Keys are given in JSON. A string may also be given without quotes. */
function onKey(history: History, key: string, file: string): History {
  const found = [parsed(key), key].map((wanted) => history.forKey(wanted)).find(({ length }) => length > 0);
  if (found !== undefined) return found;
  const known = history
    .keys()
    .slice(0, 10)
    .map((one) => JSON.stringify(one));
  const names = known.length === 0 ? 'its operations have none' : `its keys are ${known.join(', ')}`;
  throw new CommandError('bad-history', `${file} has no operation on the key ${JSON.stringify(key)}: ${names}.`);
}

function jsonOption(text: string | undefined): unknown {
  return text === undefined ? undefined : parsed(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** If a history cannot be read or judged, it is a matter of its file: the message begins with the file's name. */
function aboutFile<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { name, message } = error as Error;
    if (error instanceof HistoryError || /^(?:Operation|Model)Error$/.test(name))
      throw new CommandError('bad-history', `${file}: ${message}`);
    throw error;
  }
}

function asUsage(work: () => void): void {
  try {
    work();
  } catch (error) {
    usage((error as Error).message.replace(/[^.?]$/, '$&.'));
  }
}

function textOf(file: string, { cwd, input }: Surroundings): string {
  try {
    return file === '-' ? input() : readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    const name = file === '-' ? 'The standard input' : file;
    throw new CommandError('no-history', `${name} cannot be read: ${(error as Error).message}.`);
  }
}

function jsonObject(name: string, text: string | undefined): object {
  const value = text === undefined ? {} : parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  return usage(`--${name} should be an object in JSON, such as '{"initial":0}', got ${JSON.stringify(text)}.`);
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  return number > 0 ? number : usage(`--${name} should be a number above 0, got ${JSON.stringify(text)}.`);
}

function scaled(number: number | undefined, factor: number): number | undefined {
  return number === undefined ? undefined : number * factor;
}

function textFor({ file, history, result, core }: CheckedFile, several: boolean): string {
  const text = formatResult(result, { history, core });
  return several ? `${file}: ${text}\n` : text;
}

/** One violation makes the answer certain, even if other histories could not be decided, or not even read. */
function exitCodeFor(checked: readonly CheckedFile[], refused: readonly RefusedFile[]): ExitCode {
  const verdicts = checked.map(({ result }) => result.verdict);
  if (verdicts.includes('violation')) return EXIT.bug;
  if (refused.length > 0) return EXIT.usage;
  return verdicts.includes('unknown') ? EXIT.undecided : EXIT.ok;
}
