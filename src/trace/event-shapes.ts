// The fields of every kind of trace event, for checking events that were read from a file.

import type { TraceEvent } from '../engine/event';
import { OPERATION_KIND_NAMES } from '../engine/operation-kinds';
import { type Check, check } from './checks';

const OPERATION_KIND = check.oneOf(...OPERATION_KIND_NAMES);
const number = check.number;
const text = check.text;
const flag = check.flag;

/** Fields besides `type`, `step`, `task` and `site`, which every event has. */
const FIELDS: { readonly [K in TraceEvent['type']]: Readonly<Record<string, Check>> } = {
  step: { kind: OPERATION_KIND, time: number, options: check.integerFrom(1), choice: check.integerFrom(0) },
  // Version 1 knew one agent.
  fork: { parent: text, name: text, agent: check.optional(check.integerFrom(0)) },
  latency: { kind: OPERATION_KIND, late: flag, time: number },
  suspend: {},
  resume: { threw: flag, value: text },
  return: { threw: flag, value: text },
  access: { object: number, key: text, name: text, write: flag, value: text, after: number },
  choose: { options: check.integerFrom(1), choice: check.integerFrom(0) },
  timer: { delay: number, cleared: flag, time: number },
  send: { message: check.integerFrom(1), port: check.integerFrom(0) },
  deliver: { message: check.integerFrom(1), port: check.integerFrom(0) },
  tell: { name: text },
  native: {},
  end: { time: number, failure: check.nullOr(text) },
};

const CHECKS = new Map<string, Check>(
  Object.entries(FIELDS).map(([type, fields]) => [
    type,
    check.object({ type: text, step: check.integerFrom(0), task: text, site: check.integer, ...fields }),
  ]),
);

/** Checks one event. */
export const eventProblem: Check = (value, path) => {
  const type = (value as { type?: unknown } | null)?.type;
  const known = CHECKS.get(type as string);
  if (known === undefined)
    return `\`${path}.type\` should be one of ${[...CHECKS.keys()].join(', ')}, got ${JSON.stringify(type)}`;
  return known(value, path);
};
