// Functions of ECMAScript that take the present time by themselves: `format()` of Intl.DateTimeFormat, and Temporal.Now. They are on objects
// that every program of the realm shares, and are replaced there by functions that look the same and do the same outside an iteration.

import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { timeOfDay } from './clock';

type AnyFunction = (...args: unknown[]) => unknown;
type Fields = Readonly<Record<string, unknown>>;

/** The date that a formatter is to format. */
const dateOf = (date: unknown): unknown => (date === undefined && simulation.mode !== OUTSIDE ? timeOfDay() : date);

function replaceFormats(prototype: object): void {
  const format = Object.getOwnPropertyDescriptor(prototype, 'format');
  const parts = Object.getOwnPropertyDescriptor(prototype, 'formatToParts');
  const native = format?.get;
  if (format === undefined || native === undefined || parts === undefined) return;
  // A formatter gives the same function each time.
  const formatters = new WeakMap<object, AnyFunction>();
  const get = {
    get format() {
      const formatter = Reflect.apply(native, this, []) as AnyFunction;
      let form = formatters.get(formatter);
      if (form === undefined) {
        form = standFor((date: unknown) => formatter(dateOf(date)), formatter);
        formatters.set(formatter, form);
      }
      return form;
    },
  };
  const { get: getter } = Object.getOwnPropertyDescriptor(get, 'format') as { get: () => unknown };
  Object.defineProperty(prototype, 'format', { ...format, get: standFor(getter, native) });
  const toParts = parts.value as AnyFunction;
  const { formatToParts } = {
    formatToParts(date: unknown): unknown {
      return Reflect.apply(toParts, this, [dateOf(date)]);
    },
  };
  Object.defineProperty(prototype, 'formatToParts', { ...parts, value: standFor(formatToParts, toParts) });
}

interface Instant {
  toZonedDateTimeISO(zone: unknown): Record<'toPlainDate' | 'toPlainTime' | 'toPlainDateTime', () => object> & {
    withCalendar(calendar: unknown): ReturnType<Instant['toZonedDateTimeISO']>;
  };
}

interface Temporal {
  readonly Now: Record<string, AnyFunction | undefined>;
  readonly Instant: { fromEpochMilliseconds(milliseconds: number): Instant };
}

type Zoned = ReturnType<Instant['toZonedDateTimeISO']>;

const CONVERSIONS: Readonly<Record<string, (zoned: Zoned) => unknown>> = {
  zonedDateTime: (zoned) => zoned,
  plainDateTime: (zoned) => zoned.toPlainDateTime(),
  plainDate: (zoned) => zoned.toPlainDate(),
  plainTime: (zoned) => zoned.toPlainTime(),
};

/** @param temporal the realm's, or one that is made like it */
export function replaceTemporalNow({ Now, Instant }: Temporal): void {
  const { timeZoneId, timeZone } = Now;
  const replace = (name: string, form: (args: readonly unknown[]) => unknown) => {
    const native = Now[name];
    if (native === undefined) return;
    const { method } = {
      method(this: unknown, ...args: unknown[]): unknown {
        return simulation.mode === OUTSIDE ? Reflect.apply(native, this, args) : form(args);
      },
    };
    Object.defineProperty(Now, name, { value: standFor(method, native), writable: true, configurable: true });
  };
  const instant = () => Instant.fromEpochMilliseconds(timeOfDay());
  const zoned = (zone: unknown) =>
    instant().toZonedDateTimeISO(zone === undefined ? (timeZoneId ?? timeZone)?.() : zone);
  replace('instant', instant);
  for (const [name, convert] of Object.entries(CONVERSIONS)) {
    replace(`${name}ISO`, ([zone]) => convert(zoned(zone)));
    // As Temporal had it before 2025, and Node 24 behind a flag.
    replace(name, ([calendar, zone]) => convert(zoned(zone).withCalendar(calendar)));
  }
}

/** Replaces them in this realm; once. */
export function replaceDefaultNow(): void {
  if (typeof Intl === 'object') replaceFormats(Intl.DateTimeFormat.prototype);
  const { Temporal: temporal } = globalThis as Fields as { Temporal?: Temporal };
  if (temporal?.Now !== undefined) replaceTemporalNow(temporal);
}
