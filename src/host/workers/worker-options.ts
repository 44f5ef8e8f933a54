// What `new Worker(filename, options)` is given: checked as Node checks it, and made into what a worker runs.

import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHARE_ENV } from 'node:worker_threads';
import { isModuleInput } from './exec-arguments';
import type { WorkerEntry } from './loader';
import {
  invalidEnvProperty,
  invalidEval,
  invalidPath,
  invalidScheme,
  invalidType,
  unknownFormat,
} from './worker-errors';

export interface WorkerOptions {
  readonly argv?: readonly unknown[];
  readonly env?: Readonly<Record<string, unknown>> | typeof SHARE_ENV | null;
  readonly eval?: boolean;
  readonly execArgv?: readonly string[];
  readonly stdin?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
  readonly workerData?: unknown;
  readonly transferList?: readonly object[];
  readonly resourceLimits?: Readonly<Record<string, number>>;
  readonly name?: string;
}

/**
 * @throws TypeError with Node's code and message
 */
export function checkOptions(options: WorkerOptions): void {
  const { argv, execArgv, env, name } = options;
  if (argv && !Array.isArray(argv)) throw invalidType('"options.argv" property must be an instance of Array', argv);
  if (execArgv && !Array.isArray(execArgv))
    throw invalidType('"options.execArgv" property must be an instance of Array', execArgv);
  if (env !== undefined && env !== null && typeof env !== 'object' && env !== SHARE_ENV)
    throw invalidType(
      '"options.env" property must be of type object or one of undefined, null, or worker_threads.SHARE_ENV',
      env,
    );
  if (name !== undefined && typeof name !== 'string')
    throw invalidType('"options.name" property must be of type string', name);
}

/** URLs of the sandbox and of Node are different classes. */
function isUrl(value: unknown): value is URL {
  return typeof value === 'object' && value !== null && typeof (value as URL).href === 'string' && 'protocol' in value;
}

/** Where Node would look up the modules that evaluated code requires. */
function evalPath(kind: string): string {
  return resolve(process.cwd(), kind);
}

/**
 * What the worker runs.
 * @throws TypeError with Node's code and message
 */
export function entryOf(filename: unknown, { eval: isCode = false, execArgv = [] }: WorkerOptions): WorkerEntry {
  if (isCode) {
    if (typeof filename !== 'string') throw invalidEval();
    const isModule = isModuleInput(execArgv);
    return { code: filename, path: evalPath(isModule ? '[worker eval].mjs' : '[worker eval].js'), isModule };
  }
  if (isUrl(filename)) {
    if (filename.protocol === 'data:') return dataEntry(filename);
    if (filename.protocol !== 'file:') throw invalidScheme();
    return { path: fileURLToPath(filename.href) };
  }
  if (typeof filename !== 'string')
    throw invalidType('"filename" argument must be of type string or an instance of URL', filename);
  if (isAbsolute(filename) || /^\.\.?[\\/]/.test(filename)) return { path: resolve(filename) };
  throw invalidPath(filename);
}

/** Code in a `data:` URL is an ES module. */
function dataEntry({ href }: URL): WorkerEntry {
  const comma = href.indexOf(',');
  const [kind = ''] = href.slice('data:'.length, comma).split(';');
  const path = evalPath('[worker data].mjs');
  if (!/^(?:text|application)\/javascript$/i.test(kind)) return { failure: unknownFormat(kind, href), path };
  const text = decodeURIComponent(href.slice(comma + 1));
  const isBase64 = href.slice(0, comma).endsWith(';base64');
  const code = isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text;
  return { code, path, isModule: true };
}

/** Values of `process.env` are texts, and its properties are ordinary ones. */
function environment(values: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return new Proxy(values, {
    set: (target, key, value) => Reflect.set(target, key, `${value as string}`),
    defineProperty(target, key, descriptor) {
      const { value, configurable = key in target, writable = key in target, enumerable = key in target } = descriptor;
      if (!('value' in descriptor) || !configurable || !writable || !enumerable) throw invalidEnvProperty(descriptor);
      return Reflect.defineProperty(target, key, {
        ...descriptor,
        value: `${value as string}`,
        configurable,
        writable,
        enumerable,
      });
    },
  });
}

/** The worker's `process.env`. */
export function envOf({ env }: WorkerOptions, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (env === SHARE_ENV) return own;
  const source = env === undefined || env === null || typeof env !== 'object' ? own : env;
  return environment(Object.fromEntries(Object.entries(source).map(([key, value]) => [key, String(value)])));
}
