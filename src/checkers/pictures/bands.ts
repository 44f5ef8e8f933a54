// Faults and remarks as bands on the timeline: what one annotation starts and a later one stops is one band.

import type { Annotation } from '../history/annotation';

export interface Band {
  readonly process: string;
  readonly label: string;
  readonly annotation: Annotation;
  readonly start: number;
  /** The moment itself if nothing ever stopped it and it does not look like something that lasts; Infinity if it was started and not stopped. */
  readonly end: number;
}

const STARTS = /^(?:start|begin|inject|open)(?:[-_ :]?(.*))$/i;
const STOPS = /^(?:stop|end|heal|recover|resolve|close)(?:[-_ :]?(.*))$/i;

/**
 * `start-partition` and the next `stop-partition` of the same process are one band, `start` and `stop` too; everything else is a moment. A second `start`
 * before the `stop` belongs to the first (tools record a fault when it is asked for and again when it has happened), as does a second `stop`.
 */
export function bandsOf(annotations: readonly Annotation[], label: (annotation: Annotation) => string): Band[] {
  const bands: { -readonly [Name in keyof Band]: Band[Name] }[] = [];
  const running = new Map<string, (typeof bands)[number]>();
  const stopped = new Set<string>();
  for (const annotation of [...annotations].sort((one, other) => one.time - other.time)) {
    const { process, f, time } = annotation;
    const started = STARTS.exec(f);
    const ended = started ? null : STOPS.exec(f);
    const name = JSON.stringify([process, (started ?? ended)?.[1] ?? '']);
    const band = running.get(name);
    if (ended && band) {
      band.end = time;
      running.delete(name);
      stopped.add(name);
    } else if (!(ended && stopped.has(name)) && !(started && band)) {
      const end = started ? Number.POSITIVE_INFINITY : time;
      bands.push({ process, label: label(annotation), annotation, start: time, end });
      if (started) running.set(name, bands.at(-1)!);
      if (started) stopped.delete(name);
    }
  }
  return bands;
}
