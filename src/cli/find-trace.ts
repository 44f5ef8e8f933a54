// Finds the trace that the user means, by its path or by a part of its test's title.

import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isSameTest, loadTrace, type Trace, TraceError, tracesFolder } from '../trace';
import { CommandError } from './command-error';
import { tracesFolders } from './traces-folders';

export interface FoundTrace {
  /** Absolute. */
  readonly path: string;
  readonly trace: Trace;
  /** The folder that the paths in the trace are relative to. */
  readonly root: string;
  /** Other tests that the title fits, newest first. */
  readonly others: readonly string[];
}

const MOST_NAMED = 10;

/**
 * @param wanted a path, or a part of a test's name: its titles joined by spaces
 * @throws CommandError `no-trace` or `bad-trace`
 */
export function findTrace(wanted: string, cwd: string): FoundTrace {
  const path = resolve(cwd, wanted);
  if (isFile(path) || wanted.endsWith('.json')) return { path, trace: load(path), root: rootOf(path, cwd), others: [] };
  const folders = tracesFolders(cwd);
  const traces = readableTraces(folders);
  const [newest, ...older] = traces.filter(
    ({ trace }) => fullName(trace).includes(wanted) || trace.test.name.join(' > ').includes(wanted),
  );
  if (newest === undefined)
    throw new CommandError(
      'no-trace',
      nothingFound(
        wanted,
        folders,
        traces.map(({ trace }) => trace),
        cwd,
      ),
    );
  const others = older.filter(
    ({ path: other, trace }) =>
      rootOf(other, cwd) !== rootOf(newest.path, cwd) || !isSameTest(trace.test, newest.trace.test),
  );
  return {
    ...newest,
    root: rootOf(newest.path, cwd),
    others: [...new Set(others.map(({ trace }) => titleBeside(newest.trace, trace)))],
  };
}

/** The title of another test, with what tells it apart where the titles are the same. */
function titleBeside({ test }: Trace, other: Trace): string {
  const title = other.test.name.join(' > ');
  if (title !== test.name.join(' > ')) return title;
  const { file, occurrence = 1 } = other.test;
  return `${title} (${file === test.file ? `number ${occurrence} in ${file}` : file})`;
}

/** The name of a test as Jest matches it. */
export function fullName(trace: Pick<Trace, 'test'>): string {
  return trace.test.name.join(' ');
}

function load(path: string): Trace {
  try {
    return loadTrace(path);
  } catch (error) {
    if (error instanceof TraceError)
      throw new CommandError(error.code === 'missing' ? 'no-trace' : 'bad-trace', error.message);
    throw error;
  }
}

/** A trace lies in `<root>/.lockstep/traces`. If it was moved elsewhere, its root is the working directory. */
function rootOf(path: string, cwd: string): string {
  const root = resolve(dirname(path), '..', '..');
  return tracesFolder(root) === dirname(path) ? root : cwd;
}

/** Newest first. Files that are no traces, or cannot be used, are passed over. */
function readableTraces(folders: readonly string[]): { path: string; trace: Trace }[] {
  return folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.json'))
    .map((path) => ({ path, changed: statSync(path).mtimeMs }))
    .sort((one, other) => other.changed - one.changed || (one.path < other.path ? -1 : 1))
    .flatMap(({ path }) => {
      try {
        return [{ path, trace: loadTrace(path) }];
      } catch {
        return [];
      }
    });
}

function nothingFound(wanted: string, folders: readonly string[], traces: readonly Trace[], cwd: string): string {
  const looked = `There is no file ${JSON.stringify(wanted)}, and no trace of a test whose name contains it`;
  const where = folders.join(', ');
  if (folders.length === 0)
    return `${looked}: ${tracesFolder(cwd)} does not exist, nor one in a folder above or below. Run the failing test to record a trace.`;
  if (traces.length === 0) return `${looked}: there are no traces in ${where}. Run the failing test to record one.`;
  const names = [...new Set(traces.map((trace) => trace.test.name.join(' > ')))];
  const more = names.length > MOST_NAMED ? [`  … and ${names.length - MOST_NAMED} more`] : [];
  return [
    `${looked}. The traces in ${where} are of:`,
    ...names.slice(0, MOST_NAMED).map((name) => `  ${name}`),
    ...more,
  ].join('\n');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
