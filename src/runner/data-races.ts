// What an exploration does about data races: fails, says so at the end, or does not look for them.

import { simulation } from '../engine/simulation';
import { siteTable } from '../engine/site-table';
import { withoutStack } from '../engine/without-stack';
import { type DataRace, ignoreRaces, type RaceDetector, watchRaces } from '../host/shared/races';
import type { ResolvedOptions } from './options';

/** So many are named in warnings. */
const MOST_NAMED = 5;

type Access = DataRace['earlier'];

function placeOf({ site, writes, atomic, agentName, task }: Access): string {
  const { file, line, text } = siteTable.site(site) ?? {};
  const place = file === undefined ? 'an unknown place' : `\`${text}\` at ${file}:${line}`;
  const kind = `${atomic ? 'atomic ' : ''}${writes ? 'write' : 'read'}`;
  return `the ${kind} ${place} by ${agentName} (task ${task})`;
}

/** `Data race: the write … by worker 1 (task 0.1) and the read … by main (task 0) touch bytes 0 to 3 of shared buffer 1, and nothing orders them.` */
export function describeRace({ buffer, earlier, later, tears }: DataRace): string {
  const first = Math.max(earlier.start, later.start);
  const last = Math.min(earlier.end, later.end) - 1;
  const bytes = first === last ? `byte ${first}` : `bytes ${first} to ${last}`;
  const half = tears ? ' They differ in the bytes that they touch, so a value may be torn.' : '';
  return `Data race: ${placeOf(earlier)} and ${placeOf(later)} touch ${bytes} of shared buffer ${buffer}, and nothing orders them.${half}`;
}

function failWith(race: DataRace): void {
  const { task, site } = race.later;
  simulation.fail({ kind: 'error', error: withoutStack(describeRace(race)), task, site, waiting: [] });
}

/** The exploration begins. Returns what finds them; null if nothing does. */
export function watchDataRaces({ dataRaces }: ResolvedOptions): RaceDetector | null {
  if (dataRaces === 'off') {
    ignoreRaces();
    return null;
  }
  return watchRaces(dataRaces === 'fail' ? failWith : null);
}

/** Sentences for the user. */
export function raceWarnings(detector: RaceDetector | null): string[] {
  const races = [...(detector?.found.values() ?? [])];
  const named = races.slice(0, MOST_NAMED).map(describeRace);
  const more = races.length - named.length;
  return more === 0 ? named : [...named, `${more} more data races were found.`];
}
