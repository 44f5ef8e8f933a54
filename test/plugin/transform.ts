// Runs the plugin under Babel 7 as the tests need it.

import { type PluginItem, transformSync } from '@babel/core';
import lockstep from '../../plugin/src';

export interface TransformOptions {
  readonly plugin?: Record<string, unknown>;
  readonly before?: PluginItem[];
  readonly plugins?: PluginItem[];
  readonly presets?: PluginItem[];
  readonly filename?: string;
  readonly sourceType?: 'script' | 'module';
}

export function compile(code: string, options: TransformOptions = {}) {
  const result = transformSync(code, {
    configFile: false,
    babelrc: false,
    root: '/project',
    filename: options.filename ?? '/project/src/file.js',
    sourceType: options.sourceType ?? 'module',
    sourceMaps: true,
    plugins: [
      ...(options.before ?? []),
      [lockstep as unknown as PluginItem as never, { runtime: 'global', ...options.plugin }],
      ...(options.plugins ?? []),
    ],
    presets: options.presets ?? [],
  });
  return { code: result?.code ?? '', map: result?.map };
}

/** The runtime, the site table and the small functions that the file's code needs. */
const HEADER =
  /^("use strict";\n+)?var _\$ = [\s\S]*? _\$ = _\$\.view\(_s\);\n?(function\*? _(?:[rwvm]|target|step|close)\([\s\S]*?\n\}\n?)*/;

/** The transformed code without the header. */
export function body(code: string, options: TransformOptions = {}): string {
  const output = compile(code, options).code;
  return output.replace(HEADER, '').trim();
}
