// Finds the trace that the user means, by its path or by a part of its test's title.

import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadTrace, type Trace, TraceError, tracesFolder } from '../trace';
import { CommandError } from './command-error';

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
  const folder = nearestTracesFolder(cwd);
  const traces = folder === null ? [] : readableTraces(folder);
  const [newest, ...older] = traces.filter(
    ({ trace }) => fullName(trace).includes(wanted) || trace.test.name.join(' > ').includes(wanted),
  );
  if (newest === undefined)
    throw new CommandError(
      'no-trace',
      nothingFound(
        wanted,
        folder,
        traces.map(({ trace }) => trace),
        cwd,
      ),
    );
  const others = new Set(older.map(({ trace }) => trace.test.name.join(' > ')));
  others.delete(newest.trace.test.name.join(' > '));
  return { ...newest, root: rootOf(newest.path, cwd), others: [...others] };
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

/** The traces of the working directory, or of the nearest folder above it that has any. */
function nearestTracesFolder(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const traces = tracesFolder(folder);
    if (isFolder(traces)) return traces;
    if (folder === dirname(folder)) return null;
  }
}

/** Newest first. Files that are no traces, or cannot be used, are passed over. */
function readableTraces(folder: string): { path: string; trace: Trace }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ path: join(folder, name), changed: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.changed - one.changed || (one.path < other.path ? -1 : 1))
    .flatMap(({ path }) => {
      try {
        return [{ path, trace: loadTrace(path) }];
      } catch {
        return [];
      }
    });
}

function nothingFound(wanted: string, folder: string | null, traces: readonly Trace[], cwd: string): string {
  const looked = `There is no file ${JSON.stringify(wanted)}, and no trace of a test whose name contains it`;
  if (folder === null)
    return `${looked}: ${tracesFolder(cwd)} does not exist, nor one in a folder above. Run the failing test to record a trace.`;
  if (traces.length === 0) return `${looked}: there are no traces in ${folder}. Run the failing test to record one.`;
  const names = [...new Set(traces.map((trace) => trace.test.name.join(' > ')))];
  const more = names.length > MOST_NAMED ? [`  … and ${names.length - MOST_NAMED} more`] : [];
  return [
    `${looked}. The traces in ${folder} are of:`,
    ...names.slice(0, MOST_NAMED).map((name) => `  ${name}`),
    ...more,
  ].join('\n');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
