// `performance` with the virtual clock in an iteration. What is marked and measured there has virtual times, and is taken off Node's timeline when the
// iteration ends. What Node measures by itself (`timerify`, `eventLoopUtilization`, `nodeTiming`) is real.

import { nativeNow } from '../engine/natives';
import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { virtualTime } from './clock';
import { EPOCH } from './epoch';
import { hostAgent } from './host-agent';
import { lookThrough, methodsOf } from './look-through';

type AnyFunction = (...args: unknown[]) => unknown;
type Fields = Readonly<Record<string, unknown>>;

/** performance.now() at the start of every iteration: not 0, which some libraries take for "no time". */
const PERFORMANCE_ORIGIN = 1000;

type Performance = typeof performance;

export const nativePerformance: Performance = performance;

/** Milliseconds since the agent was made. */
const sinceOrigin = (): number => PERFORMANCE_ORIGIN + virtualTime() - hostAgent().clockReads.since;

/** The time of day at which `now()` would have been 0, by the agent's own clock. */
function virtualOrigin(): number {
  const { skew, since } = hostAgent().clockReads;
  return EPOCH + skew + since - PERFORMANCE_ORIGIN;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** `mark(name, options)`: without `startTime`, now. Node checks the options. */
function marked(mark: AnyFunction, [name, options, ...rest]: readonly unknown[]): unknown {
  const given = isObject(options) ? options : {};
  const isPlain = options === undefined || (isObject(options) && options.startTime === undefined);
  const entry = mark(name, isPlain ? { ...given, startTime: sinceOrigin() } : options, ...rest);
  hostAgent().timeline.mark(name);
  return entry;
}

/** `measure(name, start, end)` or `measure(name, { start, end, duration, detail })`: without an end, until now. */
function measured(measure: AnyFunction, [name, start, end, ...rest]: readonly unknown[]): unknown {
  const given = isObject(start) ? start : { start };
  const ends =
    end !== undefined || given.end !== undefined || (given.start !== undefined && given.duration !== undefined);
  const entry = ends ? measure(name, start, end, ...rest) : measure(name, { ...given, end: sinceOrigin() });
  hostAgent().timeline.measure(name);
  return entry;
}

/** A realm's, or a module's, performance object under control. */
export function controlled(native: Performance): Performance {
  const values = new Map<unknown, unknown>();
  for (const method of methodsOf(native)) values.set(method, standFor(method.bind(native), method));
  const replace = (name: string, form: (method: AnyFunction, args: readonly unknown[]) => unknown) => {
    const method = (native as unknown as Fields)[name];
    if (typeof method !== 'function') return;
    const bound: AnyFunction = (...args) => Reflect.apply(method, native, args) as unknown;
    const inside: AnyFunction = (...args) => (simulation.mode === OUTSIDE ? bound(...args) : form(bound, args));
    values.set(method, standFor(inside, method));
  };
  const now = standFor(
    native === nativePerformance
      ? (): number => (simulation.mode === OUTSIDE ? nativeNow() : sinceOrigin())
      : (): number => (simulation.mode === OUTSIDE ? native.now() : sinceOrigin()),
    native.now,
  );
  values.set(native.now, now);
  replace('mark', marked);
  replace('measure', measured);
  replace('toJSON', (toJSON) => ({ ...(toJSON() as Fields), timeOrigin: virtualOrigin() }));
  const timeOrigin = (value: unknown) => (simulation.mode === OUTSIDE || value === undefined ? value : virtualOrigin());
  return lookThrough(native, { values, computed: { timeOrigin } });
}

/** The realm's own object may belong to more than this realm (Node's is shared); what a test puts on the one is on the other. */
export const controlledPerformance: Performance = controlled(nativePerformance);
