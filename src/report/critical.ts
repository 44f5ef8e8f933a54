// The critical pair in words: which decision makes the difference between failing and passing.

import { wordsFor } from '../engine/operation-kinds';
import { microtasksOf } from '../engine/recorded-decision';
import type { Site } from '../engine/sites';
import { criticalPosition } from '../trace/critical-position';
import { scheduled } from '../trace/departures';
import type { CriticalOperation, CriticalPair, Trace, TraceDecision } from '../trace/trace';
import { Agents } from './agents';
import { Arrivals } from './arrivals';
import { laterBy } from './happening';
import { atPlace, isHostCall, ofTask, operationName, operationPlace, siteAt } from './site-lookup';
import { Timers } from './timers';

const MOST_OPTIONS = 1000;

/** Null if all that could be said is "an operation", without its place. */
export function criticalSentence(pair: CriticalPair, trace: Trace): string | null {
  const decisive = pair.decided === 'late' && pair.kind === 'removal' ? pair.passing : pair.failing;
  if (decisive.site === '') return null;
  const { kind, decided, failing, passing } = pair;
  const position = criticalPosition(trace);
  const agents = new Agents(trace);
  const arrivals = agents.areSeveral ? new Arrivals(trace, agents) : null;
  const name = (one: CriticalOperation) =>
    (one.operation === 'message' && position !== null && arrivals?.subject(position, one.task)) ||
    nameOf(one === decisive ? onItsTask(one, trace, position) : one, trace, one === failing ? position : null);
  const isRemoval = kind === 'removal';
  const taken = decisionOf(pair, trace);
  const microtasks = taken === undefined ? 0 : microtasksOf(taken);
  if (microtasks > 0)
    return `the failure needs ${name(decisive)} to complete ${laterBy(microtasks)} than at once; if it completes sooner, the test passes.`;
  if (decided === 'late' && isHostCall(siteAt(trace, decisive.site))) {
    return isRemoval
      ? `the failure needs the callback of ${name(passing)} to come at a time of its own; if it comes in its turn, the test passes.`
      : `the undisturbed schedule fails; if the callback of ${name(failing)} comes at a time of its own, the test passes.`;
  }
  if (decided === 'late') {
    return isRemoval
      ? `the failure needs ${name(passing)} to complete late; if it completes at once, the test passes.`
      : `the undisturbed schedule fails; if ${name(failing)} completes late, the test passes.`;
  }
  if (decided === 'choose') {
    return isRemoval
      ? `the failure needs the value ${drawnValue(pair, trace)}drawn${byTask(failing.task)}${atPlace(failing.site)}; with a smaller one the test passes.`
      : `the undisturbed schedule fails; with another value drawn${byTask(failing.task)}${atPlace(failing.site)} the test passes.`;
  }
  const [first, second] = isRemoval ? [failing, passing] : [passing, failing];
  if (first.site === second.site && first.task === second.task) {
    return `the failure hangs on when ${name(first)} ${happens(first)}.`;
  }
  const order = `${name(second)} ${happens(second)}`;
  return isRemoval
    ? `the failure needs ${name(first)} to ${happen(first)} before ${order}; the other way round the test passes.`
    : `the undisturbed schedule fails; if ${name(first)} ${happens(first)} before ${order}, the test passes.`;
}

/** A callback that comes in its turn has no task of its own when that is decided: it is told by the task that set it. */
function onItsTask(one: CriticalOperation, { events }: Trace, position: number | null): CriticalOperation {
  return one.task !== '' || position === null ? one : { ...one, task: events[position]?.task ?? '' };
}

/** @param position of the event that is the operation, if it is in the trace */
function nameOf({ task, site, operation }: CriticalOperation, trace: Trace, position: number | null): string {
  const known = siteAt(trace, site);
  const place = operationPlace(operation, known);
  const { isHosts, isTimed, noun, one } = wordsFor(operation);
  const text = isHosts && place === '' ? '' : operationName(known);
  const hosts = isTimed && position !== null ? new Timers(trace.events).name(position) : noun;
  const what = [isHosts ? `the ${hosts}` : text === '' ? one : '', named(text, known)];
  return `${what.filter(Boolean).join(' ')}${ofTask(task)}${atPlace(place || (isHosts ? '' : site))}`;
}

/** What has no name of its own is called what it is; its line follows. */
function named(text: string, site: Site | undefined): string {
  if (text === '') return '';
  if (site?.kind === 'f' && site.function === '<anonymous>') return 'the anonymous function';
  return site?.kind === 'a' && text === site.text && !/[^\w]/.test(text) ? `\`await ${text}\`` : `\`${text}\``;
}

function happens({ operation }: CriticalOperation): string {
  return wordsFor(operation).happens;
}

function happen({ operation }: CriticalOperation): string {
  return wordsFor(operation).happen;
}

/** The value as it was asked for; nothing for random numbers, which are drawn from too many. */
function drawnValue(pair: CriticalPair, trace: Trace): string {
  const drawn = decisionOf(pair, trace);
  if (drawn === undefined || drawn.options > MOST_OPTIONS) return '';
  return `${drawn.choice} (of 0 to ${drawn.options - 1}) `;
}

function decisionOf({ decision }: CriticalPair, { decisions }: Trace): TraceDecision | undefined {
  return scheduled(decisions)[decision];
}

function byTask(task: string): string {
  return task === '' ? '' : ` by task ${task}`;
}
