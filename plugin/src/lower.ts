// One function, lowered in one of the ways in which it can be compiled. It can be lowered again in another: nodes are built, facts belong to
// the source, and a place in the source has one site however often it is lowered.

import { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { lowerBlock } from './block';
import { moveParameters, movesParameters } from './deep/parameters';
import { type Frame, frameOf, type LexicalNames } from './frame';
import type { Lowering } from './lowering';
import { lowerTarget } from './patterns';
import { positioned } from './position';
import { lowerDirectly } from './recursion';

/** As the function is written, or as the body of a generator, in which every await is a `yield` to the runtime. */
/** `deep`: as the generator form of a function of a deep file, which stops before accesses to shared memory. */
export type Mode = 'plain' | 'generator' | 'deep';

/** Where the lowered function will stand: what it can name there. */
export interface Place {
  readonly accessors: ReadonlySet<Binding>;
  readonly lexical: LexicalNames | undefined;
}

export interface Lowered {
  readonly params: t.Function['params'];
  /** A block in generators. */
  readonly body: t.BlockStatement | t.Expression;
}

export function lower(node: t.Function, mode: Mode, lowering: Lowering, place = here(node, lowering)): Lowered {
  const info = lowering.facts.ofFunction(node);
  const async = mode === 'generator' && node.async === true;
  const frame: Frame = {
    ...frameOf(info, place.accessors, place.lexical),
    async,
    asyncGenerator: async && node.generator === true,
  };
  const deep = mode === 'deep' || (async && lowering.deepFile && !info.dynamic);
  const inside = () => {
    // Nothing can be declared for the parameters, so accesses in them are not tracked.
    // Those of generators are bound at the call.
    const moves = deep && movesParameters(node, info);
    if (moves) {
      frame.temporaries = new Map();
      frame.deep = true;
    }
    const params = node.params.map((param) => lowerTarget(param, lowering));
    if (moves) {
      const moved = moveParameters(params, lowering);
      return { params: moved.params, body: lowerBody(node, mode, lowering, moved.first) };
    }
    frame.temporaries = new Map();
    // Nothing can be yielded in parameters.
    frame.deep = deep;
    frame.tracked = lowering.options.track && !info.dynamic;
    return { params, body: lowerBody(node, mode, lowering) };
  };
  if (mode !== 'generator') lowering.depth++;
  const lowered = lowering.within(frame, () => lowering.inScope(info.path.scope, inside));
  if (mode !== 'generator') lowering.depth--;
  return lowered;
}

/** Arrow functions see what is named around them. */
function here(node: t.Function, { frame }: Lowering): Place {
  return { accessors: frame.accessors, lexical: node.type === 'ArrowFunctionExpression' ? frame : undefined };
}

function lowerBody(
  { body }: t.Function,
  mode: Mode,
  lowering: Lowering,
  first: t.Statement | null = null,
): t.BlockStatement | t.Expression {
  const before = first === null ? [] : [first];
  if (body.type === 'BlockStatement') {
    const block = lowerBlock(body, lowering.scope, lowering);
    return { ...block, body: lowering.withTemporaries([...before, ...block.body]) };
  }
  const value = mode === 'generator' && !lowering.deepFile ? lowerDirectly(body, lowering) : lowering.expression(body);
  if (mode === 'plain' && lowering.frame.temporaries?.size === 0) return value;
  const returned = positioned(t.returnStatement(value), body);
  return positioned(t.blockStatement(lowering.withTemporaries([...before, returned])), body);
}
