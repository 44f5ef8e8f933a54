// Programs that are written once and run twice: as they are, on the realm's own Promise and event loop, and instrumented by
// babel-plugin-lockstep, under control. A program may use globals and its parameters only, since it is compiled from its source text.

import { transformSync } from '@babel/core';
import lockstep from '../../plugin/src';
import { runtime } from '../../src/runtime';

/** Any function whose source text is a program of its own. */
export type Program<Args extends unknown[], Result> = (...args: Args) => Result;

export interface CompileOptions {
  /** Name of the file that the program is said to come from. */
  readonly file?: string;
  /** The file is environment code. Default false. */
  readonly environment?: boolean;
}

let files = 0;

/** The instrumented form of `program`. */
export function instrumented<Args extends unknown[], Result>(
  program: Program<Args, Result>,
  options: CompileOptions = {},
): Program<Args, Result> {
  return instrumentedSource(`(${program.toString()})`, options) as Program<Args, Result>;
}

/** The value of an expression, given as source text, after instrumentation. */
export function instrumentedSource(source: string, { file, environment = false }: CompileOptions = {}): unknown {
  if (runtime.abi !== 1) throw new Error('The runtime was not installed.');
  const pragma = environment ? '/* @lockstep environment */' : '/* @lockstep code */';
  const transformed = transformSync(`${pragma} module.exports = ${source};`, {
    filename: file ?? `program-${++files}.js`,
    root: '.',
    configFile: false,
    babelrc: false,
    sourceType: 'script',
    plugins: [[lockstep, { runtime: 'global', root: process.cwd() }]],
  });
  const module = { exports: undefined as unknown };
  new Function('module', 'require', transformed?.code ?? '')(module, require);
  return module.exports;
}
