// Which call of Node has begun native work, and where it stands in the source: read from the stack while the async hooks report the work.

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { withAllFrames } from '../engine/deep/stack-frames';
import { siteTable } from '../engine/site-table';
import type { Site } from '../engine/sites';

/** Enough for the hooks, Node's own functions and their caller. */
const FRAMES = 24;

/** Files of Node that only carry a call on: the function that they carry names it. */
const CARRIERS = /^node:internal\/(?:util|async_hooks|process\/|streams\/|per_context\/|promise|timers)/;
const HOOKS = /^node:(?:internal\/)?async_hooks$/;
/** zlib makes its functions by a wrapper of that name. */
const WRAPPER = /Wrapper$/;

/** What a function is called on that says nothing of its module; a module that is looked through is a proxy. */
const NAMELESS: ReadonlySet<string> = new Set(['Object', 'Function', 'Proxy']);

/** Files of this package: the host stands two folders below its root. */
const OWN = __dirname.replace(/[\\/](?:lib[\\/])?src[\\/]host$/, '');
const OWN_FOLDERS = ['lib', 'src', 'jest-preset'].flatMap((name) =>
  ['/', '\\'].map((slash) => OWN + slash + name + slash),
);

type Frame = NodeJS.CallSite;

interface Place {
  readonly file: string;
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/**
 * The site of the call that has just made native work.
 * @param api what it is called; if it is not given, the outermost function of Node on the stack that means something
 * @param otherwise where it is said to be if no code outside Node is on the stack
 */
export function callHere(type: string, api: string | null, otherwise: number): number {
  const frames = framesBelow(callHere);
  const first = skip(frames, skip(frames, 0, isOwn), (file) => HOOKS.test(file));
  const at = skip(frames, first, (file) => file === '' || isNodes(file) || isOwn(file));
  const caller = frames[at];
  const name = api ?? apiOf(frames.slice(first, at));
  const { foreign } = siteTable;
  if (caller === undefined) {
    if (otherwise < -1) return otherwise;
    return foreign.id(`${type} ${name} ${otherwise}`, () => nearest(name || described(type), otherwise));
  }
  const position = `${caller.getFileName()}:${caller.getLineNumber()}:${caller.getColumnNumber()}`;
  return foreign.id(`${name || type} ${position}`, () => {
    const place =
      capture(callHere, ({ stack }) => sourcePlace(stack.split('\n').slice(-frames.length)[at] ?? '')) ??
      rawPlace(caller);
    return {
      ...shown(place),
      kind: 't',
      function: caller.getFunctionName() ?? '',
      text: name || calledAt(place) || described(type),
    };
  });
}

/** Absolute path of the file that has called a function of this package; '' if nobody knows. */
export function callingFile(): string {
  const frames = framesBelow(callingFile);
  const caller = frames[skip(frames, 0, isOwn)];
  return caller === undefined ? '' : fileOf(caller);
}

function framesBelow(top: Function): readonly Frame[] {
  return capture(top, (holder) => {
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = withAllFrames((_: Error, sites: Frame[]) => sites);
    try {
      return holder.stack as unknown as readonly Frame[];
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
    }
  });
}

/** The stack below a function, as it is read by `read`. */
function capture<Result>(top: Function, read: (holder: { readonly stack: string }) => Result): Result {
  const { stackTraceLimit } = Error;
  const holder = {} as { readonly stack: string };
  Error.stackTraceLimit = FRAMES;
  try {
    Error.captureStackTrace(holder, top);
    return read(holder);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const fileOf = (frame: Frame): string => frame.getFileName() ?? '';
const isNodes = (file: string): boolean => file.startsWith('node:');
const isOwn = (file: string): boolean => OWN_FOLDERS.some((folder) => file.startsWith(folder));

/** The first frame from `start` on whose file is another. */
function skip(frames: readonly Frame[], start: number, passes: (file: string) => boolean): number {
  let at = start;
  for (let frame = frames[at]; frame !== undefined && passes(fileOf(frame)); frame = frames[at]) at++;
  return at;
}

/** The name of the outermost function of Node that means something to its caller. */
function apiOf(frames: readonly Frame[]): string {
  const outward = frames.filter((frame) => isNodes(fileOf(frame))).reverse();
  const telling = outward.find((frame) => !CARRIERS.test(fileOf(frame)) && nameOf(frame) !== '');
  return nameOf(telling ?? outward.find((frame) => nameOf(frame) !== ''));
}

/** `fs.readFile` for a function of a module, `Socket.connect` for a method, `new Worker` for a class. */
function nameOf(frame: Frame | undefined): string {
  const name = (frame?.getMethodName() ?? frame?.getFunctionName() ?? '').replace(/^.*\./, '');
  if (frame === undefined || name === '' || WRAPPER.test(name)) return '';
  if (frame.isConstructor()) return `new ${name}`;
  const type = frame.getTypeName();
  if (type !== null && !NAMELESS.has(type) && !frame.isToplevel()) return `${type}.${name}`;
  const module = moduleOf(fileOf(frame));
  return module === '' ? name : `${module}.${name}`;
}

/** The public module of a file of Node; '' for what is global. */
function moduleOf(file: string): string {
  const path = file.replace(/^node:/, '').replace(/^internal\//, '');
  if (/^(?:deps|bootstrap|webstreams|blob|web)\b/.test(path)) return '';
  const [name = '', inner] = path.split('/');
  return inner === 'promises' ? `${name}.promises` : name;
}

function described(type: string): string {
  return type === 'PROMISE' ? 'a native promise' : `a resource of Node (${type})`;
}

const NOWHERE = { file: '', line: 0, column: 0, function: '' };

function nearest(text: string, site: number): Site {
  const { file, line, column, function: name } = siteTable.site(site) ?? NOWHERE;
  return { file, line, column, function: name, kind: 't', text };
}

/** The place in a line of a stack, which whoever maps stacks to the source has mapped. */
function sourcePlace(line: string): Place | null {
  const found = /^\s*at (?:async )?(?:.*\()?(.+):(\d+):(\d+)\)?$/.exec(line);
  if (found === null) return null;
  const [, file = '', row, column] = found;
  return { file: unwrapped(file), line: Number(row), column: Number(column) };
}

function rawPlace(frame: Frame): Place {
  return { file: unwrapped(fileOf(frame)), line: frame.getLineNumber() ?? 0, column: frame.getColumnNumber() ?? 1 };
}

const unwrapped = (file: string): string => file.replace(/^file:\/\//, '').replaceAll('\\', '/');

/** As sites of instrumented files are named, or by its package, or from where Node was started. */
function shown({ file, line, column }: Place): Pick<Site, 'file' | 'line' | 'column'> {
  const known = siteTable.list().find(({ name }) => file === name || file.endsWith(`/${name}`));
  const name = known?.name ?? file.replace(/^.*\/(?=node_modules\/)/, '');
  return { file: name === file ? relative(process.cwd(), file) : name, line, column: column - 1 };
}

/** The function that is called at a place, read from the source: native code has no frame of its own. */
function calledAt({ file, line, column }: Place): string {
  try {
    const text = readFileSync(file, 'utf8').split('\n')[line - 1] ?? '';
    const [before = ''] = /[\w$.]*$/.exec(text.slice(0, column - 1)) ?? [];
    const [after = ''] = /^(?:new )?[\w$.]*/.exec(text.slice(column - 1)) ?? [];
    return before + after;
  } catch {
    return '';
  }
}
