// Behind a transformer of the user's, Babel sees compiled code. This plugin gives its nodes the positions that they have in the user's
// source, so that sites, source maps and coverage are in lines that the user knows.

import type * as BabelCore from '@babel/core';
import type { PluginObj, types as Types } from '@babel/core';
import { originalPositionFor, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceMap } from './jest-types';

const INLINE = /\/[/*][#@]\s*sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+).*\s*$/;

/** The map that came with compiled code, beside it or in its last line; null if there is none. */
export function mapOf(code: string, map: SourceMap): SourceMapInput | null {
  if (typeof map === 'object' && map !== null) return map as SourceMapInput;
  if (typeof map === 'string' && map !== '') return JSON.parse(map) as SourceMapInput;
  const inline = INLINE.exec(code)?.[1];
  return inline === undefined ? null : (JSON.parse(Buffer.from(inline, 'base64').toString('utf8')) as SourceMapInput);
}

interface Position {
  line: number;
  column: number;
}

/** @returns a plugin for Babel that moves every node to where it was before `map` was made; nodes that were nowhere lose their place */
export function originalPositions(map: SourceMapInput): (babel: typeof BabelCore) => PluginObj {
  const traced = new TraceMap(map);
  const original = ({ line, column }: Position): Position | null => {
    const found = originalPositionFor(traced, { line, column });
    return found.line === null ? null : { line: found.line, column: found.column };
  };
  const move = (node: Types.Node): void => {
    if (node.loc == null) return;
    const start = original(node.loc.start);
    const end = original(node.loc.end);
    if (start === null) node.loc = null;
    else
      node.loc = { ...node.loc, start: { ...node.loc.start, ...start }, end: { ...node.loc.end, ...(end ?? start) } };
  };
  return ({ types }) => ({
    name: 'lockstep-original-positions',
    visitor: {
      Program: {
        enter: ({ node }) => types.traverseFast(node, move),
      },
    },
  });
}
