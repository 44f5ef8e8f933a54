// Checks that a parsed document is a trace, field by field, and that its parts agree. The published schema
// (docs/trace.schema.json) says the same; a test holds the two together.

import { DECISION_KINDS } from '../engine/outcome';
import { type Check, check } from './checks';
import { eventProblem } from './event-shapes';
import { FAILED_HISTORY } from './failed-history';
import { TRACE_VERSION, type Trace } from './trace';
import { TraceError } from './trace-error';

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

const SITE = check.object({
  file: check.text,
  line: check.integerFrom(0),
  column: check.integerFrom(0),
  function: check.text,
  kind: check.oneOf('a', 'f', 'y', 'r', 'w', 'm', 'l', 't'),
  text: check.text,
});

const DECISION = check.object({
  kind: check.text,
  options: check.integerFrom(1),
  choice: check.integerFrom(0),
  task: check.text,
  site: check.text,
  operation: check.text,
  hash: check.integerFrom(0),
});

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
});

const OPERATION = check.object({ task: check.text, site: check.text, operation: check.text });

const CRITICAL = check.object({
  kind: check.oneOf('removal', 'repair'),
  decision: check.integerFrom(0),
  decided: check.oneOf(...DECISION_KINDS),
  failing: OPERATION,
  passing: OPERATION,
});

const TRACE: Check = check.object({
  format: check.text,
  version: check.integerFrom(1),
  lockstep: check.text,
  test: check.object({ file: check.text, name: check.list(check.text) }),
  seed: check.integer,
  iteration: check.integerFrom(0),
  strategy: check.text,
  model: check.oneOf('host', 'await'),
  options: check.object({
    maxSteps: check.integerFrom(1),
    maxLatency: check.nullOr(check.number),
    isolate: check.flag,
  }),
  sources: check.record(check.text),
  decisions: check.list(DECISION),
  failure: check.nullOr(FAILURE),
  critical: check.optional(check.nullOr(CRITICAL)),
  sites: check.record(SITE),
  events: check.list(eventProblem),
});

/**
 * Returns `document` as a trace.
 * @param origin how messages name the document: a path, or "the trace"
 * @throws TraceError `foreign`, `newer-version`, `invalid`, `unknown-decision` or `inconsistent`
 */
export function validateTrace(document: unknown, origin: string, path: string | null = null): Trace {
  const fail = (code: TraceError['code'], message: string): never => {
    throw new TraceError(code, message, path);
  };
  const header = document as { format?: unknown; version?: unknown } | null;
  if (typeof header !== 'object' || header === null || header.format !== 'lockstep-trace') {
    fail(
      'foreign',
      `${origin} is not a trace of Lockstep: expected an object with "format": "lockstep-trace", got ${brief(document)}.`,
    );
  }
  const version = header?.version;
  if (typeof version === 'number' && version > TRACE_VERSION) {
    fail(
      'newer-version',
      `${origin} has trace version ${version}; this version of Lockstep reads versions up to ${TRACE_VERSION}. Update lockstep, or record the bug again with this version by running its test.`,
    );
  }
  const problem = TRACE(document, '');
  if (problem !== null) fail('invalid', `${origin} is damaged: ${problem}. Record the bug again by running its test.`);
  const trace = document as Trace;
  trace.decisions.forEach((decision, index) => {
    if (!DECISION_KINDS.includes(decision.kind)) {
      fail(
        'unknown-decision',
        `${origin}: decision ${index} is of the unknown kind "${decision.kind}"; known kinds are ${DECISION_KINDS.join(', ')}. Record the bug again by running its test.`,
      );
    }
    if (decision.kind !== 'native' && decision.choice >= decision.options) {
      fail(
        'inconsistent',
        `${origin}: decision ${index} takes option ${decision.choice}, but there were only ${decision.options} (numbered from 0). Record the bug again by running its test.`,
      );
    }
  });
  return trace;
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
