// An operation before anybody has performed it, and the forms in which users write one down.

import type { ProcessId } from '../history/operation';
import { describeValue } from '../values/describe';
import type { Random } from './random';

/** What is to be done: the name, the argument, and which object of several it is about. */
export interface OperationRequest {
  readonly f: string;
  readonly input?: unknown;
  readonly key?: unknown;
}

/** An operation, or a function that makes one each time it is needed: `(random) => ({ f: 'write', input: random.below(5) })`. */
export type OperationSource = OperationRequest | ((random: Random, process: ProcessId) => OperationRequest);

/** What a stream hands out. */
export interface GeneratedOperation extends OperationRequest {
  /** It is done to the system under test, not asked of it: a crash, a partition, a restart. */
  readonly fault: boolean;
}

/** @throws TypeError if the source gives no operation */
export function requestFrom(source: OperationSource, random: Random, process: ProcessId): GeneratedOperation {
  const request: unknown = typeof source === 'function' ? source(random, process) : source;
  if (typeof request !== 'object' || request === null || typeof (request as OperationRequest).f !== 'string')
    throw new TypeError(
      `Expected an operation, an object with \`f\`, the name of what is to be done, got ${describeValue(request)}`,
    );
  return { fault: false, ...(request as OperationRequest) };
}

/** @throws TypeError if `sources` is no list of operations and functions */
export function checkedSources(sources: readonly OperationSource[], who: string): readonly OperationSource[] {
  if (!Array.isArray(sources) || sources.length === 0)
    throw new TypeError(`${who} expects a list of at least one operation or function, got ${describeValue(sources)}`);
  for (const source of sources as readonly unknown[])
    if (typeof source !== 'function' && typeof (source as OperationRequest | null)?.f !== 'string')
      throw new TypeError(
        `${who} expects operations, objects with \`f\`, or functions that return one, got ${describeValue(source)}`,
      );
  return sources;
}
