// The fields of a trace that are written alike in all versions of the format, for checking what was read from a file.

import { DECISION_KINDS } from '../engine/recorded-decision';
import { check } from './checks';
import { RACE_KINDS } from './explain/race';
import { WAKE_KINDS } from './explain/wake';
import { FAILED_HISTORY } from './failed-history';

const FAILURE_KINDS = [
  'error',
  'unhandled-rejection',
  'uncaught-exception',
  'deadlock',
  'potential-deadlock',
  'step-bound',
  'endless-loop',
  'divergence',
] as const;

export const SITE_KIND = check.oneOf('a', 'f', 'y', 'r', 'w', 'm', 'l', 't', 'd');

const FAILURE = check.object({
  kind: check.oneOf(...FAILURE_KINDS),
  name: check.text,
  message: check.text,
  stack: check.text,
  task: check.text,
  site: check.text,
  waiting: check.list(check.object({ task: check.text, name: check.text, site: check.text })),
  signature: check.text,
  history: check.optional(FAILED_HISTORY),
  timeOut: check.optional(
    check.object({ site: check.text, delay: check.integerFrom(0), pending: check.list(check.text) }),
  ),
});

const OPERATION = check.object({ task: check.text, site: check.text, operation: check.text });

const CRITICAL = check.object({
  kind: check.oneOf('removal', 'repair'),
  decision: check.integerFrom(0),
  decided: check.oneOf(...DECISION_KINDS),
  failing: OPERATION,
  passing: OPERATION,
});

const RACE = check.object({
  kind: check.oneOf(...RACE_KINDS),
  name: check.text,
  accesses: check.list(
    check.object({ task: check.text, write: check.flag, value: check.text, site: check.text, step: check.integer }),
  ),
  clauses: check.list(check.text),
  sentence: check.text,
});

const OVERLAP = check.object({
  kind: check.oneOf('one-after-another', 'held-back', 'none'),
  task: check.optional(check.text),
  name: check.optional(check.text),
});

const WAKE = check.object({
  kind: check.oneOf(...WAKE_KINDS),
  sentence: check.text,
  mark: check.nullOr(check.object({ step: check.integer, task: check.text, site: check.text })),
});

const EXPLANATION = check.object({
  causes: check.list(RACE),
  overlap: check.nullOr(OVERLAP),
  wakes: check.optional(check.list(WAKE)),
});

const NATIVE = check.object({
  events: check.list(
    check.object({
      at: check.number,
      what: check.oneOf('ran', 'kept back'),
      type: check.text,
      place: check.text,
      milliseconds: check.optional(check.number),
    }),
  ),
  missing: check.integerFrom(0),
  again: check.object({ runs: check.integerFrom(0), failed: check.integerFrom(0) }),
});

/** All fields but decisions, sites, events and their tables. */
export const PLAIN_FIELDS = {
  format: check.text,
  version: check.integerFrom(1),
  lockstep: check.text,
  test: check.object({
    file: check.text,
    name: check.list(check.text),
    occurrence: check.optional(check.integerFrom(1)),
  }),
  seed: check.integer,
  iteration: check.integerFrom(0),
  stream: check.optional(check.integerFrom(0)),
  strategy: check.text,
  model: check.oneOf('host', 'await'),
  options: check.object({
    maxSteps: check.integerFrom(1),
    maxLatency: check.nullOr(check.number),
    isolate: check.flag,
  }),
  sources: check.record(check.text),
  failure: check.nullOr(FAILURE),
  critical: check.optional(check.nullOr(CRITICAL)),
  explanation: check.optional(check.nullOr(EXPLANATION)),
  native: check.optional(NATIVE),
  leftOut: check.optional(check.object({ events: check.integerFrom(0), oversized: check.flag })),
};
