// What is printed after a test file: for each ctest how many schedules were explored, and once what a user should know of it.

import type { ExploreResult } from '../src/runner/result';
import type { CtestRecord } from './bridge';

function count(n: number, one: string): string {
  return `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');
}

function list(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** How far a search has come in which models, if it has not run all schedules. */
function reached({ covered }: ExploreResult): string {
  const parts = covered.flatMap(({ model, departures }) => {
    if (departures === 'all') return [`all of the model ${model}`];
    return departures ? [`all of the model ${model} with up to ${count(departures, 'departure')}`] : [];
  });
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** How much was explored. */
function extent(result: ExploreResult): string {
  const { native, schedules, exhausted, abandoned, distinct, elapsed } = result;
  const all = native ? `${count(schedules, 'run')} on the real event loop` : count(schedules, 'schedule');
  const parts = [
    exhausted ? `all ${all} explored` : `${all}${reached(result)}`,
    ...(abandoned > 0 ? [`${abandoned.toLocaleString('en-US')} ${native ? 'set aside' : 'given up'}`] : []),
    `${distinct.toLocaleString('en-US')} distinct`,
    seconds(elapsed),
  ];
  return parts.join(', ');
}

/** If the run proved little, or something is only latent: which functions might stand for something outside. */
function candidates({ candidates: sites, latent, unearned }: ExploreResult): string[] {
  if (sites.length === 0 || (latent === null && unearned === null)) return [];
  const names = sites.map((site) => `${site.function || 'a function'} (${site.file}:${site.line})`);
  return [`    Async functions that wait for nothing outside, perhaps to be named environment: ${list(names, 3)}`];
}

/**
 * @param file path of the test file as a user would write it
 * @returns the lines, or '' if the file has no ctest that ran
 */
export function summary(file: string, records: readonly CtestRecord[]): string {
  if (records.length === 0) return '';
  const lines = [`Lockstep: ${file}`];
  for (const { name, result, notes } of records) {
    if (result !== null) lines.push(`  ${name.join(' > ')}: ${extent(result)}`);
    for (const note of notes) lines.push(indent(note, '    '));
    if (result !== null) lines.push(...candidates(result));
  }
  const environment = [...new Set(records.flatMap(({ result }) => result?.environmentFiles ?? []))];
  if (environment.length > 0) lines.push(`  environment: ${list(environment, 4)}`);
  return `${lines.join('\n')}\n`;
}
