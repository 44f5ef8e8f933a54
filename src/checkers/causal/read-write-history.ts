// A history as the causal checks need it, or why they cannot judge it.

import type { History } from '../history/history';
import { threadsOf } from '../sequential/threads';
import { describeValue } from '../values/describe';
import { describeOperation } from '../values/describe-operation';
import { valueOf } from './access';
import { type SessionHistory, sessionHistory } from './session-history';

/** @returns the history, or a sentence that names what does not hold: an operation that is neither read nor write, a value that several wrote */
export function readWriteHistory(history: History, initial: unknown): SessionHistory | string {
  const compare = history.operations.find(({ f, outcome }) => f === 'cas' && outcome !== 'fail');
  const sessions = sessionHistory(threadsOf(history.operations), valueOf(initial));
  const foreign = compare ?? sessions.foreign;
  if (foreign) {
    return (
      `operation ${foreign.index} (${describeOperation(foreign)}) is neither a read nor a write: ` +
      'the check knows read, get, write, put and delete'
    );
  }
  return sessions.ambiguous ? repeatedValue(sessions, initial) : sessions;
}

function repeatedValue({ operations, ambiguous }: SessionHistory, initial: unknown): string {
  const { read, writers } = ambiguous as NonNullable<SessionHistory['ambiguous']>;
  const reader = operations[read] as (typeof operations)[number];
  const names = writers.map((writer) =>
    writer ? `operation ${writer.index}` : `the initial value (${describeValue(initial)})`,
  );
  const key = reader.key === undefined ? '' : ` of key ${describeValue(reader.key)}`;
  return (
    `operation ${reader.index} (${describeOperation(reader)}) found a value${key} that may come from ${names.join(' or ')}: ` +
    'each value that is read must have been written once'
  );
}
