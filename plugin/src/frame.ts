// The function, as it will be emitted, that the lowering is in.

import type { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { FunctionFacts } from './function-facts';

/** Names that stand for `arguments`, `new.target` and `super` where a body was moved away from them; see lexical-values.ts. */
export interface LexicalNames {
  readonly argumentsName: string | null;
  /** If `arguments` is assigned to: the function that writes it; `argumentsName` is the one that reads it then. */
  readonly argumentsSet: string | null;
  readonly newTarget: t.Expression | null;
  readonly superGet: string | null;
  readonly superSet: string | null;
  readonly superCall: string | null;
  /** The function that yields `this`, where it may not be bound yet when the body starts. */
  readonly thisGet: string | null;
}

export interface Frame extends LexicalNames {
  readonly info: FunctionFacts;
  /** Awaits in it become yields. */
  readonly async: boolean;
  readonly asyncGenerator: boolean;
  /** A generator of deep mode: calls enter, accesses to shared memory stop. */
  deep: boolean;
  /** Variables that are not visible here and are used through functions that were passed. */
  readonly accessors: ReadonlySet<Binding>;
  /** Variables to be declared at its start; null where nothing can be declared. */
  temporaries: Map<string, t.Expression | null> | null;
  held: number;
  /** Blocks around the current place that run code when they are left. */
  guards: number;
  /** Property accesses in it are tracked. */
  tracked: boolean;
}

const NO_ACCESSORS: ReadonlySet<Binding> = new Set();

const IN_PLACE: LexicalNames = {
  argumentsName: null,
  argumentsSet: null,
  newTarget: null,
  superGet: null,
  superSet: null,
  superCall: null,
  thisGet: null,
};

/**
 * @param accessors of the place where the function's body will stand
 * @param lexical of that place
 */
export function frameOf(
  info: FunctionFacts,
  accessors: ReadonlySet<Binding> = NO_ACCESSORS,
  lexical: LexicalNames = IN_PLACE,
): Frame {
  const { argumentsName, argumentsSet, newTarget, superGet, superSet, superCall, thisGet } = lexical;
  return {
    info,
    async: false,
    asyncGenerator: false,
    deep: false,
    argumentsName,
    argumentsSet,
    newTarget,
    superGet,
    superSet,
    superCall,
    thisGet,
    accessors,
    temporaries: null,
    held: 0,
    guards: 0,
    tracked: false,
  };
}
