// Where traces may lie, seen from the working directory: in a project around it, or, at the root of a monorepo, in those below it.

import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { tracesFolder } from '../trace';

/** Folders below the working directory that are looked through; packages lie less deep. */
const DEEPEST = 5;

/** The folders of traces of the working directory or the nearest folder above it that has any, and of those below it. */
export function tracesFolders(cwd: string): string[] {
  const above = nearestAbove(cwd);
  return [...(above === null ? [] : [above]), ...below(cwd, 1)];
}

function nearestAbove(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const traces = tracesFolder(folder);
    if (isFolder(traces)) return traces;
    if (folder === dirname(folder)) return null;
  }
}

function below(folder: string, depth: number): string[] {
  if (depth > DEEPEST) return [];
  return subfolders(folder).flatMap((name) => {
    const path = join(folder, name);
    const traces = tracesFolder(path);
    return [...(isFolder(traces) ? [traces] : []), ...below(path, depth + 1)];
  });
}

/** Names of the folders in a folder, without hidden ones, dependencies and links, in order. */
function subfolders(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => entry.name)
    .sort();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * The folder in which Jest is started for a test of the project at `root`: the working directory, unless a package below it has a configuration of
 * Jest's of its own.
 */
export function folderForJest(root: string, cwd: string): string {
  const way = relative(cwd, root);
  if (way === '' || way.startsWith('..') || way.includes(`..${sep}`)) return cwd;
  for (let folder = root; folder !== cwd && folder !== dirname(folder); folder = dirname(folder))
    if (configuresJest(folder)) return folder;
  return cwd;
}

function configuresJest(folder: string): boolean {
  if (
    ['js', 'ts', 'mjs', 'cjs', 'cts', 'mts', 'json'].some((ending) => existsSync(join(folder, `jest.config.${ending}`)))
  )
    return true;
  try {
    return Object.hasOwn(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object, 'jest');
  } catch {
    return false;
  }
}
