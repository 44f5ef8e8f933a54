// The few words that stand in an operation's bar: those of the reports, shorter where space is scarce.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { describeOperation } from '../values/describe-operation';

/** @param limit longest label, in characters */
export function operationLabel(operation: Operation, limit: number): string {
  const text = words(operation, limit);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function words(operation: Operation, limit: number): string {
  const steps = microOperations(operation);
  if (steps !== null) return `${steps.map((step) => microLabel(step, limit)).join(', ')}${mark(operation)}`;
  if (operation.outcome === 'info') return `${describeOperation({ ...silent(operation), outcome: 'ok' })} ?`;
  return describeOperation(isEcho(operation) ? silent(operation) : operation);
}

/** Operations whose result is their argument again in logs that repeat it. */
const ECHOING = new Set(['write', 'put', 'append', 'enqueue', 'push', 'insert']);

function isEcho({ f, input, output }: Operation): boolean {
  return ECHOING.has(f) && output === input && typeof input !== 'object';
}

function silent(operation: Operation): Operation {
  return { ...operation, output: undefined };
}

/** `[f, key, value]` of a transaction, with what was read filled in; null for other operations. */
function microOperations({ f, input, output, outcome }: Operation): readonly unknown[][] | null {
  const list = outcome === 'ok' && Array.isArray(output) ? output : input;
  if (f !== 'txn' || !Array.isArray(list) || list.length === 0) return null;
  return list.every((step) => Array.isArray(step) && typeof step[0] === 'string') ? list : null;
}

function microLabel([f, key, value]: readonly unknown[], limit: number): string {
  const target = typeof key === 'string' ? key : describeValue(key, limit);
  if (f !== 'r') return `${f} ${target} ${describeValue(value, limit)}`;
  return value === undefined || value === null ? `r ${target}` : `r ${target} -> ${describeValue(value, limit)}`;
}

function mark({ outcome }: Operation): string {
  if (outcome === 'ok') return '';
  if (outcome === 'info') return ' ?';
  return outcome === 'fail' ? ' failed' : outcome === 'mismatch' ? ' refused' : ' blocked';
}
