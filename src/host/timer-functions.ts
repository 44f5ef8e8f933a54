// setTimeout and its kin over a realm's own: inside an iteration they set virtual timers and immediates, outside they are what they stand
// for. jsdom's timers are not Node's, so the functions of the module `timers` are others there than the globals.

import { OUTSIDE, simulation } from '../engine/simulation';
import { siteTable } from '../engine/site-table';
import { standFor } from '../engine/stand-ins';
import { hostAgent } from './host-agent';
import { Immediate } from './immediates';
import { callingFile } from './native-call';
import { Timer } from './timer';

type AnyFunction = (...args: unknown[]) => unknown;

export const TIMER_NAMES = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
] as const;

export type TimerName = (typeof TIMER_NAMES)[number];
export type Setter = 'setTimeout' | 'setInterval' | 'setImmediate';

/** The functions that a realm or a module has; jsdom has no immediates. */
export type NativeTimers = Readonly<Record<TimerName, AnyFunction | undefined>>;

export interface TimerFunctions extends Readonly<Record<TimerName, AnyFunction>> {
  /** The setters for a call at a site: the plugin passes the place of the call, by which reports name and strategies know a timer. */
  readonly settersAt: Readonly<Record<Setter, (site: number, callback: unknown, ...args: unknown[]) => unknown>>;
}

/** The timer functions of `source`. */
export function timersOf(source: object): NativeTimers {
  const found: Partial<Record<TimerName, AnyFunction>> = {};
  for (const name of TIMER_NAMES) found[name] = (source as NativeTimers)[name];
  return found as NativeTimers;
}

export function timerFunctions(native: NativeTimers): TimerFunctions {
  const { setTimeout, setInterval, setImmediate } = native as Record<TimerName, AnyFunction>;
  const settersAt: TimerFunctions['settersAt'] = {
    setTimeout: (site, callback, delay, ...args) =>
      simulation.mode === OUTSIDE
        ? setTimeout(callback, delay, ...args)
        : hostAgent().timers.set(callback, delay, args, false, site),
    setInterval: (site, callback, delay, ...args) =>
      simulation.mode === OUTSIDE
        ? setInterval(callback, delay, ...args)
        : hostAgent().timers.set(callback, delay, args, true, site),
    setImmediate: (site, callback, ...args) =>
      simulation.mode === OUTSIDE ? setImmediate(callback, ...args) : hostAgent().immediates.set(callback, args, site),
  };
  /** Clears a virtual timer given the object or its number; anything else goes to the native function. */
  const clear = (timer: unknown, otherwise: AnyFunction | undefined): void => {
    const known = timer instanceof Timer ? timer : hostAgent().timers.find(timer);
    if (known === undefined) otherwise?.(timer);
    else known.close();
  };

  /** A setter that was kept in a variable, as test tools do before a test fakes it: nobody says where the call stands. */
  const fromAnywhere =
    (setter: 'setTimeout' | 'setInterval') =>
    (...args: [unknown]) => {
      const timer = settersAt[setter](simulation.agent.site, ...args);
      if (timer instanceof Timer && siteTable.hasTools) timer.isOfTool = siteTable.isToolFile(callingFile());
      return timer;
    };

  const functions = {
    setTimeout: fromAnywhere('setTimeout'),
    clearTimeout: (timer: unknown) => clear(timer, native.clearTimeout),
    setInterval: fromAnywhere('setInterval'),
    clearInterval: (timer: unknown) => clear(timer, native.clearInterval),
    setImmediate: (...args: [unknown]) => settersAt.setImmediate(simulation.agent.site, ...args),
    clearImmediate: (immediate: unknown) => {
      if (immediate instanceof Immediate) immediate.clear();
      else native.clearImmediate?.(immediate);
    },
  } as Record<TimerName, AnyFunction>;
  for (const name of TIMER_NAMES) standFor(functions[name], native[name]);
  return { settersAt, ...functions };
}
