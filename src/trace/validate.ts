// Checks that a parsed document is a trace, field by field, and that its parts agree. The published schema
// (docs/trace.schema.json) says the same; a test holds the two together.

import { DECISION_KINDS } from '../engine/recorded-decision';
import { type Check, check } from './checks';
import { eventProblem } from './event-shapes';
import { traceOf } from './file/decode';
import type { TraceDocument } from './file/document';
import { documentProblem } from './file/document-checks';
import { PLAIN_FIELDS, SITE_KIND } from './shapes';
import { TRACE_VERSION, type Trace } from './trace';
import { TraceError } from './trace-error';

const DECISION = check.object({
  kind: check.text,
  options: check.integerFrom(1),
  choice: check.integerFrom(0),
  task: check.text,
  site: check.text,
  operation: check.text,
  hash: check.integerFrom(0),
});

const SITE = check.object({
  file: check.text,
  line: check.integerFrom(0),
  column: check.integerFrom(0),
  function: check.text,
  kind: SITE_KIND,
  text: check.text,
});

/** Files of version 1 hold a trace as it is in memory: an object per decision, site and event. */
const VERSION_1: Check = check.object({
  ...PLAIN_FIELDS,
  decisions: check.list(DECISION),
  sites: check.record(SITE),
  events: check.list(eventProblem),
});

/**
 * Returns the trace that a document holds.
 * @param document the parsed content of a trace file, of any version that there has been
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
  const problem = version === 1 ? VERSION_1(document, '') : documentProblem(document, '');
  if (problem !== null) fail('invalid', `${origin} is damaged: ${problem}. Record the bug again by running its test.`);
  const trace = version === 1 ? ofVersion1(document as Trace) : traceOf(document as TraceDocument);
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

/** What version 1 wrote, as it is in memory now: there was one agent. */
function ofVersion1(document: Trace & { readonly integrity?: unknown }): Trace {
  const { integrity: _, events, ...trace } = document;
  return { ...trace, events: events.map((event) => (event.type === 'fork' ? { ...event, agent: 0 } : event)) };
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
