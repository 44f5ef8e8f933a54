// `process.emitWarning` in a worker: the event 'warning' of the worker's own process, and a line on the worker's stderr.

import type { EventEmitter } from 'node:events';
import { types } from 'node:util';
import { simulation } from '../../engine/simulation';
import { invalidType } from './worker-errors';

export interface WarningProcess extends EventEmitter {
  readonly execArgv: readonly string[];
  readonly pid: number;
  readonly noDeprecation?: boolean;
  readonly traceDeprecation?: boolean;
  readonly throwDeprecation?: boolean;
  readonly stderr: { write(text: string): unknown };
}

interface Details {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly ctor?: unknown;
}

type Warning = Error & { code?: unknown; detail?: unknown };

function checkText(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string')
    throw invalidType(`"${name}" argument must be of type string`, value);
}

/** The arguments of `emitWarning` in their two forms. */
function detailsOf(type: unknown, code: unknown, ctor: unknown): Details {
  if (typeof type === 'object' && type !== null && !Array.isArray(type)) return type;
  if (typeof type === 'function') return { ctor: type };
  return typeof code === 'function' ? { type, ctor: code } : { type, code, ctor };
}

function madeWarning(text: unknown, { type = 'Warning', code, detail, ctor }: Details, caller: Function): Warning {
  checkText('type', type);
  checkText('code', code);
  checkText('detail', detail);
  if (typeof text !== 'string')
    throw invalidType('"warning" argument must be of type string or an instance of Error', text);
  const made: Warning = new Error(text);
  made.name = type as string;
  if (code !== undefined) made.code = code;
  if (detail !== undefined) made.detail = detail;
  Error.captureStackTrace(made, (ctor as Function | undefined) ?? caller);
  return made;
}

/** What Node prints of a warning that nobody has asked it not to print. */
function print(warning: Warning, target: WarningProcess, isFirst: boolean): void {
  const { name, code, message, detail } = warning;
  const traces =
    target.execArgv.includes('--trace-warnings') || (name === 'DeprecationWarning' && target.traceDeprecation === true);
  const head = `(node:${target.pid}) ${typeof code === 'string' ? `[${code}] ` : ''}`;
  const what = traces && warning.stack ? warning.stack : `${name}: ${message}`;
  const more = typeof detail === 'string' ? `\n${detail}` : '';
  const hint = traces || !isFirst ? '' : '\n(Use `node --trace-warnings ...` to show where the warning was created)';
  target.stderr.write(`${head}${what}${more}${hint}\n`);
}

/** `emitWarning` of a worker's process. */
export function warningsOf(target: WarningProcess): (...args: unknown[]) => void {
  let isFirst = true;
  return function emitWarning(warning, type, code, ctor): void {
    const made = types.isNativeError(warning)
      ? warning
      : madeWarning(warning, detailsOf(type, code, ctor), emitWarning);
    if (made.name === 'DeprecationWarning' && target.noDeprecation) return;
    simulation.agent.ticks.push(() => {
      if (made.name === 'DeprecationWarning' && target.throwDeprecation) throw made;
      if (!target.execArgv.includes('--no-warnings')) {
        print(made, target, isFirst);
        isFirst = false;
      }
      target.emit('warning', made);
    });
  };
}
