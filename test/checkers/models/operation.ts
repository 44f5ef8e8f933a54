// One operation by itself, for asking a model.

import type { Operation } from '../../../src/checkers';
import type { OperationDraft } from '../../../src/checkers/models/self-test/walk';

export function operationFrom(draft: OperationDraft & Partial<Operation>): Operation {
  return {
    index: 0,
    process: 0,
    key: undefined,
    input: undefined,
    output: undefined,
    outcome: 'ok',
    call: 0,
    return: 1,
    step: -1,
    line: 0,
    error: undefined,
    ...draft,
  };
}
