// An operation as a few words: `write 3`, `read -> 1`, `cas [1, 2] refused`.

import type { Operation } from '../history/operation';
import { describeValue } from './describe';

export function describeOperation(operation: Operation): string {
  const { f, key, input, output, outcome } = operation;
  const name = key === undefined ? f : `${f} ${describeValue(key)}:`;
  const asked = input === undefined || input === null ? name : `${name} ${describeValue(input)}`;
  const answered = output === undefined ? asked : `${asked} -> ${describeValue(output)}`;
  switch (outcome) {
    case 'ok':
      return answered;
    case 'fail':
      return `${asked} failed`;
    case 'mismatch':
      return `${answered} refused`;
    case 'info':
      return `${asked} with unknown result`;
    case 'blocked':
      return `${asked} blocked`;
  }
}
